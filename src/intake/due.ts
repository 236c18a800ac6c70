import type { Source } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';

/** Names of the sources that somebody asked to be pulled now; each request is taken once. */
export async function takeRequests(database: Queryable): Promise<Set<string>> {
  const { rows } = await database.query<{ source: string }>(
    'update source_cursor set requested_at = null where requested_at is not null returning source',
  );
  return new Set(rows.map(({ source }) => source));
}

export async function hasRequests(database: Queryable): Promise<boolean> {
  const { rowCount } = await database.query(
    'select 1 from source_cursor where requested_at is not null limit 1',
  );
  return rowCount !== 0;
}

/**
 * The sources to pull at a scheduled time: all that are configured, but one with `everyMs` only when its last whole run is that
 * old, or when it was asked for.
 */
export async function dueSources(
  database: Queryable,
  sources: readonly Source[],
  now: number,
  requested: ReadonlySet<string> = new Set(),
): Promise<Source[]> {
  const { rows } = await database.query<{ source: string; at: Date }>(
    `select source, max(started_at) as at from sync_run where state = 'DONE' group by source`,
  );
  const last = new Map(rows.map(({ source, at }) => [source, at.getTime()]));
  return sources.filter(
    ({ name, configured, everyMs = 0 }) =>
      configured && (requested.has(name) || now - (last.get(name) ?? Number.NEGATIVE_INFINITY) >= everyMs),
  );
}
