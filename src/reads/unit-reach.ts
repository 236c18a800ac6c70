import { sql } from 'kysely';
import type { Sql } from './engine/types.js';
import { codeMeant } from './unit-codes.js';

/**
 * Whether what a unit did at a time belongs to `unit`: the unit itself, all below it, and what took over from these, each from
 * the day on which it did. The unit may be named by a code that it had (`MaKhac`), in any spelling. `at` absent: at any time. The closure is the function `unit_reach` of the store.
 */
export function within(code: Sql, unit: string | null | undefined, at?: Sql): Sql | undefined {
  if (unit == null) return undefined;
  const dated = at ? sql` and reach.since <= ${at}` : sql``;
  return sql`exists (select from unit_reach(${codeMeant(unit)}) reach where reach.code = ${code}${dated})`;
}
