import { writeFileSync } from 'node:fs';
import { table } from '../../src/cli/screen.js';
import { Database } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { cpuBelow, cpuOf } from '../cpu.js';
import { median } from '../median.js';
import { onStore } from '../push/store.js';
import { makeKey } from '../reads/fill.js';
import { type Side, startSide } from '../reads/load.js';
import { fillSystems } from './fill.js';
import { type Asked, questionsFor } from './questions.js';

export interface SearchOptions {
  records: number;
  rounds: number;
  seconds: number;
  /** A file for the figures. */
  json?: string;
}

/** Of one question: answers a second of each side, round by round, what one took of the processors, ms of the side and of the engine, and letters of one. */
interface Measured {
  what: string;
  hub: number[];
  bare: number[];
  cpu: { hub: number[]; bare: number[] };
  letters: { hub: number; bare: number };
}

const CONNECTIONS = 10;

/** Search and relations over HTTP, against one hand-written statement each behind Express on the same tables. */
export async function searchBench({ records, rounds, seconds, json }: SearchOptions): Promise<void> {
  await onStore(undefined, async (_dataDir, store) => {
    const { url } = await store.make();
    await migrate(url);
    const database = new Database(url);
    await fillSystems(database, records);
    const key = await makeKey(database);
    await database.close();
    console.log(`${records} records, PostgreSQL ${await store.version()}`);
    const engine = await store.postmaster();
    const hub = await startSide([new URL('../reads/server.js', import.meta.url).pathname, 'hub', url]);
    const bare = await startSide([new URL('./server.js', import.meta.url).pathname, url]);
    try {
      const measured: Measured[] = [];
      for (const asked of questionsFor(Math.ceil(records / 10))) {
        measured.push(await measure(asked, { hub, bare, engine }, key, { rounds, seconds }));
      }
      report(measured);
      if (json !== undefined) writeFileSync(json, JSON.stringify(measured));
    } finally {
      hub.stop();
      bare.stop();
    }
  });
}

async function measure(
  { what, name, query, at }: Asked,
  sides: { hub: Side; bare: Side; engine: number | undefined },
  key: string,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Measured> {
  const turns = { hub: 0, bare: 0 };
  const hub = () => answer(sides.hub, key, { query, variables: at(turns.hub++).variables });
  const bare = () => answer(sides.bare, key, { name, values: at(turns.bare++).values });
  const letters = { hub: await hub(), bare: await bare() };
  const found: Measured = { what, hub: [], bare: [], cpu: { hub: [], bare: [] }, letters };
  // Until each connection has its statement prepared.
  for (const side of [hub, bare]) await perSecond(side, seconds);
  for (let round = 0; round < rounds; round += 1) {
    // Every other round from the other side, so that what else the machine does meets both alike.
    for (const side of round % 2 === 0 ? (['hub', 'bare'] as const) : (['bare', 'hub'] as const)) {
      const [before, turn] = [used(sides[side], sides.engine), turns[side]];
      found[side].push(await perSecond(side === 'hub' ? hub : bare, seconds));
      found.cpu[side].push((used(sides[side], sides.engine) - before) / (turns[side] - turn));
    }
  }
  return found;
}

/** What a side and the engine have used of the processors, ms; not a number where that cannot be told. */
function used({ pid }: Side, engine: number | undefined): number {
  const own = pid === undefined ? undefined : cpuOf(pid)?.own;
  const below = engine === undefined ? undefined : cpuBelow(engine);
  return (own ?? Number.NaN) + (below ?? Number.NaN);
}

/** Letters of one answer. Throws when it is none. */
async function answer({ url }: Side, key: string, body: object): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const told = response.ok ? (JSON.parse(text) as { data?: unknown; errors?: unknown }) : {};
  if (!told.data || told.errors) throw new Error(`${url}: ${response.status} ${text.slice(0, 500)}`);
  return text.length;
}

async function perSecond(ask: () => Promise<unknown>, seconds: number): Promise<number> {
  const begun = performance.now();
  let answers = 0;
  const connection = async () => {
    while (performance.now() - begun < seconds * 1_000) {
      await ask();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return answers / ((performance.now() - begun) / 1_000);
}

function report(measured: readonly Measured[]): void {
  console.log(
    table(
      ['answers/s', 'hub', 'bare', 'hub / bare', 'ms of processors: hub', 'bare', 'bare / hub'],
      measured.map(({ what, hub, bare, cpu }) => [
        what,
        median(hub).toFixed(0),
        median(bare).toFixed(0),
        ratio(hub, bare).toFixed(2),
        median(cpu.hub).toFixed(1),
        median(cpu.bare).toFixed(1),
        ratio(cpu.bare, cpu.hub).toFixed(2),
      ]),
    ),
  );
}

/** Of the rounds, each by itself. */
function ratio(one: readonly number[], other: readonly number[]): number {
  return median(one.map((value, round) => value / (other[round] ?? Number.NaN)));
}
