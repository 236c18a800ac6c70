import { rmSync } from 'node:fs';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/store/embedded/engine.js';
import { migrate } from '../../src/store/migrate.js';
import { quickFolder } from './quick-folder.js';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string;
    template: string;
    redis: string;
  }
}

/**
 * The engines of a test run: TEST_DATABASE_URL (a server on which databases may be made) and TEST_REDIS_URL when given,
 * else an embedded PostgreSQL in a temporary folder. One migrated template database is made; each test copies it.
 */
export default async function setup(project: TestProject) {
  const given = process.env['TEST_DATABASE_URL'];
  const folder = quickFolder('lienthong-test-');
  const embedded = given ? undefined : await openEmbedded(folder);
  const server = given ?? embedded?.url ?? '';
  const template = `lienthong_template_${process.pid}`;
  await admin(server, `create database ${template}`);
  await migrate(at(server, template));
  project.provide('databaseServer', server);
  project.provide('template', template);
  project.provide('redis', process.env['TEST_REDIS_URL'] ?? '');
  return async () => {
    await admin(server, `drop database if exists ${template} with (force)`);
    await embedded?.release();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function at(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
}
