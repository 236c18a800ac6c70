import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import type { BudgetGroup, BudgetTotal, BudgetTotalsArgs } from '../schema/budget-total.js';
import { budgetFilters, budgetLineRead, endOfYear } from './budget-line.js';
import { isCounted } from './budget-parts.js';
import type { Reads } from './engine/reads.js';
import { Statement } from './engine/statement.js';
import type { Row, Sql } from './engine/types.js';
import { within } from './unit-reach.js';

const MAX_GROUPS = 1_000;

/** What amounts may be taken apart by, beside what always parts them. */
const GROUPS: Readonly<Record<BudgetGroup, { field: keyof BudgetTotal; of(row: Row): Sql }>> = {
  TOP_ROW: { field: 'topRow', of: (row) => sql`split_part(${row('row_path')}, '/', 1)` },
  BUDGET_UNIT: { field: 'budgetUnitCode', of: (row) => row('budget_unit_code') },
  CHAPTER: { field: 'chapter', of: (row) => row('chapter') },
  SECTION: { field: 'section', of: (row) => row('section') },
  ITEM: { field: 'item', of: (row) => row('item') },
};

/**
 * Sums of amounts in one statement. Only rows are added that no other row is the sum of, and never over two years, periods (a half year has
 * its first quarter in it), stages, forms or columns. Throws `Refusal`: FORBIDDEN, BAD_USER_INPUT for more groups than are told.
 */
export async function readBudgetTotals(
  reads: Reads,
  principal: Principal,
  args: BudgetTotalsArgs,
): Promise<BudgetTotal[]> {
  const statement = new Statement({ BudgetLine: budgetLineRead }, reads.viewer(principal));
  const type = statement.type('BudgetLine');
  const row = statement.row();
  const always = {
    year: row('year'),
    period: row('period'),
    stage: row('stage'),
    formCode: row('form_code'),
    column: row('column_name'),
  };
  const wanted = [...new Set(args.by)].map((name) => GROUPS[name]);
  const parted = { ...always, ...Object.fromEntries(wanted.map(({ field, of }) => [field, of(row)])) };
  const names = Object.keys(parted).map((name) => sql.id(name));
  const from = statement.from(
    type,
    row,
    ...budgetFilters(row, args),
    within(row('unit'), args.unit, endOfYear(row), args.follow),
    sql`${row.joined('subject')('deleted_at')} is null`,
    // A column of percentages has nothing to add.
    sql`(${row('amount')} is not null or ${row('percent')} is null)`,
  );
  const values = Object.entries(parted).map(([name, value]) => sql`${value} as ${sql.id(name)}`);
  const body = sql`select json_build_object('totals', coalesce(json_agg(g), '[]'::json)) as data from (
    select ${sql.join(names)}, (sum(l.amount_vnd) filter (where l.counted))::float8 as "amountVnd",
      count(*) filter (where l.counted)::integer as "lines",
      count(*) filter (where l.counted and l.amount_vnd is null)::integer as "unknown",
      count(*) filter (where not l.counted)::integer as "setAside"
    from (select ${sql.join(values)}, ${row('amount_vnd')} as amount_vnd, ${isCounted(row)} as counted ${from}) l
    group by ${sql.join(names)} having bool_or(l.counted) order by ${sql.join(names)} limit ${MAX_GROUPS + 1}) g`;
  const data = await reads.run(statement.whole(body));
  const totals = (data?.['totals'] ?? []) as BudgetTotal[];
  if (totals.length <= MAX_GROUPS) return totals;
  throw badInput([{ path: ['by'], message: `more than ${MAX_GROUPS} totals: narrow them` }]);
}
