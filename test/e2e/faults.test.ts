import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { BIN } from '../support/command.js';
import { freshDatabase } from '../support/database.js';
import { runWithFaults } from './faults/run.js';

/* The small sister of `npm run faults`: the faults of the contracts at each portal, two workers. */

test('every fault of the contracts, a tenth of the dossiers there already: nothing lost, doubled or out of order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-faults-'));
  chmodSync(folder, 0o755);
  const store = await freshDatabase({ connections: 1 });
  const redis = inject('redis');
  try {
    const report = await runWithFaults({
      ...{ dossiers: 120, seed: 1, times: 1, folder, bin: BIN, maxWait: '5m', workers: 2 },
      engines: { DATABASE_URL: store.url, ...(redis ? { REDIS_URL: redis } : {}) },
      say: () => undefined,
    });
    expect(report.problems).toEqual([]);
    // Which batch has something bad in it when two workers share so few is chance; the long run asks for every one, 20 times.
    expect(report.unplayed.length, report.unplayed.join('; ')).toBeLessThanOrEqual(2);
    expect(report.ok).toBe(true);
    expect(report.judged.national.comparison.found.dossiers).toBeGreaterThan(90);
    expect(report.judged.provincial.comparison.found.entries).toBeGreaterThan(300);
    expect(report.alreadyThere.part).toBeGreaterThan(5);
  } finally {
    await store.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 360_000);
