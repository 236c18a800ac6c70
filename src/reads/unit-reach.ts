import { sql } from 'kysely';
import type { UnitFollow } from '../schema/enums/catalogue.js';
import type { Sql } from './engine/types.js';

/**
 * Whether what a unit did at a time belongs to `unit`, which may be named by any code that it has or had, in any spelling: what it did
 * itself and what units below it did while they were (RECORDED); what took over from these did since (SUCCESSORS); and what went wholly into
 * it ever did, as a key of the unit sees it (BOTH_WAYS). `at` absent: now. The closures are functions of the store, `unit_reach` and `unit_scope`.
 */
export function within(
  code: Sql,
  unit: string | null | undefined,
  at?: Sql,
  follow: UnitFollow = 'SUCCESSORS',
): Sql | undefined {
  if (unit == null) return undefined;
  const reach =
    follow === 'BOTH_WAYS' ? sql`unit_scope(${unit}) reach` : sql`unit_reach(${unit}, ${follow}) reach`;
  // Once for the whole statement: what it gives does not depend on the row.
  if (!at) return sql`${code} = any (array(select reach.code from ${reach} where reach.until = 'infinity'))`;
  return sql`exists (select from ${reach} where reach.code = ${code} and ${at} between reach.since and reach.until)`;
}
