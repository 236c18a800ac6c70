import { sql } from 'kysely';
import { CLOSED_GROUPS, HEALTH_GROUPS } from '../domain/benefits/groups.js';
import { containsAll } from './contains.js';
import type { Row, Sql, Viewer } from './engine/types.js';

/*
 * Rows whose names not everybody may see, in tables with `search_text` for all and `person_text` for those who may see names; and which groups of
 * beneficiaries close them further. A row's group never changes: it is part of what the row is known by.
 */

/** Whether being in the group tells of somebody's health: all that is personal in the row is sensitive. */
export function tellsOfHealth(row: Row): Sql {
  return sql`(${row('group_code')} = any(${HEALTH_GROUPS}::text[]))`;
}

/** The same for who may not see sensitive data. */
export function closedByHealth(row: Row, { sensitive }: Viewer): Sql | undefined {
  return sensitive ? undefined : tellsOfHealth(row);
}

/** HIV groups are there for the case officer only: neither lists nor sums nor relations tell others of them. */
export function mayBeSeen(row: Row, { sensitive }: Viewer): Sql | undefined {
  return sensitive ? undefined : sql`${row('group_code')} <> all(${CLOSED_GROUPS}::text[])`;
}

/** Who may not see names finds nobody by them, and nobody by those of a row that is closed to them. */
export function searched(
  row: Row,
  search: string | null | undefined,
  viewer: Viewer,
  closed?: (row: Row, viewer: Viewer) => Sql | undefined,
): Sql | undefined {
  if (!viewer.personal) return containsAll(row('search_text'), search);
  const whole = sql`(${row('search_text')} || ' ' || ${row('person_text')})`;
  const isClosed = closed?.(row, viewer);
  if (!isClosed) return containsAll(whole, search);
  return containsAll(sql`(case when ${isClosed} then ${row('search_text')} else ${whole} end)`, search);
}

/** Whether a row was found by what only some may see; undefined: nothing was searched that way. */
export function foundByName(
  row: Row,
  search: string | null | undefined,
  { personal }: Viewer,
): Sql | undefined {
  const byRow = personal ? containsAll(row('search_text'), search) : undefined;
  return byRow && sql`not ${byRow}`;
}
