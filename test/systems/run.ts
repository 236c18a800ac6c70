import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentCommunes } from '../../src/sample/units.js';
import { Database } from '../../src/store/database.js';
import { type AskedReport, askGateway } from './asked.js';
import { bareReading } from './bare.js';
import { type Drop, writeDrop } from './drops.js';
import { lienthong, readyStore, type SyncFacts } from './lienthong.js';
import { systemSamples } from './samples.js';

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
  searched: AskedReport['searched'];
  /** What does not add up; empty: all does. */
  wrong: string[];
}

/** Every system's records through `lienthong sync`, once and once more, and the same files by the least that reads them. */
export async function runSystems({ folder, databaseUrl, each }: SystemsOptions): Promise<SystemsReport> {
  const units = currentCommunes().map(({ code }) => code);
  const drops = systemSamples.map((system) => writeDrop(folder, each, units, system));
  const setting = await readyStore(folder, databaseUrl);
  const before = await held(databaseUrl);
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
  const after = await held(databaseUrl);
  const asked = await askGateway(databaseUrl, setting['DATA_DIR'] ?? '', units);
  const systems = drops.map(({ source, kind }) => ({
    ...{ source, read: countOf(first.facts, source, 'read'), stored: countOf(first.facts, source, 'stored') },
    again: countOf(again.facts, source, 'unchanged'),
    inStore: (after.get(kind) ?? 0) - (before.get(kind) ?? 0),
  }));
  return {
    systems,
    seconds: { first: first.seconds, again: again.seconds, parse: bare.parse / 1000, copy: bare.copy / 1000 },
    peakMiB: first.peakMiB,
    searched: asked.searched,
    wrong: systems
      .flatMap((system) => {
        const right = [system.read, system.stored, system.again, system.inStore].every(
          (count) => count === each,
        );
        return right ? [] : [`${system.source}: ${JSON.stringify(system)}, wanted ${each} of each`];
      })
      .concat(asked.wrong),
  };
}

/** Subjects in the store, by kind. */
async function held(databaseUrl: string): Promise<Map<string, number>> {
  const database = new Database(databaseUrl, { connections: 1 });
  try {
    const { rows } = await database.query<{ kind: string; n: string }>(
      'select kind, count(*) as n from subject group by kind',
    );
    return new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
  } finally {
    await database.close();
  }
}

function countOf({ sources }: SyncFacts, name: string, what: 'read' | 'stored' | 'unchanged'): number {
  return sources.find(({ source }) => source === name)?.[what] ?? 0;
}
