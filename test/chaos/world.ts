import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemPrincipal } from '../../src/access/principal.js';
import { loadConfig } from '../../src/config.js';
import { runSimulators, type Simulation } from '../../src/connectors/portals/simulation/index.js';
import { comparePortals, type Verdict } from '../../src/demo/comparer/index.js';
import { demoEnvironment } from '../../src/demo/environment.js';
import { syncAll } from '../../src/intake/index.js';
import { requestSync } from '../../src/intake/request-sync.js';
import { openEngines } from '../../src/processes/engines.js';
import { startGateway } from '../../src/processes/gateway.js';
import { type Hub, openHub } from '../../src/processes/hub.js';
import { writeSample } from '../../src/sample/index.js';
import { until } from '../support/poll.js';
import { freePort, type Stand } from './stand.js';

/**
 * Slow enough that there is something in flight to be killed in, in a small run too: it makes its batches smaller. A look need not
 * wait as long as at a real portal.
 */
const profilesFor = (dossiers: number) => ({
  national: { maxBatch: dossiers < 500 ? 3 : 10, concurrency: 2 },
  provincial: { concurrency: 4 },
});
const SHARED_PROFILE = {
  requestsPerSecond: 5_000,
  answerTimeout: 3_000,
  readBackDelays: [300, 900, 2_500],
};
/** What every answer of the simulators takes, ms. */
const LATENCY_MS = 60;
const PRINCIPAL = systemPrincipal('chaos');

/** A district in files, both portals simulated and the gateway that serves them files; workers come beside it. */
export interface World {
  hub: Hub;
  simulation: Simulation;
  /** What a worker process is started with. */
  environment: NodeJS.ProcessEnv;
  /** Lays down the newer versions of some dossiers and asks the workers to pull. */
  layUpdates(): Promise<void>;
  /** The comparer's verdict, from the source files and the simulators' state alone. */
  judge(): Promise<Verdict>;
  /** The simulators' rules beside their latency. */
  setFaults(portal: string, rules: Parameters<Simulation['national']['faults']['set']>[0]): void;
  close(): Promise<void>;
}

export async function openWorld(
  folder: string,
  stand: Stand,
  { dossiers, seed }: { dossiers: number; seed: number },
): Promise<World> {
  const dataDir = join(folder, 'hub');
  mkdirSync(dataDir, { recursive: true });
  const sample = await writeSample({ dossiers, seed, out: join(folder, 'district') });
  const updates = join(sample.out, 'one-stop', 'inbox', '02-cap-nhat.jsonl');
  const kept = join(folder, 'updates.jsonl');
  renameSync(updates, kept);

  const simulation = await runSimulators({ seed, downloads: true });
  const setFaults: World['setFaults'] = (portal, rules) => {
    const { faults } = portal === 'national' ? simulation.national : simulation.provincial;
    faults.set([{ kind: 'latency', ms: LATENCY_MS }, ...rules]);
  };
  setFaults('national', []);
  setFaults('provincial', []);
  const environment: NodeJS.ProcessEnv = {
    ...demoEnvironment({
      dataDir,
      databaseUrl: stand.environment['DATABASE_URL'],
      redisUrl: stand.environment['REDIS_URL'],
      port: await freePort(),
      sources: sample.environment,
      nationalUrl: simulation.national.url,
      provincialUrl: simulation.provincial.url,
    }),
    LOG_LEVEL: 'warn',
    SYNC_EVERY: '1h',
  };
  const profiles = Object.fromEntries(
    Object.entries(profilesFor(dossiers)).map(([portal, profile]) => [
      portal,
      { ...SHARED_PROFILE, ...profile },
    ]),
  );
  writeFileSync(environment['PORTAL_PROFILES'] ?? '', JSON.stringify(profiles));

  const config = loadConfig(environment);
  const engines = await openEngines(config, { migrate: true, patience: 'command' });
  const hub = await openHub(config, engines);
  const gateway = await startGateway(hub);
  await syncAll(hub.intake, PRINCIPAL, hub.sources, hub.sources);
  const folderOf = (name: string) => join(sample.out, name);
  return {
    hub,
    simulation,
    environment,
    setFaults,
    layUpdates: async () => {
      renameSync(kept, updates);
      await requestSync(hub.database, hub.sealer, PRINCIPAL, ['one-stop'], {
        action: 'runSync',
        input: { sources: ['one-stop'] },
      });
    },
    judge: async () => {
      await downloadsDone(simulation);
      return comparePortals({
        sources: {
          units: folderOf('units'),
          procedures: folderOf('procedures'),
          oneStop: folderOf('one-stop'),
          notices: folderOf('notices'),
        },
        national: simulation.national.origin,
        provincial: simulation.provincial.url,
        agency: hub.config.agencyCode,
        now: hub.clock.now(),
      });
    },
    close: async () => {
      await gateway.close();
      await hub.close();
      await engines.close();
      await simulation.close();
    },
  };
}

/** A link that was fetched while the gateway's store was away is fetched again, as a portal would. */
async function downloadsDone({ national }: Simulation): Promise<void> {
  await until(() => national.pendingDownloads() === 0, { timeoutMs: 60_000, what: 'the downloads' });
  const { downloads } = national.state;
  const there = new Set(downloads.filter(({ status }) => status === 200).map(({ link }) => link));
  const again = new Map(
    downloads.filter(({ link }) => !there.has(link)).map((download) => [download.link, download]),
  );
  for (const { key, link } of again.values()) {
    const response = await fetch(link);
    const body = Buffer.from(await response.arrayBuffer());
    const digest = await crypto.subtle.digest('SHA-256', body);
    const sha256 = Buffer.from(digest).toString('hex');
    downloads.push({ key, link, status: response.status, sha256, bytes: body.length });
  }
}
