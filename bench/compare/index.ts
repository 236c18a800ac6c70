import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../src/cli/screen.js';
import { writeSample } from '../../src/sample/index.js';
import { lienthong, oneStopOf, prepare, runHub } from '../intake/hub.js';
import { writeRecords } from '../intake/records.js';
import { cpuMeter } from '../push/meter.js';
import { machineOf, onStore, type Store } from '../push/store.js';

export interface CompareOptions {
  records: number;
  quiet: number;
  dataDir?: string;
}

interface CompareFacts {
  sources: { state: string; read: number; changed: number; gone: number; missed: number }[];
}

/** One file is taken in; then its records change behind the hub's back, and `lienthong compare` has to find each, and nothing else. */
export async function compareBench(options: CompareOptions): Promise<void> {
  await onStore(options.dataDir, (dataDir, store) => measure(options, dataDir, store));
}

async function measure({ records, quiet }: CompareOptions, dataDir: string, store: Store): Promise<void> {
  const { environment } = await writeSample({
    ...{ dossiers: 0, seed: 1, out: join(dataDir, 'district') },
    ...{ notices: 0, badRecords: 0, withFiles: false },
  });
  const sources = {
    SOURCE_UNITS_URL: environment['SOURCE_UNITS_URL'] ?? '',
    SOURCE_PROCEDURES_URL: environment['SOURCE_PROCEDURES_URL'] ?? '',
    SOURCE_ONE_STOP_FILES_HOLD: 'all',
  };
  const { name, url } = await store.make();
  const setting = { dataDir, databaseUrl: url, sources };
  const file = join(dataDir, 'records.csv');
  try {
    await prepare(setting);
    await writeRecords(file, records);
    await runHub(setting, file, records);
    rmSync(file);
    const rows = [];
    for (const [what, found] of [
      ['all agree', { changed: 0, gone: 0, missed: 0 }],
      ['with quiet changes', { changed: quiet, gone: quiet, missed: quiet }],
    ] as const) {
      if (found.changed > 0)
        await writeRecords(join(oneStopOf(setting).folder, 'done/records.csv'), records, quiet);
      rows.push(await compared(what, oneStopOf(setting).setting, store, { ...found, read: records }));
    }
    console.log(`${JSON.stringify(await machineOf(store))}\n${table(HEAD, rows)}`);
  } finally {
    await store.drop(name);
  }
}

const HEAD = [
  '',
  'records',
  'changed',
  'gone',
  'missed',
  'seconds',
  'records /s',
  'peak MiB',
  'CPU s: process',
  'PostgreSQL',
];

/** Throws when something else is found than there is. */
async function compared(
  what: string,
  setting: Parameters<typeof lienthong>[0],
  store: Store,
  expected: Omit<CompareFacts['sources'][number], 'state'>,
): Promise<(string | number)[]> {
  const spent = cpuMeter(await store.postmaster());
  const begun = performance.now();
  const { stdout, peakKib } = await lienthong(
    setting,
    ['compare', 'one-stop', '--json'],
    expected.changed > 0 ? 2 : 0,
  );
  const seconds = (performance.now() - begun) / 1_000;
  const cpu = spent();
  const [facts] = (JSON.parse(stdout) as CompareFacts).sources;
  const { read, changed, gone, missed } = facts ?? { read: 0, changed: 0, gone: 0, missed: 0 };
  const told = JSON.stringify({ changed, gone, missed, read });
  if (facts?.state !== 'DONE' || told !== JSON.stringify(expected)) throw new Error(`${what}: ${stdout}`);
  const each = (ms: number | undefined) => (ms === undefined ? '' : (ms / 1_000).toFixed(1));
  return [
    ...[what, read, changed, gone, missed],
    seconds.toFixed(1),
    Math.round(read / seconds),
    Math.round(peakKib / 1024),
    each(cpu?.simulators),
    each(cpu?.postgres),
  ];
}
