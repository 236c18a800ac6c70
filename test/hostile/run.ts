import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Random } from '../../src/sample/random.js';
import { Database } from '../../src/store/database.js';
import { until } from '../support/poll.js';
import type { Case, Kind } from './case.js';
import { fillStores } from './fill.js';
import { type GatewayProcess, type Memory, startGatewayProcess } from './gateway-process.js';
import { judge } from './judge.js';
import { operations } from './operations/index.js';
import { requests } from './requests/index.js';
import { send } from './send.js';
import { Tally } from './tally.js';
import { layOut, learn } from './world.js';

export interface HostileOptions {
  /** For the sample and the hub's own files. */
  folder: string;
  databaseUrl: string;
  /** Operations, and as many HTTP requests; the kinds share them. */
  count: number;
  seed: string;
  /** Of the district that is asked about. */
  dossiers: number;
  onProgress?(share: number, note: string): void;
}

export interface HostileReport {
  tally: Tally;
  /** After {@link EARLY} and after {@link LATE} of both; absent when the run is shorter. */
  memory?: { early: Memory; late: Memory };
  /** Open files and sockets of the gateway, before and after. */
  descriptors: { before: number; after: number };
  /** A line for each thing that is wrong; none: all is well. */
  wrong: string[];
}

export const EARLY = 100;
export const LATE = 1_000;
const AT_MOST = 1.1;
const AT_ONCE = 16;
/** A pool lets go of what was idle for ten seconds. */
const LET_GO_MS = 30_000;
const PASSWORD = 'mat-khau-cua-cong';
const NOBODY = 'http://127.0.0.1:9';

/** Sends hostile operations and requests to a real gateway, and tells whatever came back or was left behind that should not. */
export async function runHostile(options: HostileOptions): Promise<HostileReport> {
  const { folder, databaseUrl, count, seed, dossiers, onProgress } = options;
  const given = environmentOf(folder, databaseUrl);
  onProgress?.(0, 'the district');
  const laid = await layOut(folder, given, { dossiers, seed });
  const gateway = await startGatewayProcess(laid.environment);
  const store = new Database(databaseUrl, { connections: 1 });
  try {
    const world = await learn(gateway.port, { ...laid, secrets: secretsOf(folder, databaseUrl) });
    const cases = mixed(both(count), (kind, at) => kind.make(new Random(seed, kind.name, at), world), seed);
    const tally = new Tally();
    const wrong: string[] = [];
    const limit = pLimit(AT_ONCE);
    const sendAll = (some: readonly Case[]) =>
      Promise.all(
        some.map((each) =>
          limit(async () => {
            const reply = await send(gateway.port, each);
            tally.add(each, reply, judge(each, reply, world));
            onProgress?.(tally.sent / cases.length, `${tally.sent} of ${cases.length}`);
          }),
        ),
      );
    const before = await factsOf(store);
    await settle(gateway, laid.keys.operator);
    const descriptors = { before: gateway.descriptors(), after: 0 };
    const judgesMemory = count >= LATE;
    // What is remembered up to a bound is no leak: at its bound in both looks it hides none either.
    if (judgesMemory) await fillStores(gateway.port, laid.keys.operator);
    await sendAll(cases.slice(0, 2 * EARLY));
    const early = await gateway.memory();
    await sendAll(cases.slice(2 * EARLY, 2 * LATE));
    const late = await gateway.memory();
    await sendAll(cases.slice(2 * LATE));

    const answered = await settle(gateway, laid.keys.operator);
    if (!answered) wrong.push('a good question is not answered any more');
    descriptors.after = await lowest(gateway, descriptors.before);
    if (descriptors.after > descriptors.before)
      wrong.push(`open files and sockets: ${descriptors.before} before, ${descriptors.after} after`);
    const after = await factsOf(store);
    if (after !== before) wrong.push(`the store changed: ${before} before, ${after} after`);
    const failures = gateway
      .printed()
      .split('\n')
      .filter((line) => /"level":(50|60|"error"|"fatal")/.test(line));
    wrong.push(...new Set(failures.map((line) => `logged: ${line.slice(0, 400)}`)));
    const memory = judgesMemory ? { early, late } : undefined;
    if (memory) wrong.push(...grown(memory));
    wrong.push(...tally.wrong());
    return { tally, ...(memory ? { memory } : {}), descriptors, wrong };
  } finally {
    await store.close();
    await gateway.stop();
  }
}

