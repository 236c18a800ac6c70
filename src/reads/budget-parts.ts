import { sql } from 'kysely';
import type { Row, Sql } from './engine/types.js';

/*
 * What the rows of one column of a form are to one another. Children and parents both stand in a form: whoever adds them all up has the
 * same money several times.
 */

/** Rows that the row's own is made of, straight below it (`parts`) or anywhere (`below`), as the source holds them today. */
function rowsUnder(row: Row, how: 'parts' | 'below', alias: string): Sql {
  const path =
    how === 'parts'
      ? sql`p.parent_path = ${row('row_path')}`
      : sql`starts_with(p.row_path, ${row('row_path')} || '/')`;
  return sql`from budget_line p join subject ${sql.id(alias)} on ${sql.ref(`${alias}.id`)} = p.subject_id
    where p.form_key = ${row('form_key')} and ${path} and not p.is_of_which and ${sql.ref(`${alias}.deleted_at`)} is null`;
}

/** Whether others add up to it, by what its source says or because they are there. */
export function isTotal(row: Row): Sql {
  return sql`(${row('is_total')} or exists (select ${rowsUnder(row, 'below', 'ps')}))`;
}

/** Whether it is added: neither a total of others nor a part that is shown beside them. */
export function isCounted(row: Row): Sql {
  return sql`(not ${row('is_of_which')} and not ${isTotal(row)})`;
}

/** Sum of the rows straight below it, đồng; null where there is none, or none with an amount. */
export function partsVnd(row: Row): Sql {
  return sql`(select sum(p.amount_vnd) ${rowsUnder(row, 'parts', 'ps')})`;
}

/**
 * Whether it is the sum of the rows straight below it, as far as rounding allows: each of them may be out by half of the last digit that
 * was written, in đồng none. Null where that cannot be told.
 */
export function addsUp(row: Row): Sql {
  const factor = sql`case when ${row('amount')} = 0 then 1 else abs(${row('amount_vnd')} / ${row('amount')}) end`;
  return sql`(select case when count(p.amount_vnd) = count(*) and count(*) > 0 and ${row('amount_vnd')} is not null then
      abs(${row('amount_vnd')} - sum(p.amount_vnd)) <= case when ${row('unit_label')} = 'đồng' then 0 else
        round(${factor}) * (count(*) + 1) * 0.5 * power(10::numeric, -greatest(scale(${row('amount')}), max(scale(p.amount)))) end
    end ${rowsUnder(row, 'parts', 'ps')})`;
}
