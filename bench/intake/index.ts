import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../src/cli/screen.js';
import { writeSample } from '../../src/sample/index.js';
import { cpuMeter } from '../push/meter.js';
import { machineOf, onStore, type Store } from '../push/store.js';
import { runCopy } from './copy.js';
import { type HubSetting, prepare, runHub } from './hub.js';
import { writeRecords } from './records.js';
import type { Measured } from './setting.js';

export interface IntakeOptions {
  records: number;
  smaller?: number;
  json?: string;
  dataDir?: string;
}

/** Both sides with one file. */
interface Pair {
  hub: Measured;
  copy: Measured;
}

/** One file of dossiers through `lienthong sync`, and the same file by COPY and one upsert: a tenth of the records, then all. */
export async function intakeBench(options: IntakeOptions): Promise<void> {
  await onStore(options.dataDir, (dataDir, store) => measure(options, dataDir, store));
}

async function measure(options: IntakeOptions, dataDir: string, store: Store): Promise<void> {
  const { records, smaller = Math.ceil(records / 10), json } = options;
  const { environment } = await writeSample({
    ...{ dossiers: 0, seed: 1, out: join(dataDir, 'district') },
    ...{ notices: 0, badRecords: 0, withFiles: false },
  });
  const sources = {
    SOURCE_UNITS_URL: environment['SOURCE_UNITS_URL'] ?? '',
    SOURCE_PROCEDURES_URL: environment['SOURCE_PROCEDURES_URL'] ?? '',
  };
  const { name: template, url } = await store.make();
  await prepare({ dataDir, databaseUrl: url, sources });
  const few = smaller > 0 ? await pairOf(smaller, { dataDir, sources }, store, template) : undefined;
  const all = await pairOf(records, { dataDir, sources }, store, template);
  await store.drop(template);
  const ratio = rateOf(all.hub) / rateOf(all.copy);
  const growth = few && all.hub.peakKib / few.hub.peakKib;
  const machine = await machineOf(store);
  const rows = [...(few ? [few] : []), all].flatMap(({ hub, copy }) => [
    rowOf('hub', hub),
    rowOf('copy', copy),
  ]);
  console.log(`${JSON.stringify(machine)}\n${table(HEAD, rows)}`);
  console.log(`hub / COPY: ${ratio.toFixed(4)}`);
  if (growth !== undefined) console.log(`peak of the larger file / of the smaller: ${growth.toFixed(2)}`);
  if (json) writeFileSync(json, `${JSON.stringify({ machine, few, all, ratio, growth }, undefined, 2)}\n`);
}

async function pairOf(
  records: number,
  setting: Omit<HubSetting, 'databaseUrl'>,
  store: Store,
  template: string,
): Promise<Pair> {
  const file = join(setting.dataDir, 'records.csv');
  await writeRecords(file, records);
  const fresh = async (
    from: string | undefined,
    work: (url: string) => Promise<Measured>,
  ): Promise<Measured> => {
    const { name, url } = await store.make(from);
    const spent = cpuMeter(await store.postmaster());
    let measured: Measured;
    try {
      measured = await work(url);
    } finally {
      await store.drop(name);
    }
    const cpu = spent();
    // What this process starts is the hub alone.
    return cpu ? { ...measured, cpu: { process: cpu.simulators, postgres: cpu.postgres } } : measured;
  };
  const copy = await fresh(undefined, (url) => runCopy(url, file));
  const hub = await fresh(template, (databaseUrl) => runHub({ ...setting, databaseUrl }, file, records));
  rmSync(file);
  console.log(JSON.stringify({ hub, copy }));
  return { hub, copy };
}

function rateOf({ records, ms }: Measured): number {
  return (records * 1000) / ms;
}

const HEAD = ['', 'records', 'seconds', 'records /s', 'peak MiB', 'CPU ms a record: process', 'PostgreSQL'];

function rowOf(side: string, measured: Measured): (string | number)[] {
  const { records, ms, peakKib, cpu } = measured;
  const each = (total: number | undefined) => (total === undefined ? '' : (total / records).toFixed(3));
  return [
    side,
    records,
    (ms / 1000).toFixed(1),
    Math.round(rateOf(measured)),
    Math.round(peakKib / 1024),
    each(cpu?.process),
    each(cpu?.postgres),
  ];
}
