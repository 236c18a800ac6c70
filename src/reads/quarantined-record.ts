import { sql } from 'kysely';
import { sensitiveKinds } from '../domain/classes/index.js';
import type { QuarantineArgs } from '../schema/args/operations.js';
import type { QuarantinedRecord, RecordPlace, RecordProblem } from '../schema/quarantined-record.js';
import { column, computed, globalId, sealed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { Column, ReadField, ReadType } from './engine/types.js';
import { among, equals } from './filters.js';
import { knownKey } from './known-keys.js';

const placed = (name: keyof RecordPlace): Column =>
  computed((row) => sql`${row('place')} -> ${sql.lit(name)}`);

const fields = {
  id: globalId('QuarantinedRecord', 'id'),
  source: column('source'),
  kind: column('kind'),
  key: computed(knownKey),
  place: { kind: 'inner', type: 'RecordPlace' },
  problems: {
    kind: 'many',
    type: 'RecordProblem',
    usual: 2,
    where: (row, target) => sql`${target('record_id')} = ${row('id')}`,
    orderBy: (target) => target('position'),
  },
  state: column('state'),
  waitsFor: computed((row) => sql`coalesce(${row('waits_for')}, '{}')`),
  firstSeenAt: column('first_seen_at'),
  lastSeenAt: column('last_seen_at'),
  times: column('times'),
  resolvedAt: column('resolved_at'),
  raw: {
    ...sealed('raw', 'text'),
    value: (row) => sql`encode(coalesce(${row('edited')}, ${row('raw')}), 'base64')`,
  },
  resolution: column('resolution'),
  resolvedBy: column('resolved_by'),
  reason: sealed('reason', 'text'),
} satisfies Record<keyof QuarantinedRecord, ReadField>;

/** For keys of the whole district only: a refused record often does not say whose it is. */
export const quarantinedRecordRead: ReadType = {
  name: 'QuarantinedRecord',
  permission: 'quarantine.read',
  from: (row) => sql`quarantine as ${row.table}`,
  visible: (_row, { principal }) => (principal.unit === undefined ? undefined : sql`false`),
  key: { column: 'id', type: 'uuid' },
  // 0 for a record whose key the hub holds nothing of: that somebody looked at it is kept all the same.
  subject: (row) => sql`coalesce((select s.id from subject s
    where s.kind = ${row('kind')} and s.natural_key = ${row('natural_key')}), 0)`,
  // What was refused is kept whole, so it is as sensitive as the most that a record of its kind may say.
  sensitive: (row, { day }) => sql`(${row('kind')} = any(${sensitiveKinds(day)}::text[]))`,
  fields,
};

/** Part of the record's own row. */
export const recordPlaceRead: ReadType = {
  name: 'RecordPlace',
  permission: 'quarantine.read',
  from: quarantinedRecordRead.from,
  fields: {
    file: placed('file'),
    line: placed('line'),
    row: placed('row'),
    page: placed('page'),
  } satisfies Record<keyof RecordPlace, ReadField>,
};

/** One row for each problem in the record's list. */
export const recordProblemRead: ReadType = {
  name: 'RecordProblem',
  permission: 'quarantine.read',
  from: (row) => sql`(select q.id as record_id, p.position, coalesce(p.item ->> 'field', '') as field,
      p.item ->> 'code' as code, p.item ->> 'message' as message
    from quarantine q, jsonb_array_elements(q.problems) with ordinality as p(item, position)) as ${row.table}`,
  fields: {
    field: column('field'),
    code: column('code'),
    message: column('message'),
    path: computed(() => sql`'{}'::text[]`),
  } satisfies Record<keyof RecordProblem, ReadField>,
};

export const quarantinePage: PageSpec<QuarantineArgs> = {
  type: 'QuarantinedRecord',
  orders: {
    ...bothWays('LAST_SEEN', key('last_seen_at', 'timestamptz'), key('id', 'uuid')),
    ...bothWays('FIRST_SEEN', key('first_seen_at', 'timestamptz'), key('id', 'uuid')),
  },
  filters: (row, args, viewer) => [
    equals(row('source'), args.source),
    among(row('state'), args.states),
    equals(row('kind'), args.kind),
    args.key == null ? undefined : equals(knownKey(row, viewer), args.key),
    args.problem == null
      ? undefined
      : sql`${row('problems')} @> ${JSON.stringify([{ code: args.problem }])}::jsonb`,
  ],
};
