import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { Database } from '../../src/store/database.js';
import { Sealer } from '../../src/store/sealed.js';

export interface TestDatabase {
  url: string;
  database: Database;
  /** A fixed key: sealed values of one test are opened in the same test. */
  sealer: Sealer;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** A fresh, migrated, empty database on the run's real PostgreSQL server. */
export async function freshDatabase({
  connections = 10,
}: {
  connections?: number;
} = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `lt_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name} template ${inject('template')}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = new Database(url.href, { connections });
  return {
    url: url.href,
    database,
    sealer: new Sealer(Buffer.alloc(32, 7)),
    drop: async () => {
      await database.close();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Copying a template that another test file is copying right now is refused for a moment.
    for (let tries = 0; ; tries += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== '55006' || tries > 200) throw error;
        await client.query('select pg_sleep(0.05)');
      }
    }
  } finally {
    await client.end();
  }
}
