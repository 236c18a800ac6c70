import { sql } from 'kysely';
import type { LanesArgs } from '../schema/args/operations.js';
import type { Lane } from '../schema/lane.js';
import { deliveriesWhere } from './deliveries-of.js';
import { ofSubject } from './delivery.js';
import { column, computed, finite, globalId, joined } from './engine/fields.js';
import { bothWays, key, laterWhenMissing } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { One, ReadField, ReadType } from './engine/types.js';
import { among, equals } from './filters.js';
import { subjectInScope } from './scope.js';
import { within } from './unit-reach.js';

const subject = (type: string): One => ({
  kind: 'one',
  type,
  where: (row, target) => sql`${target('subject_id')} = ${row('subject_id')}`,
});

const fields = {
  id: globalId('Lane', 'id'),
  portal: column('portal'),
  form: column('form'),
  subjectKind: joined('subject', 'kind'),
  subjectKey: joined('subject', 'natural_key'),
  agencyCode: computed(
    (row) => sql`(select a.agency_code from portal_account a where a.id = ${row('account_id')})`,
  ),
  state: column('state'),
  task: column('task'),
  waitReason: column('wait_reason'),
  since: column('since'),
  readyAt: finite('ready_at'),
  leaseUntil: column('lease_until'),
  remoteExists: column('remote_exists'),
  remoteId: column('remote_id'),
  acceptedVersion: column('accepted_version'),
  acceptedAt: column('accepted_at'),
  firstContactAt: column('first_contact_at'),
  dossier: subject('Dossier'),
  notice: subject('Notice'),
  deliveries: deliveriesWhere((row, target) => sql`${target('lane_id')} = ${row('id')}`),
} satisfies Record<keyof Lane | 'dossier' | 'notice' | 'deliveries', ReadField>;

export const laneRead: ReadType = {
  name: 'Lane',
  permission: 'lanes.read',
  from: (row) => {
    const header = row.joined('subject');
    return sql`lane as ${row.table} join subject as ${header.table} on ${header('id')} = ${row('subject_id')}`;
  },
  visible: (row, { principal }) =>
    principal.unit === undefined ? undefined : subjectInScope(row('subject_id')),
  key: { column: 'id', type: 'bigint' },
  fields,
};

export const lanePage: PageSpec<LanesArgs> = {
  type: 'Lane',
  orders: {
    ...bothWays('CREATED', key('id', 'bigint')),
    ...bothWays('SINCE', key('since', 'timestamptz'), key('id', 'bigint')),
  },
  filters: (row, args) => [
    equals(row('portal'), args.portal),
    among(row('state'), args.states),
    equals(row('wait_reason'), args.waitReason),
    args.ready == null
      ? undefined
      : sql`(${row('state')} = 'IDLE' and ${row('ready_at')} <= now()) = ${args.ready}::boolean`,
    equals(row.joined('subject')('kind'), args.subjectKind),
    ofSubject(row('subject_id'), args.subjectKey),
    within(row('unit'), args.unit, laterWhenMissing(row('business_at')), args.follow),
  ],
};
