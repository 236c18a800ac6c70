import { sql } from 'kysely';
import type { Lane } from '../schema/lane.js';
import type { LanesArgs } from '../schema/root.args.js';
import { deliveriesWhere } from './deliveries-of.js';
import { subjectInScope } from './delivery.js';
import { column, computed, finite, globalId, joined } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import type { One, ReadField, ReadType } from './engine/types.js';

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
  direction: 'desc',
  order: [{ value: (row) => row('id'), type: 'bigint' }],
  filters: (row, { portal, states, waitReason, ready }) => [
    portal == null ? undefined : sql`${row('portal')} = ${portal}`,
    states ? sql`${row('state')} = any(${states}::text[])` : undefined,
    waitReason == null ? undefined : sql`${row('wait_reason')} = ${waitReason}`,
    ready == null
      ? undefined
      : sql`(${row('state')} = 'IDLE' and ${row('ready_at')} <= now()) = ${ready}::boolean`,
  ],
};
