import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import type { UnitFollow } from '../schema/enums/catalogue.js';
import type { Sql } from './engine/types.js';
import { inScope } from './scope.js';
import { within } from './unit-reach.js';

/** Of which unit something is asked, and what of those that took over from it. */
export interface Asked {
  unit?: string | null;
  follow: UnitFollow;
}

/**
 * Whether what the unit with this code did at a time is asked for and within what the caller is limited to; for a caller who is, needs
 * `withScope` around the statement. `at` absent: now.
 */
export function limited(principal: Principal, code: Sql, { unit, follow }: Asked, at?: Sql): Sql {
  const asked = within(code, unit, at, follow);
  const own = principal.unit === undefined ? undefined : inScope(code, sql`'infinity'::timestamptz`);
  const all = [asked, own].filter((part) => part !== undefined);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}
