import type { Principal } from '../../access/principal.js';
import type { Queryable } from '../../store/database.js';

/** How many differences are open, by source and problem. */
export interface OpenDifferences {
  source: string;
  problem: string;
  open: number;
}

export async function openDifferences(
  database: Queryable,
  _principal: Principal,
): Promise<OpenDifferences[]> {
  const { rows } = await database.query<OpenDifferences>(
    `select source, problem, count(*)::integer as open from difference where closed_at is null
      group by source, problem order by source, problem`,
  );
  return rows;
}

/**
 * Forgets comparisons that began, and differences that were closed, more than `days` ago; an open difference stays. Returns how many
 * of the kind that had more; call again while it is `limit`.
 */
export async function forgetComparisons(
  database: Queryable,
  _principal: Principal,
  days: number,
  limit: number,
): Promise<number> {
  const differences = await database.query(
    `delete from difference where id in (
      select id from difference where closed_at < now() - $1 * interval '1 day' limit $2)`,
    [days, limit],
  );
  const comparisons = await database.query(
    `delete from comparison where id in (
      select id from comparison where started_at < now() - $1 * interval '1 day' limit $2)`,
    [days, limit],
  );
  return Math.max(differences.rowCount ?? 0, comparisons.rowCount ?? 0);
}
