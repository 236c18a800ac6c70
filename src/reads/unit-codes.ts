import { sql } from 'kysely';
import { spellingsOf } from '../domain/unit-code.js';
import type { Sql } from './engine/types.js';

/** Level 1 first, `H56.14.3`: what the unit table itself has. */
const TODAYS_FORM = /^[A-Z]\d{2}(\.|$)/;

/** The codes in the unit table that are meant by a code, which may be another one that a unit has or had (`MaKhac`). */
export function codesMeant(given: string): Sql {
  return sql`(select ${given}::text union all
    select alias.code from unit_alias alias where alias.alias = any(${spellingsOf(given)}::text[]))`;
}

/** The one that is meant. A code in the form of today is taken as it is, so that nothing has to be looked up. */
export function codeMeant(given: string): Sql {
  if (TODAYS_FORM.test(given)) return sql`${given}`;
  return sql`coalesce((select alias.code from unit_alias alias
    where alias.alias = any(${spellingsOf(given)}::text[]) order by alias.code limit 1), ${given})`;
}
