import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { runSystems } from './run.js';

let folder: string;
let store: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-systems-'));
  chmodSync(folder, 0o755);
  store = await freshDatabase({ connections: 1 });
});
afterAll(async () => {
  await store?.drop();
  rmSync(folder, { recursive: true, force: true });
});

// The long run, with times and memory: npm run systems.
test('every system through `lienthong sync`, once and once more: the counts add up, and nothing is written twice', {
  timeout: 180_000,
}, async () => {
  const { systems, wrong } = await runSystems({ folder, databaseUrl: store.url, each: 25 });
  expect(wrong).toEqual([]);
  expect(systems.length).toBeGreaterThan(0);
});
