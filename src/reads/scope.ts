import { sql } from 'kysely';
import type { Sql } from './engine/types.js';

/**
 * Puts the units that a key is limited to before `body`, as `scope(code)`: the unit, its sub-units and its successors, over
 * any number of steps, and ended units that went wholly into these: a new commune sees what it took over.
 */
export function withScope(unit: string, body: Sql): Sql {
  return sql`with recursive reach(code) as (
      select ${unit}::text collate "C"
      union
      select next.code from reach cross join lateral (
        select code from unit where parent_code = reach.code
        union all
        select successor collate "C" from unit, unnest(successors) successor where unit.code = reach.code
      ) next(code)
    ), scope(code) as (
      select code from reach
      union
      select code from unit where successors <> '{}' and successors <@ array(select code::text from reach)
    ) ${body}`;
}

/** Whether a unit's code is among those that the viewer is limited to; needs {@link withScope} around the statement. */
export function inScope(code: Sql): Sql {
  return sql`${code} in (select code from scope)`;
}
