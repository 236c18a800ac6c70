import type { PoolClient } from 'pg';
import type { Database } from '../store/database.js';
import { SyncAlreadyRunning } from './types.js';

/** First half of the advisory lock's key: "a sync run of this source". */
const CLASS = 7_310;

/**
 * Runs `work` while this source's session lock is held on a connection of its own. Throws {@link SyncAlreadyRunning} at once
 * when somebody else has it. `lost` is aborted when the connection, and with it the lock, goes away.
 */
export async function withSourceLock<T>(
  database: Database,
  source: string,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const client: PoolClient = await database.pool.connect();
  const lost = new AbortController();
  const onError = () => lost.abort();
  client.on('error', onError);
  let keep = false;
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as locked',
      [CLASS, source],
    );
    if (!rows[0]?.locked) {
      keep = true;
      throw new SyncAlreadyRunning(source);
    }
    return await work(lost.signal);
  } finally {
    client.off('error', onError);
    if (!keep && !lost.signal.aborted) {
      keep = await client.query('select pg_advisory_unlock($1, hashtext($2))', [CLASS, source]).then(
        () => true,
        () => false,
      );
    }
    client.release(!keep);
  }
}
