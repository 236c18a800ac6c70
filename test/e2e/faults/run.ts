import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readDistrict } from '../../../src/demo/comparer/district.js';
import { readLives } from '../../../src/demo/comparer/dossier-lives.js';
import type { SampleSummary } from '../../../src/sample/index.js';
import { type Seed, seedsOf } from './already-there.js';
import { getJson, type Judgement, judge } from './judge.js';
import { startWatched, type Watched } from './processes.js';
import { batchFor, kindsAt, type PortalName, scheduleFor } from './schedule.js';

export interface FaultRun {
  dossiers: number;
  seed: number;
  /** How often each fault has to play at each portal. */
  times: number;
  /** An empty folder for the district and the hub's data. */
  folder: string;
  /** bin/lienthong.js, or another build's. */
  bin: string;
  /** DATABASE_URL, REDIS_URL and the like for the hub; empty: the embedded engine. */
  engines: Record<string, string>;
  maxWait: string;
  workers: number;
  say(line: string): void;
}

export interface FaultReport {
  ok: boolean;
  problems: string[];
  /** Faults that did not come as often as they should: nothing was wrong, but the run has not shown what it was to show. */
  unplayed: string[];
  /** Kind → how often it played, by portal. */
  played: Record<PortalName, Record<string, number>>;
  judged: Record<PortalName, Judgement>;
  /** Delivery states by portal, as `status --json` says. */
  deliveries: Record<string, Record<string, number>>;
  /** MiB at the highest, by process. */
  memory: Record<string, number>;
  seconds: { sync: number; work: number };
  alreadyThere: { whole: number; part: number };
  refused: { records: number; entries: number };
}

const PORTALS = ['national', 'provincial'] as const;
const PROFILE = {
  requestsPerSecond: 5_000,
  connectTimeout: 1_000,
  answerTimeout: 1_500,
  readBackDelays: [200, 600, 1_500],
};
const profilesFor = (dossiers: number) => ({
  national: { ...PROFILE, concurrency: 4, maxBatch: batchFor(dossiers) },
  provincial: { ...PROFILE, concurrency: 8 },
});
/** Every tenth dossier is at the portals already. */
const SEEDED = 10;
const SEEDS_AT_ONCE = 100;
/**
 * Refused records at the least. Each comes to the national portal in a batch of its own with others that are good, so that each of the
 * three ways to answer such a batch has its turn: with two, the third way waited for the half of a batch in which one was left alone.
 */
const FEWEST_REFUSED = 8;
const LOOK_EVERY_MS = 5_000;

/** Carries a made-up district over portals that play every fault, and says whether anything was lost, doubled or out of order. */
export async function runWithFaults(run: FaultRun): Promise<FaultReport> {
  const running: Watched[] = [];
  const start = (args: readonly string[], environment: Record<string, string> = {}) => {
    const watched = startWatched(run.bin, args, environment);
    running.push(watched);
    return watched;
  };
  try {
    return await carried(run, start);
  } finally {
    for (const one of running) one.child.kill('SIGKILL');
  }
}

type Start = (args: readonly string[], environment?: Record<string, string>) => Watched;

