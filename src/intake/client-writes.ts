import type { Problem } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';
import type { Fate } from './types.js';

/** What became of a record that was pushed, as it is answered again for its client's key. */
export interface PushOutcome {
  fate: Fate;
  /** The record's own key, when it could be read. */
  key: string | undefined;
  problems: Problem[];
}

export interface ClientWrite {
  clientKey: string;
  /** Keyed: records hold personal data. */
  contentHash: Buffer;
}

/** A key that was used before. */
export interface EarlierWrite {
  contentHash: Buffer;
  outcome: PushOutcome;
}

/**
 * Takes these keys for this transaction; whoever pushes the same ones at once waits for its end. Gives the outcomes of those
 * that were used before; the others are the caller's, to be ended by {@link keepOutcomes}.
 */
export async function takeKeys(
  client: Queryable,
  origin: string,
  writes: readonly ClientWrite[],
): Promise<Map<string, EarlierWrite>> {
  const keys = writes.map(({ clientKey }) => clientKey);
  const taken = await client.query<{ client_key: string }>(
    `insert into client_write (origin, client_key, content_hash)
      select $1, w.key, w.hash from unnest($2::text[], $3::bytea[]) as w (key, hash) order by w.key
      on conflict do nothing returning client_key`,
    [origin, keys, writes.map(({ contentHash }) => contentHash)],
  );
  const mine = new Set(taken.rows.map(({ client_key }) => client_key));
  const { rows } = await client.query<{ client_key: string; content_hash: Buffer; outcome: PushOutcome }>(
    'select client_key, content_hash, outcome from client_write where origin = $1 and client_key = any($2::text[])',
    [origin, keys.filter((key) => !mine.has(key))],
  );
  return new Map(
    rows.map((row) => [row.client_key, { contentHash: row.content_hash, outcome: row.outcome }]),
  );
}

export async function keepOutcomes(
  client: Queryable,
  origin: string,
  outcomes: ReadonlyMap<string, PushOutcome>,
): Promise<void> {
  await client.query(
    `update client_write c set outcome = w.outcome
      from unnest($2::text[], $3::jsonb[]) as w (key, outcome) where c.origin = $1 and c.client_key = w.key`,
    [origin, [...outcomes.keys()], [...outcomes.values()].map((outcome) => JSON.stringify(outcome))],
  );
}

/** Forgets keys that were used more than `days` ago. Returns how many; call again while it is `limit`. */
export async function forgetKeys(database: Queryable, days: number, limit: number): Promise<number> {
  const { rowCount } = await database.query(
    `delete from client_write where (origin, client_key) in (
      select origin, client_key from client_write where written_at < now() - $1 * interval '1 day' limit $2)`,
    [days, limit],
  );
  return rowCount ?? 0;
}
