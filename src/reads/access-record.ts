import { sql } from 'kysely';
import type { AccessedFields, AccessRecord } from '../schema/access-record.js';
import type { AccessRecordsArgs } from '../schema/args/access-records.js';
import { SubjectKindEnum } from '../schema/enums/operations.js';
import { column, computed, globalId } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';
import { equals, since, until } from './filters.js';

const fields = {
  id: globalId('AccessRecord', 'id'),
  at: column('at'),
  principalId: column('principal_id'),
  principalName: column('principal_name'),
  role: column('role'),
  unit: column('unit'),
  operation: column('operation'),
  requestId: column('request_id'),
  purpose: column('purpose'),
  reads: {
    kind: 'many',
    type: 'AccessedFields',
    usual: 2,
    where: (row, target) => sql`${target('record_id')} = ${row('id')}`,
    orderBy: (target) => target('position'),
  },
} satisfies Record<keyof AccessRecord, ReadField>;

/** For keys of the whole district only: who looked at a dossier is not the matter of one of its units. */
export const accessRecordRead: ReadType = {
  name: 'AccessRecord',
  permission: 'access.read',
  from: (row) => sql`access_record as ${row.table}`,
  visible: (_row, { principal }) => (principal.unit === undefined ? undefined : sql`false`),
  key: { column: 'id', type: 'uuid' },
  fields,
};

/** One row for each entry of the record's list. */
export const accessedFieldsRead: ReadType = {
  name: 'AccessedFields',
  permission: 'access.read',
  from: (row) => sql`(select a.id as record_id, p.position, p.item
    from access_record a, jsonb_array_elements(a.reads) with ordinality as p(item, position)) as ${row.table}`,
  fields: {
    type: computed((row) => sql`${row('item')} ->> 'type'`),
    fields: computed((row) => sql`${row('item')} -> 'fields'`),
    subjectKeys: computed(
      (row) => sql`(select coalesce(json_agg(s.natural_key order by s.natural_key), '[]'::json) from subject s
        where s.id in (select e::bigint from jsonb_array_elements_text(${row('item')} -> 'subjects') e))`,
    ),
  } satisfies Record<keyof AccessedFields, ReadField>,
};

export const accessRecordPage: PageSpec<AccessRecordsArgs> = {
  type: 'AccessRecord',
  orders: bothWays('AT', key('at', 'timestamptz'), key('id', 'uuid')),
  filters: (row, { principalId, subjectKey, from, to }) => [
    equals(row('principal_id'), principalId),
    subjectKey == null
      ? undefined
      : // Of any kind: they are named because subjects are indexed by kind and key.
        sql`${row('subjects')} && array(select s.id from subject s
          where s.kind = any(${Object.values(SubjectKindEnum)}::text[]) and s.natural_key = ${subjectKey})`,
    since(row('at'), from),
    until(row('at'), to),
  ],
};
