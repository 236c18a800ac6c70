import { sql } from 'kysely';
import type { ProceduresArgs } from '../schema/args/catalogue.js';
import type { Procedure, Term } from '../schema/procedure.js';
import { column, globalId, joined } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';
import { among, equals } from './filters.js';
import { containsAll } from './search.js';

const fields = {
  id: globalId('Procedure', 'subject_id'),
  code: column('code'),
  name: column('name'),
  fieldCode: column('field_code'),
  fieldName: column('field_name'),
  levels: column('levels'),
  onlineLevel: column('online_level'),
  term: {
    kind: 'inner',
    type: 'Term',
    when: (row) => sql`${row('term_amount')} is not null and ${row('term_unit')} is not null`,
  },
  noDueTime: column('no_due_time'),
  hasFee: column('has_fee'),
  paperResult: column('paper_result'),
  status: column('status'),
  changedAt: joined('subject', 'changed_at'),
} satisfies Record<keyof Procedure, ReadField>;

export const procedureRead: ReadType = {
  name: 'Procedure',
  permission: 'catalogue.read',
  // Its header is always there; joined so that PostgreSQL leaves it out where nothing of it is asked for.
  from: (row) =>
    sql`procedure as ${row.table} left join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
  key: { column: 'subject_id', type: 'bigint' },
  fields,
};

/** Part of a procedure's own row. */
export const termRead: ReadType = {
  name: 'Term',
  permission: 'catalogue.read',
  from: procedureRead.from,
  fields: { amount: column('term_amount'), unit: column('term_unit') } satisfies Record<
    keyof Term,
    ReadField
  >,
};

export const procedurePage: PageSpec<ProceduresArgs> = {
  type: 'Procedure',
  orders: bothWays('CODE', key('code', 'text')),
  filters: (row, { code, field, statuses, search }) => [
    equals(row('code'), code),
    equals(row('field_code'), field),
    among(row('status'), statuses),
    containsAll(row('search_text'), search),
  ],
};
