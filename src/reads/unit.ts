import { sql } from 'kysely';
import type { UnitsArgs } from '../schema/root.args.js';
import type { Unit } from '../schema/unit.js';
import { column, globalId, joined } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';
import { containsAll, wordsOf } from './search.js';

const fields = {
  id: globalId('Unit', 'subject_id'),
  code: column('code'),
  name: column('name'),
  level: column('level'),
  parent: {
    kind: 'one',
    type: 'Unit',
    where: (row, target) => sql`${target('code')} = ${row('parent_code')}`,
  },
  validFrom: column('valid_from'),
  validTo: column('valid_to'),
  successors: {
    kind: 'many',
    type: 'Unit',
    usual: 2,
    where: (row, target) => sql`${target('code')} = any(${row('successors')})`,
    orderBy: (target) => target('code'),
  },
  changedAt: joined('subject', 'changed_at'),
} satisfies Record<keyof Unit, ReadField>;

export const unitRead: ReadType = {
  name: 'Unit',
  permission: 'catalogue.read',
  from: (row) =>
    sql`unit as ${row.table} join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
  key: { column: 'subject_id', type: 'bigint' },
  fields,
};

export const unitPage: PageSpec<UnitsArgs> = {
  type: 'Unit',
  direction: 'asc',
  order: [{ value: (row) => row('code'), type: 'text' }],
  filters: (row, { code, levels, validAt, search }) => {
    const words = wordsOf(search);
    return [
      code == null ? undefined : sql`${row('code')} = ${code}`,
      levels ? sql`${row('level')} = any(${levels}::text[])` : undefined,
      validAt
        ? sql`(${row('valid_from')} is null or ${row('valid_from')} <= ${validAt}::timestamptz)
            and (${row('valid_to')} is null or ${row('valid_to')} > ${validAt}::timestamptz)`
        : undefined,
      words && containsAll(row('search_text'), words),
    ];
  },
};