async function carried(run: FaultRun, start: Start): Promise<FaultReport> {
  const { dossiers, seed, times, folder, say } = run;
  const district = join(folder, 'district');
  const sample = JSON.parse(
    await ended(
      start(['sample', '--dossiers', `${dossiers}`, '--seed', `${seed}`, '--out', district, '--json']),
      'sample',
    ),
  ) as SampleSummary;
  say(`${sample.records} records, ${sample.entries} entries, ${sample.notices} notices in ${district}`);

  const simulators = start([
    'simulate',
    ...args({ seed, 'national-port': 0, 'provincial-port': 0 }),
    '--downloads',
  ]);
  const urls = await addresses(simulators);
  const now = Date.now();
  const sources = sourcesOf(sample);
  const chosen = choose(sources, now, times);
  for (const portal of PORTALS) {
    const seeds = chosen.seeds.map((each) => each[portal]);
    for (let from = 0; from < seeds.length; from += SEEDS_AT_ONCE) {
      await post(urls[portal], 'seed', { dossiers: seeds.slice(from, from + SEEDS_AT_ONCE) });
    }
    await post(urls[portal], 'faults', {
      rules: scheduleFor(portal, { dossiers, times, ...chosen.refused }),
    });
  }
  say(`${chosen.seeds.length} dossiers are there already`);

  const environment = environmentOf(run, sample, urls, await freePort());
  const gateway = await started(start, environment);
  const syncing = start(['sync', '--json'], environment);
  const synced = performance.now();
  await ended(syncing, 'sync');
  const sync = (performance.now() - synced) / 1000;
  say(`pulled in ${sync.toFixed(1)} s`);

  const begun = performance.now();
  const workers = Array.from({ length: run.workers }, () =>
    start(['work', '--until-idle', '--max-wait', run.maxWait, '--json'], environment),
  );
  const over = Promise.all(workers.map((worker) => worker.ended));
  await watch(over, async () => {
    const [national, provincial] = await Promise.all([summaryAt(urls.national), summaryAt(urls.provincial)]);
    say(
      `${Math.round((performance.now() - begun) / 1000)} s: ${line('national', national)} · ${line('provincial', provincial)} · ` +
        `${workers.map((worker) => `${worker.peakMib()} MiB`).join(' ')}`,
    );
  });
  const statuses = (await over).map(({ status }) => status);
  const work = (performance.now() - begun) / 1000;
  const problems: string[] = [];
  const unplayed: string[] = [];
  // Refused dossiers are there on purpose, so a person is needed: 2.
  for (const [index, status] of statuses.entries())
    if (status !== 2)
      problems.push(
        `worker ${index + 1} ended with ${status}: ${workers[index]?.output().stderr.slice(-2000)}`,
      );
  while ((await summaryAt(urls.national)).pendingDownloads) await wait(100);

  const played = { national: await playedAt(urls.national), provincial: await playedAt(urls.provincial) };
  for (const portal of PORTALS) {
    for (const kind of kindsAt(portal)) {
      const n = played[portal][kind] ?? 0;
      if (n < times) unplayed.push(`${portal}: ${kind} was played ${n} times, wanted ${times}`);
    }
  }
  const status = start(['status', '--json'], environment);
  const { deliveries } = JSON.parse(await ended(status, 'status')) as Pick<FaultReport, 'deliveries'>;
  const judging = (portal: PortalName) =>
    judge({
      ...{ sources, portal, origin: urls[portal], now },
      refusedRecords: new Set(chosen.refused.refusedRecords),
      refusedEntries: new Set(chosen.refused.refusedEntries),
    });
  const judged = { national: await judging('national'), provincial: await judging('provincial') };
  for (const portal of PORTALS) {
    for (const what of judged[portal].wrong) problems.push(`${portal}: ${what}`);
    for (const state of ['SENDING', 'UNKNOWN', 'EXHAUSTED']) {
      const n = deliveries[portal]?.[state] ?? 0;
      if (n > 0) problems.push(`${portal}: ${n} deliveries are ${state}`);
    }
  }
  await gateway.stop();
  const memory = {
    sync: syncing.peakMib(),
    ...Object.fromEntries(workers.map((worker, index) => [`worker ${index + 1}`, worker.peakMib()])),
    gateway: gateway.peakMib(),
    'simulators (hold everything)': simulators.peakMib(),
  };
  await simulators.stop();
  return {
    ...{ ok: problems.length === 0, problems, unplayed, played, judged, deliveries, memory },
    seconds: { sync, work },
    alreadyThere: {
      whole: chosen.seeds.filter(({ same }) => same).length,
      part: chosen.seeds.filter(({ same }) => !same).length,
    },
    refused: { records: chosen.refused.refusedRecords.length, entries: chosen.refused.refusedEntries.length },
  };
}

/** Which dossiers are at the portals already, and which they refuse; a dossier is at most one of these. */
function choose(sources: Judge['sources'], now: number, times: number) {
  const lives = readLives(sources.oneStop, readDistrict(sources.units, sources.procedures), now);
  const owed = [...lives.values()].filter((life) => life.owed === 'must' && !life.deleted);
  const seeds: { same: boolean; national: Seed; provincial: Seed }[] = [];
  const others: string[] = [];
  for (const [index, { key, newest }] of owed.entries()) {
    const number = seeds.length;
    const seed = index % SEEDED === 3 ? seedsOf(newest, { now, whole: number % 2 === 0, number }) : undefined;
    if (seed) seeds.push(seed);
    else others.push(key);
  }
  const records = Math.max(times + 1, FEWEST_REFUSED);
  const step = Math.max(1, Math.floor(others.length / (records + times + 1)));
  const spread = others.filter((_, index) => index % step === step - 1);
  return {
    seeds,
    refused: {
      refusedRecords: spread.slice(0, records),
      refusedEntries: spread.slice(records, records + times + 1),
    },
  };
}

