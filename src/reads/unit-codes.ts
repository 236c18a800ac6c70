import { sql } from 'kysely';
import type { Sql } from './engine/types.js';

/** The unit table's code for one in any form and spelling that a unit has or had (`MaKhac`); see the store's function `unit_known`. */
export function codeMeant(given: string | Sql): Sql {
  return sql`(select unit_known(${given}))`;
}