/** Each set's kinds share the count evenly. */
function both(count: number): readonly (readonly [Kind, number])[][] {
  return [operations, requests].map((kinds) => {
    const each = Math.ceil(count / kinds.length);
    return kinds.flatMap((kind) => Array.from({ length: each }, (_, at) => [kind, at] as const));
  });
}

/** Both sets in an order of the seed's, one of each in turn. */
function mixed(
  sets: readonly (readonly (readonly [Kind, number])[])[],
  make: (kind: Kind, at: number) => ReturnType<Kind['make']>,
  seed: string,
): Case[] {
  const orders = sets.map((set, index) => {
    const random = new Random(seed, 'order', index);
    return set.map((each) => [random.next(), each] as const).sort(([a], [b]) => a - b);
  });
  const longest = Math.max(...orders.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => orders.map((order) => order[at]))
    .flat()
    .flatMap((found) => (found ? [found[1]] : []))
    .map(([kind, at]) => ({ kind: kind.name, expected: kind.expected, ...make(kind, at) }));
}

function environmentOf(folder: string, databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(folder, 'data'),
    REQUEST_TIMEOUT: '6s',
    // Portals to which all is owed and where nobody answers: there are deliveries to ask for.
    NATIONAL_PORTAL_URL: NOBODY,
    NATIONAL_PORTAL_USERNAME: 'lienthong',
    NATIONAL_PORTAL_PASSWORD: PASSWORD,
    PROVINCIAL_PORTAL_URL: NOBODY,
    PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
    PROVINCIAL_PORTAL_CLIENT_SECRET: PASSWORD,
  };
}

function secretsOf(folder: string, databaseUrl: string): string[] {
  const { password } = new URL(databaseUrl);
  const data = join(folder, 'data');
  const keys = readdirSync(data).filter((name) => name.includes('key'));
  return [
    PASSWORD,
    ...(password.length > 5 ? [password] : []),
    ...keys.map((name) => readFileSync(join(data, name), 'utf8').trim()),
  ];
}

/** What no hostile client may change. */
async function factsOf(store: Database): Promise<string> {
  const { rows } = await store.query(
    `select (select count(*) from subject) as subjects, (select count(*) from subject_version) as versions,
      (select count(*) from delivery) as deliveries, (select count(*) from pause) as pauses, (select count(*) from service_key) as keys`,
  );
  return JSON.stringify(rows[0]);
}

/** Asks a good question over every way in, so that what is opened once for all is open; false when it is not answered. */
async function settle(gateway: GatewayProcess, key: string): Promise<boolean> {
  const url = `http://127.0.0.1:${gateway.port}/graphql`;
  const ask = (query: string, more: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        connection: 'close',
        ...more,
      },
      body: JSON.stringify({ query }),
    });
  const stream = await ask('subscription { queueHealth { health } }', { accept: 'text/event-stream' });
  await stream.body?.cancel();
  const response = await ask('{ dossiers(first: 1) { totalCount edges { node { code } } } }');
  const { data, errors } = (await response.json()) as {
    data?: { dossiers: { totalCount: number } };
    errors?: unknown;
  };
  return errors === undefined && (data?.dossiers.totalCount ?? 0) > 0;
}

/** The gateway's open files and sockets once idle ones were let go; as they are when they do not become few enough. */
async function lowest(gateway: GatewayProcess, enough: number): Promise<number> {
  const few = () => gateway.descriptors() <= enough;
  await until(few, { timeoutMs: LET_GO_MS, everyMs: 250 }).catch(() => undefined);
  return gateway.descriptors();
}

function grown({ early, late }: { early: Memory; late: Memory }): string[] {
  return (['held', 'resident'] as const)
    .filter((what) => late[what] > AT_MOST * early[what])
    .map((what) => `memory, ${what}: ${early[what]} after ${EARLY}, ${late[what]} after ${LATE}`);
}