type Judge = Parameters<typeof judge>[0];

function sourcesOf({ environment }: SampleSummary): Judge['sources'] {
  const folder = (name: string) => fileURLToPath(environment[`SOURCE_${name}_URL`] ?? '');
  return {
    units: folder('UNITS'),
    procedures: folder('PROCEDURES'),
    oneStop: folder('ONE_STOP'),
    notices: folder('NOTICES'),
  };
}

function environmentOf(
  { dossiers, folder, engines }: FaultRun,
  sample: SampleSummary,
  urls: Record<PortalName, string>,
  port: number,
): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const profiles = join(folder, 'profiles.json');
  writeFileSync(profiles, JSON.stringify(profilesFor(dossiers)));
  return {
    ...engines,
    DATA_DIR: join(folder, 'data'),
    PORT: String(port),
    LOG_LEVEL: 'warn',
    PORTAL_PROFILES: profiles,
    NATIONAL_PORTAL_URL: urls.national,
    NATIONAL_PORTAL_USERNAME: 'lienthong',
    NATIONAL_PORTAL_PASSWORD: 'lienthong',
    PROVINCIAL_PORTAL_URL: urls.provincial,
    PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
    PROVINCIAL_PORTAL_CLIENT_SECRET: 'lienthong',
    ...sample.environment,
  };
}

async function started(start: Start, environment: Record<string, string>): Promise<Watched> {
  await ended(start(['migrate'], environment), 'migrate');
  const gateway = start(['serve'], environment);
  const ready = new URL(`http://127.0.0.1:${environment['PORT']}/health/ready`);
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(ready).catch(() => undefined);
    if (answer?.ok) return gateway;
    if (tries > 300 || gateway.child.exitCode !== null)
      throw new Error(`the gateway does not come up: ${gateway.output().stderr}`);
    await wait(100);
  }
}

async function ended(watched: Watched, what: string): Promise<string> {
  const { status, stdout, stderr } = await watched.ended;
  if (status !== 0) throw new Error(`${what} ended with ${status}: ${stderr}`);
  return stdout;
}

async function addresses(simulators: Watched): Promise<Record<PortalName, string>> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { stdout, stderr } = simulators.output();
    const national = /NATIONAL_PORTAL_URL=(\S+)/.exec(stdout)?.[1];
    const provincial = /PROVINCIAL_PORTAL_URL=(\S+)/.exec(stdout)?.[1];
    if (national && provincial) return { national, provincial };
    if (simulators.child.exitCode !== null) throw new Error(`the simulators do not come up: ${stderr}`);
    await wait(100);
  }
  throw new Error('the simulators do not come up');
}

async function post(origin: string, route: string, body: unknown): Promise<void> {
  const response = await fetch(new URL(`/_sim/${route}`, origin), {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`/_sim/${route}: ${await response.text()}`);
}

interface Summary {
  counts: Record<string, number>;
  pendingDownloads?: number;
}

/** While a fault has taken the portal away, the question is asked again. */
async function summaryAt(origin: string): Promise<Summary> {
  return (await patiently(() => getJson(new URL('/_sim/state?part=summary', origin)))) as Summary;
}

async function playedAt(origin: string): Promise<Record<string, number>> {
  const { played } = (await patiently(() => getJson(new URL('/_sim/faults', origin)))) as {
    played: Record<string, number>;
  };
  return played;
}

async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 50) throw error;
      await wait(100);
    }
  }
}

async function watch(over: Promise<unknown>, look: () => Promise<void>): Promise<void> {
  let going = true;
  void over.finally(() => {
    going = false;
  });
  while (going) {
    await Promise.race([over, wait(LOOK_EVERY_MS)]);
    if (going) await look();
  }
}

function line(portal: string, { counts }: Summary): string {
  return `${portal} ${counts['dossiers']} dossiers, ${counts['traces']} entries`;
}

function args(options: Record<string, number>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
