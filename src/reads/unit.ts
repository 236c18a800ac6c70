import { sql } from 'kysely';
import type { UnitsArgs } from '../schema/args/catalogue.js';
import type { Unit } from '../schema/unit.js';
import { column, globalId, joined } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType, Sql } from './engine/types.js';
import { among } from './filters.js';
import { containsAll } from './search.js';
import { within } from './unit-reach.js';

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
  // Its header is always there; joined so that PostgreSQL leaves it out where nothing of it is asked for.
  from: (row) =>
    sql`unit as ${row.table} left join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
  key: { column: 'subject_id', type: 'bigint' },
  fields,
};

/** By its code, or by another one that it has or had (`MaKhac`); dots and hyphens are the same there. */
function called(code: Sql, given: string | null | undefined): Sql | undefined {
  if (given == null) return undefined;
  const spellings = [given, given.replaceAll('-', '.'), given.replaceAll('.', '-')];
  return sql`${code} in (select ${given}::text union all
    select alias.code from unit_alias alias where alias.alias = any(${spellings}::text[]))`;
}

export const unitPage: PageSpec<UnitsArgs> = {
  type: 'Unit',
  orders: bothWays('CODE', key('code', 'text')),
  filters: (row, { code, within: unit, levels, validAt, search }) => [
    called(row('code'), code),
    within(row('code'), unit),
    among(row('level'), levels),
    validAt
      ? sql`(${row('valid_from')} is null or ${row('valid_from')} <= ${validAt}::timestamptz)
          and (${row('valid_to')} is null or ${row('valid_to')} > ${validAt}::timestamptz)`
      : undefined,
    containsAll(row('search_text'), search),
  ],
};
