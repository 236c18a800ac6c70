import { sql } from 'kysely';
import { badInput } from '../access/refusal.js';
import type { Reads } from './engine/reads.js';
import type { Statement } from './engine/statement.js';
import type { Row, Sql } from './engine/types.js';

const MAX_GROUPS = 1_000;

/** Month of an instant in Vietnam, `2025-08`. */
export function monthOf(at: Sql): Sql {
  return sql`to_char(${at} at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM')`;
}

/**
 * Figures over rows of one type, in one statement, taken apart by these groups; without any, one row. Throws `Refusal`: BAD_USER_INPUT for more groups
 * than are told.
 */
export async function readTotals<Total>(
  reads: Reads,
  statement: Statement,
  {
    type,
    groups,
    figures,
    filters,
  }: {
    type: string;
    /** Field → what rows are parted by. */
    groups: Readonly<Record<string, (row: Row) => Sql>>;
    /** Field → an aggregate. */
    figures: (row: Row) => Readonly<Record<string, Sql>>;
    filters: (row: Row) => readonly (Sql | undefined)[];
  },
): Promise<Total[]> {
  const row = statement.row();
  const parted = Object.entries(groups).map(([field, of]) => [field, of(row)] as const);
  const named = [...parted, ...Object.entries(figures(row))].map(
    ([field, value]) => sql`${value} as ${sql.id(field)}`,
  );
  const places = sql.join(parted.map((_, index) => sql.raw(String(index + 1))));
  const by = parted.length === 0 ? sql`` : sql`group by ${places} order by ${places}`;
  const body = sql`select json_build_object('totals', coalesce(json_agg(g), '[]'::json)) as data from (
    select ${sql.join(named)} ${statement.from(statement.type(type), row, ...filters(row))} ${by} limit ${MAX_GROUPS + 1}) g`;
  const data = await reads.run(statement.whole(body));
  const totals = (data?.['totals'] ?? []) as Total[];
  if (totals.length <= MAX_GROUPS) return totals;
  throw badInput([{ path: ['by'], message: `more than ${MAX_GROUPS} totals: narrow them` }]);
}
