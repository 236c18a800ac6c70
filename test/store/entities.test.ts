import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../src/store/migrations/index.js';
import { openOrm } from '../../src/store/orm.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let test_: TestDatabase;

beforeAll(async () => {
  test_ = await freshDatabase({ connections: 2 });
});
afterAll(() => test_.drop());

async function difference(): Promise<string> {
  const orm = await openOrm(test_.url);
  try {
    return await orm.schema.getUpdateSchemaSQL({ wrap: false });
  } finally {
    await orm.close(true);
  }
}

test('the entities say what the migrations made: tables, columns, keys, indexes, checks and comments', async () => {
  expect(await difference()).toBe('');
});

test('a column, an index or a check that only the database has is found', async () => {
  await test_.database.query('alter table service_key add column planted text');
  await test_.database.query('drop index lane_busy');
  await test_.database.query('alter table lane drop constraint lane_state_check');
  const sql = await difference();
  expect(sql).toContain('planted');
  expect(sql).toContain('lane_busy');
  expect(sql).toContain('lane_state_check');
});

test('every migration stands once, in the order of its number', () => {
  const names = migrations.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});
