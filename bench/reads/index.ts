import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../src/cli/screen.js';
import { Database } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { cpuBelow, cpuOf } from '../cpu.js';
import { median } from '../median.js';
import { onStore } from '../push/store.js';
import { fill, makeKey } from './fill.js';
import { ask, load, type Side, startSide } from './load.js';
import { HUB_ONE, HUB_PAGE, HUB_WALK, PEER_ONE, PEER_PAGE, type Question } from './questions.js';

export interface ReadsOptions {
  dossiers: number;
  rounds: number;
  seconds: number;
}

const CONNECTIONS = 10;
const DEEP_PAGE = 2_000;

/** The gateway's reads over HTTP, against one hand-written statement behind Express and PostGraphile on the same tables. */
export async function readsBench(options: ReadsOptions): Promise<void> {
  const peers = join(process.cwd(), 'bench/peers');
  if (!existsSync(join(peers, 'node_modules'))) {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], {
      cwd: peers,
      stdio: 'inherit',
    });
  }
  await onStore(undefined, async (_dataDir, store) => {
    const { url } = await store.make();
    await migrate(url);
    const database = new Database(url);
    const begin = performance.now();
    await fill(database, options.dossiers);
    const key = await makeKey(database);
    await database.close();
    console.log(
      `${options.dossiers} dossiers in ${Math.round(performance.now() - begin)} ms, PostgreSQL ${await store.version()}`,
    );
    await measure(url, key, await store.postmaster(), options);
  });
}

/** One side in one round: requests a second, and processor time for each, ms; absent where the system does not tell. */
interface Measured {
  rate: number;
  server: number | undefined;
  postgres: number | undefined;
}

async function measure(
  url: string,
  key: string,
  postmaster: number | undefined,
  { dossiers, rounds, seconds }: ReadsOptions,
): Promise<void> {
  const usedBy = ({ pid }: Side) => ({
    server: pid === undefined ? undefined : cpuOf(pid)?.own,
    postgres: postmaster === undefined ? undefined : cpuBelow(postmaster),
  });
  const server = new URL('./server.js', import.meta.url).pathname;
  const hub = await startSide([server, 'hub', url]);
  const bare = await startSide([server, 'bare', url]);
  const peer = await startSide([join(process.cwd(), 'bench/peers/postgraphile.mjs'), url]);
  const deep = await deepCursor(hub, key, dossiers);
  const code = `H56.14-24-${String(Math.ceil(dossiers / 2)).padStart(7, '0')}`;
  const one = { code };
  const cases: [what: string, side: Side, question: Question][] = [
    ['page: hub', hub, { query: HUB_PAGE }],
    ['page: bare', bare, { query: '' }],
    ['page: PostGraphile', peer, { query: PEER_PAGE }],
    ['page: hub, deep', hub, { query: HUB_PAGE, variables: { after: deep } }],
    ['one: hub', hub, { query: HUB_ONE, variables: one }],
    ['one: bare', bare, { query: '', variables: one }],
    ['one: PostGraphile', peer, { query: PEER_ONE, variables: one }],
  ];
  try {
    for (const [what, side, question] of cases) {
      console.log(`${what}: ${JSON.stringify(await ask(side, key, question)).length} bytes`);
      await load(side, key, question, { seconds: 2, connections: CONNECTIONS });
    }
    const measured = new Map<string, Measured[]>();
    for (let round = 0; round < rounds; round += 1) {
      // Interleaved, every other round from the end, so that what else the machine does meets all alike.
      for (const [what, side, question] of round % 2 === 0 ? cases : [...cases].reverse()) {
        const before = usedBy(side);
        const rate = await load(side, key, question, { seconds, connections: CONNECTIONS });
        const after = usedBy(side);
        const each = (used: number | undefined, from: number | undefined) =>
          used === undefined || from === undefined ? undefined : (used - from) / (rate * seconds);
        const server = each(after.server, before.server);
        const postgres = each(after.postgres, before.postgres);
        measured.set(what, [...(measured.get(what) ?? []), { rate, server, postgres }]);
      }
    }
    report(measured);
  } finally {
    for (const side of [hub, bare, peer]) side.stop();
  }
}

/** The cursor before page 2,000 of 50, or before the last page when there are fewer. */
async function deepCursor(hub: Side, key: string, dossiers: number): Promise<string | null> {
  let after: string | null = null;
  const pages = Math.min(DEEP_PAGE, Math.floor(dossiers / 50)) - 1;
  for (let page = 0; page < pages; page += 1) {
    const data: { dossiers: { pageInfo: { endCursor: string } } } = await ask(hub, key, {
      query: HUB_WALK,
      variables: { after },
    });
    after = data.dossiers.pageInfo.endCursor;
  }
  return after;
}

function report(measured: ReadonlyMap<string, readonly Measured[]>): void {
  const all = (what: string, which: keyof Measured) =>
    (measured.get(what) ?? []).map((each) => each[which] ?? Number.NaN);
  const ratio = (a: string, b: string) => {
    const others = all(b, 'rate');
    return median(all(a, 'rate').map((rate, at) => rate / (others[at] ?? Number.NaN))).toFixed(2);
  };
  console.log(
    table(
      ['requests/s', 'median', 'least', 'most', 'CPU ms a request: server', 'PostgreSQL'],
      [...measured.keys()].map((what) => {
        const rates = all(what, 'rate');
        return [
          what,
          median(rates).toFixed(0),
          Math.min(...rates).toFixed(0),
          Math.max(...rates).toFixed(0),
          median(all(what, 'server')).toFixed(2),
          median(all(what, 'postgres')).toFixed(2),
        ];
      }),
    ),
  );
  for (const what of ['page', 'one']) {
    console.log(`${what}: hub / bare ${ratio(`${what}: hub`, `${what}: bare`)}`);
    console.log(`${what}: hub / PostGraphile ${ratio(`${what}: hub`, `${what}: PostGraphile`)}`);
  }
  console.log(`time of the deep page / the first: ${ratio('page: hub', 'page: hub, deep')}`);
}
