import { sql } from 'kysely';
import type { UnitRecord } from '../domain/records.js';
import { namesOf, parentsOf } from '../domain/unit.js';
import type { UnitsArgs } from '../schema/args/catalogue.js';
import type { Unit } from '../schema/unit.js';
import { containsAll } from './contains.js';
import { column, computed, globalId, joined } from './engine/fields.js';
import { withHistory } from './engine/held.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { Many, ReadField, ReadType } from './engine/types.js';
import { among, equals } from './filters.js';
import { codeMeant } from './unit-codes.js';
import { within } from './unit-reach.js';
import { childrenAt, parentAt } from './unit-tree.js';

const NOW = sql`now()`;

/** All that held of a unit, the latest at the end. */
const periods = (type: 'UnitName' | 'UnitParent'): Many => ({
  kind: 'many',
  type,
  usual: 2,
  where: (row, target) => sql`${target('unit_id')} = ${row('subject_id')}`,
  orderBy: (target) => sql`${target('valid_to')} nulls last`,
});

const fields = {
  id: globalId('Unit', 'subject_id'),
  code: column('code'),
  name: column('name'),
  level: column('level'),
  names: periods('UnitName'),
  parent: parentAt(NOW),
  parentCode: column('parent_code'),
  parents: periods('UnitParent'),
  children: childrenAt(NOW),
  adminCode: column('admin_code'),
  address: column('address'),
  phone: column('phone'),
  email: column('email'),
  website: column('website'),
  decision: {
    kind: 'inner',
    type: 'UnitDecision',
    when: (row) => sql`${row('decision_number')} is not null`,
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
} satisfies Record<keyof Unit | 'parent' | 'children', ReadField>;

const present: ReadType = {
  name: 'Unit',
  permission: 'catalogue.read',
  // Its header is always there; joined so that PostgreSQL leaves it out where nothing of it is asked for.
  from: (row) =>
    sql`unit as ${row.table} left join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
  key: { column: 'subject_id', type: 'bigint' },
  found: {
    kind: 'unit',
    title: (row) => row('name'),
    text: (row) => row('search_text'),
    unit: (row) => row('code'),
    meant: codeMeant,
  },
  fields,
};

/** As the hub held it; what was above and below it then is told by what is known today, and who took over stays of today. */
export const unitRead = withHistory<UnitRecord>(present, {
  record: {
    code: (record) => record.code,
    name: (record) => record.name,
    level: (record) => record.level,
    names: namesOf,
    parentCode: (record) => record.parent,
    parents: parentsOf,
    adminCode: (record) => record.adminCode,
    address: (record) => record.address,
    phone: (record) => record.phone,
    email: (record) => record.email,
    website: (record) => record.website,
    decision: (record) => record.decision,
    validFrom: (record) => record.validFrom,
    validTo: (record) => record.validTo,
    otherCodes: (record) => [...record.aliases].sort(),
  },
  store: (at) => ({
    changedAt: joined('held', 'changed_at'),
    parent: parentAt(at),
    children: childrenAt(at),
  }),
});

export const unitPage: PageSpec<UnitsArgs> = {
  type: 'Unit',
  orders: bothWays('CODE', key('code', 'text')),
  filters: (row, { code, within: unit, follow, adminCode, levels, validAt, search }) => [
    code == null ? undefined : sql`${row('code')} = ${codeMeant(code)}`,
    within(row('code'), unit, undefined, follow),
    equals(row('admin_code'), adminCode),
    among(row('level'), levels),
    validAt
      ? sql`(${row('valid_from')} is null or ${row('valid_from')} <= ${validAt}::timestamptz)
          and (${row('valid_to')} is null or ${row('valid_to')} > ${validAt}::timestamptz)`
      : undefined,
    containsAll(row('search_text'), search),
  ],
};
