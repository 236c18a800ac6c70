import { Database } from './database.js';
import { migrations } from './migrations/index.js';
import { openOrm } from './orm.js';

/** The store is not at this version's migrations. */
export class StoreOutdated extends Error {
  override readonly name = 'StoreOutdated';
}

const MIGRATION_LOCK = 7_206_114;

/** Brings the store up to date; safe when several processes do it at once. Returns the names of what was applied. */
export async function migrate(url: string): Promise<string[]> {
  return locked(url, async () => {
    const orm = await openOrm(url);
    try {
      const applied = await orm.migrator.up();
      return applied.map(({ name }) => name);
    } finally {
      await orm.close(true);
    }
  });
}

/** Takes back every migration: for tests of the way down. */
export async function migrateDown(url: string): Promise<void> {
  await locked(url, async () => {
    const orm = await openOrm(url);
    try {
      await orm.migrator.down({ to: 0 });
    } finally {
      await orm.close(true);
    }
  });
}

/** Throws {@link StoreOutdated} when migrations are missing, with the command that helps. */
export async function requireCurrentStore(database: Database): Promise<void> {
  const there = await database.query<{ found: string | null }>(
    `select to_regclass('public.migration') as found`,
  );
  const { rows } = there.rows[0]?.found
    ? await database.query<{ name: string }>('select name from migration')
    : { rows: [] };
  const applied = new Set(rows.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !applied.has(name));
  if (missing.length > 0) {
    throw new StoreOutdated(
      `the store lacks ${missing.length} of ${migrations.length} migrations: run \`lienthong migrate\``,
    );
  }
}

async function locked<T>(url: string, work: () => Promise<T>): Promise<T> {
  const database = new Database(url, { connections: 1, name: 'lienthong-migrate' });
  const client = await database.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    client.release();
    await database.close();
  }
}
