import pg from 'pg';
import type { Config } from '../config.js';
import { removeEmbedded } from '../store/embedded/engine.js';

const DATABASE = 'lienthong_demo';

/**
 * An empty store for the demo, apart from any real one: the embedded engine's folder is made anew, on a given server the
 * database `lienthong_demo` is. Returns the DATABASE_URL to use, undefined for the embedded engine.
 */
export async function emptyStore(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  dataDir: string,
): Promise<string | undefined> {
  if (!databaseUrl) {
    await removeEmbedded(dataDir);
    return undefined;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(`create database ${DATABASE} encoding 'UTF8' template template0`);
  } finally {
    await client.end();
  }
  const url = new URL(databaseUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}
