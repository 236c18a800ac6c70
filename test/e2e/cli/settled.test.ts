import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { comparePortals } from '../../../src/demo/comparer/index.js';
import { badIn, foldersOf, openStand, type Stand, type StatusFacts } from '../stand.js';

/* `lienthong work --until-idle` where everything can be settled: 0. */

// Several processes one after the other, each of which starts anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

const work = (...more: string[]) => stand.run('work', '--until-idle', ...more);

test('0 when all is settled; a notice of tomorrow does not keep it; status says the same', async () => {
  const simulation = await stand.simulate();
  const sample = await stand.sample({ dossiers: 20, notices: 40 });
  await stand.json(0, 'sync', '--json');
  expect(await work('--max-wait', '2m')).toMatchObject({ status: 0, stderr: expect.any(String) });
  const status = await stand.json<StatusFacts>(0, 'status', '--json');
  expect(Object.keys(status.deliveries).sort()).toEqual(['national', 'provincial']);
  expect(status.quarantine).toBe(badIn(sample));
  for (const counts of Object.values(status.deliveries)) {
    expect(counts['DELIVERED']).toBeGreaterThan(20);
    expect(counts['PENDING']).toBeGreaterThan(0);
    const { DELIVERED: _, PENDING: __, SUPERSEDED: ___, ...others } = counts;
    expect(others).toEqual({});
  }
  const verdict = await comparePortals({
    ...{ sources: foldersOf(sample), now: Date.now() },
    ...{ national: simulation.national.origin, provincial: simulation.provincial.url },
  });
  // Links are not fetched here: no gateway is up.
  expect(verdict.provincial).toMatchObject({ missing: [], different: [], duplicates: [], unexpected: [] });
  expect(verdict.national).toMatchObject({ missing: [], duplicates: [], unexpected: [] });
  // Nothing is left to do: at once the same.
  expect((await work('--max-wait', '10s')).status).toBe(0);
});

test('a portal that is not configured, or is switched off, does not keep it', async () => {
  await stand.simulate();
  await stand.sample({ dossiers: 8, notices: 0 });
  delete stand.environment['PROVINCIAL_PORTAL_URL'];
  await stand.pull();
  expect((await work('--max-wait', '2m')).status).toBe(0);
  const deliveries = await stand.deliveries();
  expect(Object.keys(deliveries)).toEqual(['national']);
});

test('as the profiles come, without a file of them', async () => {
  const simulation = await stand.simulate();
  const sample = await stand.sample({ dossiers: 6, notices: 2, badRecords: 0 });
  delete stand.environment['PORTAL_PROFILES'];
  await stand.pull();
  expect((await work('--max-wait', '2m')).status).toBe(0);
  const verdict = await comparePortals({
    ...{ sources: foldersOf(sample), now: Date.now() },
    provincial: simulation.provincial.url,
  });
  expect(verdict.provincial).toMatchObject({ ok: true });
});
