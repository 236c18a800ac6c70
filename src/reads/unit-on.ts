import { sql } from 'kysely';
import type { Sql } from './engine/types.js';

/**
 * Whose a code is at a time, as the store's function `unit_on` says; that is asked only of units that had ended, which few rows are of.
 */
export function unitOn(code: Sql, at: Sql): Sql {
  return sql`case when exists (select from unit e where e.code = ${code} and e.valid_to <= ${at})
    then unit_on(${code}, ${at}) else ${code} end`;
}
