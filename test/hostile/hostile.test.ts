import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { runHostile } from './run.js';

let folder: string;
let store: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-hostile-'));
  chmodSync(folder, 0o755);
  store = await freshDatabase({ connections: 1 });
});
afterAll(async () => {
  await store?.drop();
  rmSync(folder, { recursive: true, force: true });
});

// The gateway runs from the build: npm run build. The long run, with memory: npm run hostile.
test('hostile operations and requests get no 5xx, learn nothing, change nothing and leave nothing behind', {
  timeout: 300_000,
}, async () => {
  const { tally, wrong } = await runHostile({
    folder,
    databaseUrl: store.url,
    count: 100,
    seed: 'small',
    dossiers: 60,
  });
  expect(wrong).toEqual([]);
  const kinds = tally.rows();
  expect(kinds.length).toBeGreaterThanOrEqual(40);
  expect(kinds.every(([, sent]) => sent >= 4)).toBe(true);
});
