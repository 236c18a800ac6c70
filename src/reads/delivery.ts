import { sql } from 'kysely';
import type { DeliveriesArgs } from '../schema/args/deliveries.js';
import type { Delivery } from '../schema/delivery.js';
import { sensitiveOf } from './dossier-class.js';
import { column, computed, globalId, joined, personal } from './engine/fields.js';
import { bothWays, key, laterWhenMissing } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import { subjectInScope } from './scope.js';
import { within } from './unit-reach.js';

const receipt = (name: string) =>
  computed((row) => sql`(select r.${sql.ref(name)} from receipt r where r.delivery_id = ${row('id')})`);

const fields = {
  id: globalId('Delivery', 'id'),
  portal: joined('lane', 'portal'),
  form: joined('lane', 'form'),
  kind: column('kind'),
  version: column('version'),
  generation: column('generation'),
  phase: column('phase'),
  state: column('state'),
  holdReason: column('hold_reason'),
  holdField: column('hold_field'),
  code: column('code'),
  message: personal('message', 'message'),
  flags: column('flags'),
  notBefore: column('not_before'),
  nextAttemptAt: column('next_attempt_at'),
  attemptsUsed: column('attempts'),
  attempts: {
    kind: 'many',
    type: 'Attempt',
    usual: 2,
    where: (row, target) => sql`${target('delivery_id')} = ${row('id')}`,
    orderBy: (target) => sql`${target('at')}, ${target('id')}`,
  },
  createdAt: column('created_at'),
  changedAt: column('changed_at'),
  deliveredAt: receipt('accepted_at'),
  proof: receipt('proof'),
  supersededBy: {
    kind: 'one',
    type: 'Delivery',
    where: (row, target) => sql`${target('id')} = ${row('superseded_by')}`,
  },
  entry: {
    kind: 'one',
    type: 'TraceEntry',
    where: (row, target) => sql`${target('id')} = ${row('entry_id')}`,
  },
  lane: { kind: 'one', type: 'Lane', where: (row, target) => sql`${target('id')} = ${row('lane_id')}` },
  dossier: subject('Dossier'),
  notice: subject('Notice'),
} satisfies Record<keyof Delivery | 'dossier' | 'notice', ReadField>;

function subject(type: string): ReadField {
  return {
    kind: 'one',
    type,
    where: (row, target) => sql`${target('subject_id')} = ${row.joined('lane')('subject_id')}`,
  };
}

const lane = (row: Row) => row.joined('lane');

export const deliveryRead: ReadType = {
  name: 'Delivery',
  permission: 'deliveries.read',
  from: (row) =>
    sql`delivery as ${row.table} join lane as ${lane(row).table} on ${lane(row)('id')} = ${row('lane_id')}`,
  visible: (row, { principal }) =>
    principal.unit === undefined ? undefined : subjectInScope(lane(row)('subject_id')),
  subject: (row) => lane(row)('subject_id'),
  sensitive: (row, viewer) => sensitiveOf(lane(row)('subject_id'), viewer),
  key: { column: 'id', type: 'uuid' },
  fields,
};

export const deliveryPage: PageSpec<DeliveriesArgs> = {
  type: 'Delivery',
  // Ids are made in the order of time (UUIDv7).
  orders: bothWays('CREATED', key('id', 'uuid')),
  filters: (row, args) => [
    equals(lane(row)('portal'), args.portal),
    among(row('state'), args.states),
    equals(row('kind'), args.kind),
    among(lane(row)('form'), args.forms),
    among(row('hold_reason'), args.holdReasons),
    ofSubject(lane(row)('subject_id'), args.subjectKey),
    within(lane(row)('unit'), args.unit, laterWhenMissing(lane(row)('business_at')), args.follow),
    since(row('created_at'), args.createdFrom),
    until(row('created_at'), args.createdTo),
  ],
};

/** Of the dossier or notice with this code. */
export function ofSubject(subjectId: Sql, key: string | null | undefined): Sql | undefined {
  if (key == null) return undefined;
  return sql`${subjectId} in (select s.id from subject s where s.kind in ('dossier', 'notice') and s.natural_key = ${key})`;
}
