import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { highWater } from '../../bench/memory.js';
import { writeSample } from '../../src/sample/index.js';
import { currentCommunes } from '../../src/sample/units.js';
import { Database } from '../../src/store/database.js';
import { startCommand } from '../support/command.js';
import { bareReading } from './bare.js';
import { type Drop, writeDrops } from './drops.js';

export interface SystemsOptions {
  /** An empty folder that the database's server may read. */
  folder: string;
  databaseUrl: string;
  /** Records of every system. */
  each: number;
}

export interface SystemsReport {
  systems: { source: string; read: number; stored: number; again: number; inStore: number }[];
  /** Seconds of `lienthong sync` from its start to its end, and of the bare parser and COPY on the same files. */
  seconds: { first: number; again: number; parse: number; copy: number };
  peakMiB: number;
  /** What does not add up; empty: all does. */
  wrong: string[];
}

interface SyncFacts {
  sources: { source: string; read: number; stored: number; unchanged: number; state: string }[];
}

/** Every system's records through `lienthong sync`, once and once more, and the same files by the least that reads them. */
export async function runSystems({ folder, databaseUrl, each }: SystemsOptions): Promise<SystemsReport> {
  const { environment } = await writeSample({
    ...{ dossiers: 0, seed: 1, out: join(folder, 'district') },
    ...{ notices: 0, badRecords: 0, withFiles: false },
  });
  const drops = writeDrops(
    folder,
    each,
    currentCommunes().map(({ code }) => code),
  );
  const setting = { DATABASE_URL: databaseUrl, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' };
  const catalogue = {
    SOURCE_UNITS_URL: environment['SOURCE_UNITS_URL'] ?? '',
    SOURCE_PROCEDURES_URL: environment['SOURCE_PROCEDURES_URL'] ?? '',
  };
  await lienthong(['migrate'], setting);
  await lienthong(['sync', 'units', 'procedures', '--json'], { ...setting, ...catalogue });
  const bare = await bareReading(
    databaseUrl,
    drops.map(({ file }) => file),
  );
  const kept = ({ source }: Drop) => join(folder, source, 'kept.jsonl');
  for (const drop of drops) copyFileSync(drop.file, kept(drop));
  const sources = {
    ...setting,
    ...Object.fromEntries(drops.map(({ variable, address }) => [variable, address])),
  };
  const names = drops.map(({ source }) => source);
  const first = await lienthong(['sync', ...names, '--json'], sources);
  for (const drop of drops) {
    copyFileSync(kept(drop), drop.file);
    writeFileSync(`${drop.file}.ready`, '');
  }
  const again = await lienthong(['sync', ...names, '--json'], sources);
  const systems = await summary(databaseUrl, drops, first.facts, again.facts);
  return {
    systems,
    seconds: { first: first.seconds, again: again.seconds, parse: bare.parse / 1000, copy: bare.copy / 1000 },
    peakMiB: first.peakMiB,
    wrong: systems.flatMap((system) => {
      const right = [system.read, system.stored, system.again, system.inStore].every(
        (count) => count === each,
      );
      return right ? [] : [`${system.source}: ${JSON.stringify(system)}, wanted ${each} of each`];
    }),
  };
}

async function summary(
  databaseUrl: string,
  drops: readonly Drop[],
  first: SyncFacts,
  again: SyncFacts,
): Promise<SystemsReport['systems']> {
  const database = new Database(databaseUrl, { connections: 1 });
  try {
    const { rows } = await database.query<{ kind: string; n: string }>(
      'select kind, count(*) as n from subject group by kind',
    );
    const held = new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
    const of = ({ sources }: SyncFacts, name: string) => sources.find(({ source }) => source === name);
    return drops.map(({ source, kind }) => ({
      source,
      read: of(first, source)?.read ?? 0,
      stored: of(first, source)?.stored ?? 0,
      again: of(again, source)?.unchanged ?? 0,
      inStore: held.get(kind) ?? 0,
    }));
  } finally {
    await database.close();
  }
}

const LOOK_EVERY_MS = 100;

async function lienthong(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<{ facts: SyncFacts; seconds: number; peakMiB: number }> {
  const begun = performance.now();
  const command = startCommand(args, environment);
  let peakMiB = 0;
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, highWater(command.child.pid) / 1024);
  }, LOOK_EVERY_MS);
  const { status, stdout, stderr } = await command.ended;
  clearInterval(watch);
  if (status !== 0) throw new Error(`lienthong ${args.join(' ')} ended with ${status}: ${stderr}`);
  const facts = args.includes('--json') ? (JSON.parse(stdout) as SyncFacts) : { sources: [] };
  return { facts, seconds: (performance.now() - begun) / 1000, peakMiB };
}
