import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { loadConfig } from '../../src/config.js';
import {
  runSimulators,
  type Simulation,
  type SimulationOptions,
} from '../../src/connectors/portals/simulation/index.js';
import { syncAll } from '../../src/intake/index.js';
import { deliveryCounts } from '../../src/ledger/outlook.js';
import { withHub } from '../../src/processes/with-hub.js';
import { type SampleOptions, type SampleSummary, writeSample } from '../../src/sample/index.js';
import { runCommand } from '../support/command.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

/** Looks come soon and nothing waits for a slow portal: the simulators are on this machine. */
export const QUICK = {
  requestsPerSecond: 2_000,
  connectTimeout: 1_000,
  answerTimeout: 1_500,
  readBackDelays: [100, 300, 900],
};

const PRINCIPAL = systemPrincipal('stand');
/** Not the national catalogue, which asks a portal, and none of the systems that are shown and not carried. */
const MAIN_SOURCES: ReadonlySet<string> = new Set(['units', 'procedures', 'one-stop', 'notices']);

/** An installation of the hub as a stranger would make it: a folder, a database, an environment, commands. */
export interface Stand {
  folder: string;
  store: TestDatabase;
  /** What every command gets; add to it or take away. */
  environment: Record<string, string>;
  run(...args: string[]): ReturnType<typeof runCommand>;
  /** As {@link run}, its standard output as JSON; throws when the status is not `status`. */
  json<T>(status: number, ...args: string[]): Promise<T>;
  /** What `sync units procedures one-stop notices` does, in this process: for tests of something else. */
  pull(): Promise<void>;
  /** What `status` says of deliveries, in this process. */
  deliveries(): Promise<Record<string, Record<string, number>>>;
  /** Writes a file below the folder and gives its address; older files of an inbox are taken first. */
  write(path: string, content: string | Buffer): string;
  profiles(given: Record<string, object>): void;
  simulate(options?: SimulationOptions): Promise<Simulation>;
  sample(options: Partial<SampleOptions>): Promise<SampleSummary>;
  stop(): Promise<void>;
}

export async function openStand(): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-e2e-'));
  // As root an embedded engine runs as nobody, who has to reach its folder.
  chmodSync(folder, 0o755);
  const store = await freshDatabase({ connections: 2 });
  const simulations: Simulation[] = [];
  const redis = inject('redis');
  let written = 0;
  const environment: Record<string, string> = {
    DATABASE_URL: store.url,
    ...(redis ? { REDIS_URL: redis } : {}),
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'warn',
  };
  const run = (...args: string[]) => runCommand(args, environment);
  const stand: Stand = {
    folder,
    store,
    environment,
    run,
    json: async <T>(status: number, ...args: string[]) => {
      const ended = await run(...args);
      if (ended.status !== status) {
        throw new Error(`${args.join(' ')}: status ${ended.status}\n${ended.stdout}\n${ended.stderr}`);
      }
      return JSON.parse(ended.stdout) as T;
    },
    pull: () =>
      withHub(loadConfig(environment), async ({ intake, sources }) => {
        const chosen = sources.filter(({ name, configured }) => configured && MAIN_SOURCES.has(name));
        await syncAll(intake, PRINCIPAL, sources, chosen);
      }),
    deliveries: () => deliveryCounts(store.database, PRINCIPAL),
    write: (path, content) => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      written += 1;
      const at = Date.now() / 1000 - 3600 + written;
      utimesSync(file, at, at);
      return pathToFileURL(file).href;
    },
    profiles: (given) => {
      const file = join(folder, 'profiles.json');
      writeFileSync(file, JSON.stringify(given));
      environment['PORTAL_PROFILES'] = file;
    },
    simulate: async (options = {}) => {
      const simulation = await runSimulators(options);
      simulations.push(simulation);
      Object.assign(environment, {
        NATIONAL_PORTAL_URL: simulation.national.url,
        NATIONAL_PORTAL_USERNAME: 'lienthong',
        NATIONAL_PORTAL_PASSWORD: 'lienthong',
        PROVINCIAL_PORTAL_URL: simulation.provincial.url,
        PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
        PROVINCIAL_PORTAL_CLIENT_SECRET: 'lienthong',
      });
      return simulation;
    },
    sample: async (options) => {
      const summary = await writeSample({ dossiers: 20, seed: 1, out: join(folder, 'district'), ...options });
      Object.assign(environment, summary.environment);
      return summary;
    },
    stop: async () => {
      await Promise.all(simulations.map((one) => one.close()));
      await store.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  stand.profiles({ national: QUICK, provincial: QUICK });
  return stand;
}

/** How many records of a sample are refused, in all its sources. */
export function badIn({ bad, systems }: SampleSummary): number {
  return Object.values(systems).reduce((sum, system) => sum + system.bad, bad.length);
}

/** The folders of a sample, as the comparer takes them. */
export function foldersOf({ environment }: SampleSummary) {
  const folder = (name: string) => fileURLToPath(environment[`SOURCE_${name}_URL`] ?? '');
  return {
    units: folder('UNITS'),
    procedures: folder('PROCEDURES'),
    oneStop: folder('ONE_STOP'),
    notices: folder('NOTICES'),
  };
}

export interface SyncFacts {
  sources: {
    source: string;
    read: number;
    stored: number;
    unchanged: number;
    stale: number;
    quarantined: number;
    state: string;
  }[];
}

export interface StatusFacts {
  deliveries: Record<string, Record<string, number>>;
  quarantine: number;
}
