import type { Config } from '../config.js';
import { openQueueEngine, type QueueEngine } from '../queues/engine.js';
import { Database } from '../store/database.js';
import { type EmbeddedEngine, openEmbedded } from '../store/embedded/engine.js';
import { keyedBy } from '../store/keyed.js';
import { keyHouseholds } from '../store/kinds/household-keys.js';
import { migrate, requireCurrentStore } from '../store/migrate.js';
import type { Sealer } from '../store/sealed.js';
import { checkKeyOfStore, loadSealer } from '../store/secret-key.js';
import { persistently } from './connect.js';

/** The store and what carries the queues, as the configuration wants them: given servers, or the embedded engine. */
export interface Engines {
  kind: 'embedded' | 'given';
  databaseUrl: string;
  database: Database;
  sealer: Sealer;
  /** Names of the migrations that this start applied. */
  applied: string[];
  /** Opened at the first call, one for the process. */
  queues(): Promise<QueueEngine>;
  close(): Promise<void>;
}

/** How long an engine may be away: a service waits for ever, a command half a minute. */
export const PATIENCE_MS = { service: Number.POSITIVE_INFINITY, command: 30_000 };

/** A line for who waits at the terminal, on standard error, so that what a command prints stays data. */
export function sayOnScreen(line: string): void {
  console.error(`lienthong: ${line}`);
}

/**
 * Opens the engines. `migrate`: brings the store up to date first; without it an old store throws `StoreOutdated`.
 * Throws `SecretKeyProblem` when the key is not the store's, `EngineUnreachable` when patience ends.
 */
export async function openEngines(
  config: Config,
  {
    migrate: bringUpToDate,
    patience,
    connections = 12,
    signal,
  }: { migrate: boolean; patience: keyof typeof PATIENCE_MS; connections?: number; signal?: AbortSignal },
): Promise<Engines> {
  const waiting = { limitMs: PATIENCE_MS[patience], say: sayOnScreen, ...(signal ? { signal } : {}) };
  const embedded: EmbeddedEngine | undefined = config.databaseUrl
    ? undefined
    : await openEmbedded(config.dataDir);
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  let database: Database | undefined;
  try {
    const applied = bringUpToDate
      ? await persistently('PostgreSQL', databaseUrl, () => migrate(databaseUrl), waiting)
      : [];
    const opened = new Database(databaseUrl, { connections });
    database = opened;
    await persistently('PostgreSQL', databaseUrl, () => requireCurrentStore(opened), waiting);
    const sealer = loadSealer({ file: config.secretKeyFile, dataDir: config.dataDir });
    await checkKeyOfStore(opened, sealer);
    if (bringUpToDate) await keyHouseholds(opened, sealer, keyedBy(sealer));
    let queues: Promise<QueueEngine> | undefined;
    return {
      kind: embedded ? 'embedded' : 'given',
      databaseUrl,
      database: opened,
      sealer,
      applied,
      queues: () => {
        queues ??= persistently(
          config.redisUrl ? 'Redis' : 'PostgreSQL',
          config.redisUrl ?? databaseUrl,
          () => openQueueEngine({ databaseUrl, redisUrl: config.redisUrl }),
          waiting,
        );
        return queues;
      },
      close: async () => {
        // One that could not be opened has told whoever asked for it; the others are closed all the same.
        await (await queues?.catch(() => undefined))?.close();
        await opened.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await database?.close();
    await embedded?.release();
    throw error;
  }
}
