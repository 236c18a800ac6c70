import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';

/** The last run of each source, and how many records wait in quarantine. Instants are RFC 3339, UTC. */
export interface IntakeFacts {
  sources: {
    source: string;
    startedAt: string;
    state: string;
    read: number;
    stored: number;
    unchanged: number;
    stale: number;
    quarantined: number;
  }[];
  quarantine: number;
  /** Secret documents that were refused, until somebody discards them in quarantine: an alarm. */
  secrets: { source: string; count: number; since: string; lastAt: string }[];
}

export async function intakeFacts(database: Queryable, _principal: Principal): Promise<IntakeFacts> {
  const runs = await database.query<Omit<IntakeFacts['sources'][number], 'startedAt'> & { at: Date }>(
    `select distinct on (source) source, started_at as at, state, read, stored, unchanged, stale, quarantined
    from sync_run order by source, started_at desc, id desc`,
  );
  const open = await database.query<{ n: string }>(
    `select count(*) as n from quarantine where state = 'OPEN'`,
  );
  const secrets = await database.query<{ source: string; count: number; since: Date; last: Date }>(
    `select source, count(*)::integer as count, min(first_seen_at) as since, max(last_seen_at) as last from quarantine
      where state = 'OPEN' and problems @> '[{"code": "SECRET"}]' group by source order by source`,
  );
  return {
    secrets: secrets.rows.map(({ since, last, ...rest }) => ({
      ...{ ...rest, since: since.toISOString(), lastAt: last.toISOString() },
    })),
    sources: runs.rows.map(({ at, ...run }) => ({ ...run, startedAt: at.toISOString() })),
    quarantine: Number(open.rows[0]?.n ?? 0),
  };
}
