import { sql } from 'kysely';
import type { UnitRecord } from '../domain/records.js';
import type { UnitsArgs } from '../schema/args/catalogue.js';
import type { Unit } from '../schema/unit.js';
import { column, computed, globalId, joined } from './engine/fields.js';
import { withHistory } from './engine/held.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';
import { among } from './filters.js';
import { containsAll } from './search.js';
import { codesMeant } from './unit-codes.js';
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
  parentCode: column('parent_code'),
  validFrom: column('valid_from'),
  validTo: column('valid_to'),
  successors: {
    kind: 'many',
    type: 'Unit',
    usual: 2,
    where: (row, target) => sql`${target('code')} = any(${row('successors')})`,
    orderBy: (target) => target('code'),
  },
  predecessors: {
    kind: 'many',
    type: 'Unit',
    usual: 2,
    where: (row, target) => sql`${row('code')} = any(${target('successors')})`,
    orderBy: (target) => target('code'),
  },
  otherCodes: computed(
    (row) => sql`(select coalesce(json_agg(alias.alias order by alias.alias), '[]'::json)
      from unit_alias alias where alias.code = ${row('code')})`,
  ),
  changedAt: joined('subject', 'changed_at'),
} satisfies Record<keyof Unit, ReadField>;

const present: ReadType = {
  name: 'Unit',
  permission: 'catalogue.read',
  // Its header is always there; joined so that PostgreSQL leaves it out where nothing of it is asked for.
  from: (row) =>
    sql`unit as ${row.table} left join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
  key: { column: 'subject_id', type: 'bigint' },
  fields,
};

/** As the hub held it: what is related with it, and who took over, stays of today. */
export const unitRead = withHistory<UnitRecord>(present, {
  record: {
    code: (record) => record.code,
    name: (record) => record.name,
    level: (record) => record.level,
    parentCode: (record) => record.parent,
    validFrom: (record) => record.validFrom,
    validTo: (record) => record.validTo,
    otherCodes: (record) => [...record.aliases].sort(),
  },
  store: () => ({ changedAt: joined('held', 'changed_at') }),
});

export const unitPage: PageSpec<UnitsArgs> = {
  type: 'Unit',
  orders: bothWays('CODE', key('code', 'text')),
  filters: (row, { code, within: unit, levels, validAt, search }) => [
    code == null ? undefined : sql`${row('code')} in ${codesMeant(code)}`,
    within(row('code'), unit),
    among(row('level'), levels),
    validAt
      ? sql`(${row('valid_from')} is null or ${row('valid_from')} <= ${validAt}::timestamptz)
          and (${row('valid_to')} is null or ${row('valid_to')} > ${validAt}::timestamptz)`
      : undefined,
    containsAll(row('search_text'), search),
  ],
};
