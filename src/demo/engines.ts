import pg from 'pg';
import type { Config } from '../config.js';
import { persistently } from '../processes/connect.js';
import { PATIENCE_MS, sayOnScreen } from '../processes/engines.js';
import { removeEmbedded } from '../store/embedded/engine.js';

const DATABASE = 'lienthong_demo';

/**
 * An empty store for the demo, apart from any real one: the embedded engine's folder is made anew, on a given server the
 * database `lienthong_demo` is. Returns the DATABASE_URL to use, undefined for the embedded engine. Throws `EngineUnreachable` when a given
 * server is away for longer than a command waits.
 */
export async function emptyStore(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  dataDir: string,
): Promise<string | undefined> {
  if (!databaseUrl) {
    await removeEmbedded(dataDir);
    return undefined;
  }
  const waiting = { limitMs: PATIENCE_MS.command, say: sayOnScreen };
  await persistently('PostgreSQL', databaseUrl, () => makeAnew(databaseUrl), waiting);
  const url = new URL(databaseUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

async function makeAnew(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  try {
    await client.connect();
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(`create database ${DATABASE} encoding 'UTF8' template template0`);
  } finally {
    await client.end();
  }
}
