import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { loadConfig } from '../../src/config.js';
import { startProvincialSimulator } from '../../src/connectors/portals/provincial/simulator/index.js';
import { SAMPLE_PROCEDURES } from '../../src/connectors/portals/simulation/catalogue.js';
import { systemClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { openEngines } from '../../src/processes/engines.js';
import { type Hub, openHub } from '../../src/processes/hub.js';
import { freshDatabase } from '../support/database.js';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function open(more: Record<string, string> = {}): Promise<Hub> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-catalogues-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const profiles = join(folder, 'profiles.json');
  writeFileSync(profiles, JSON.stringify({ provincial: { procedureListPath: '/ThuTucs' } }));
  const simulator = await startProvincialSimulator();
  undo.push(() => simulator.close());
  const { url, drop } = await freshDatabase({ connections: 1 });
  undo.push(drop);
  const config = loadConfig({
    ...{ DATABASE_URL: url, DATA_DIR: folder, PORTAL_PROFILES: profiles },
    PROVINCIAL_PORTAL_URL: simulator.url,
    PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
    PROVINCIAL_PORTAL_CLIENT_SECRET: 'lienthong',
    ...more,
  });
  const engines = await openEngines(config, { migrate: false, patience: 'command' });
  undo.push(() => engines.close());
  const hub = await openHub(config, engines);
  undo.push(() => hub.close());
  return hub;
}
const named = ({ sources }: Hub) => sources.filter(({ name }) => name === 'portal-procedures');

test('a portal’s own list is read from the portal in the place of the source without an address', async () => {
  const hub = await open();
  const [source, ...others] = named(hub);
  if (!source) throw new Error('no source');
  expect(others).toEqual([]);
  expect(source.configured).toBe(true);
  const deps = {
    ...{ database: hub.database, sealer: hub.sealer, clock: systemClock, portals: [] },
    warn: () => undefined,
    owe: () => Promise.resolve(),
  };
  const run = () => runSync(deps, systemPrincipal('test'), source);
  const all = SAMPLE_PROCEDURES.length;
  expect(await run()).toMatchObject({ state: 'DONE', read: all, stored: all });
  expect(await run()).toMatchObject({ state: 'DONE', read: all, unchanged: all });
});

test('and where the source has an address, from there only', async () => {
  const hub = await open({ SOURCE_PORTAL_PROCEDURES_URL: 'file:///nowhere' });
  expect(named(hub)).toHaveLength(1);
  expect(named(hub)[0]?.everyMs).toBeUndefined();
});
