import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceDefinitions } from '../../src/connectors/sources/registry.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type MemoryRow, memoryOf } from './memory.js';
import { runSystems } from './run.js';
import { systemSamples } from './samples.js';

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
  const names = (of: readonly { source: string }[]) => of.map(({ source }) => source).sort();
  expect(names(systems)).toEqual(sourceDefinitions.map(({ name }) => name).sort());
});

test('one source by itself, with few records and with more: every one is read, and memory is looked at', {
  timeout: 180_000,
}, async () => {
  const systems = systemSamples.filter(({ source }) => source.name === 'connectivity');
  const options = { folder, databaseUrl: store.url, records: { small: 30, large: 300 }, systems };
  const rows: MemoryRow[] = [];
  for await (const row of memoryOf(options)) rows.push(row);
  expect(rows).toMatchObject([{ source: 'connectivity' }]);
  expect(Math.min(...rows.flatMap(({ small, large }) => [small, large]))).toBeGreaterThan(50);
});
