import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../src/cli/screen.js';
import { writeSample } from '../../src/sample/index.js';
import { cpuMeter } from '../push/meter.js';
import { machineOf, onStore, type Store } from '../push/store.js';
import { runCopy } from './copy.js';
import { floorFolder, keepRows, runFloor } from './floor.js';
import { type HubSetting, prepare, runHub } from './hub.js';
import { writeRecords } from './records.js';
import type { Measured } from './setting.js';

export interface IntakeOptions {
  records: number;
  smaller?: number;
  json?: string;
  dataDir?: string;
}

/** All sides with one file. */
interface Sides {
  hub: Measured;
  floor: Measured;
  copy: Measured;
}

/**
 * One file of dossiers through `lienthong sync`, the rows that it made by COPY into the same tables, and the file by COPY and one upsert into a bare
 * table: a tenth of the records, then all.
 */
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
  const few = smaller > 0 ? await sidesOf(smaller, { dataDir, sources }, store, template) : undefined;
  const all = await sidesOf(records, { dataDir, sources }, store, template);
  await store.drop(template);
  const ratio = rateOf(all.hub) / rateOf(all.copy);
  const cpuRatio = cpuOfSide(all.copy) / cpuOfSide(all.hub);
  const growth = few && all.hub.peakKib / few.hub.peakKib;
  const machine = await machineOf(store);
  const rows = [...(few ? [few] : []), all].flatMap(({ hub, floor, copy }) => [
    rowOf('hub', hub),
    rowOf('floor', floor),
    rowOf('copy', copy),
  ]);
  console.log(`${JSON.stringify(machine)}\n${table(HEAD, rows)}`);
  console.log(`hub / COPY: ${ratio.toFixed(4)} by the clock, ${cpuRatio.toFixed(4)} by processor time`);
  const floorRatio = cpuOfSide(all.copy) / cpuOfSide(all.floor);
  console.log(
    `floor (COPY of the rows that the hub wrote) / COPY: ${floorRatio.toFixed(4)} by processor time`,
  );
  if (growth !== undefined) console.log(`peak of the larger file / of the smaller: ${growth.toFixed(2)}`);
  if (json)
    writeFileSync(
      json,
      `${JSON.stringify({ machine, few, all, ratio, cpuRatio, floorRatio, growth }, undefined, 2)}\n`,
    );
}

async function sidesOf(
  records: number,
  setting: Omit<HubSetting, 'databaseUrl'>,
  store: Store,
  template: string,
): Promise<Sides> {
  const file = join(setting.dataDir, 'records.csv');
  await writeRecords(file, records);
  const folder = floorFolder(setting.dataDir);
  const copy = await onFresh(store, undefined, (url) => runCopy(url, file));
  let keeping = 0;
  const hub = await onFresh(store, template, async (databaseUrl) => {
    const measured = await runHub({ ...setting, databaseUrl }, file, records);
    keeping = await keepRows(databaseUrl, folder);
    return measured;
  });
  if (hub.cpu) hub.cpu.postgres -= keeping;
  const floor = await onFresh(store, template, (url) => runFloor(url, folder, records));
  rmSync(file);
  rmSync(folder, { recursive: true });
  console.log(JSON.stringify({ hub, floor, copy }));
  return { hub, floor, copy };
}

/** One side in a database of its own, with what it takes of the processors. */
async function onFresh(
  store: Store,
  template: string | undefined,
  work: (url: string) => Promise<Measured>,
): Promise<Measured> {
  const { name, url } = await store.make(template);
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
}

function cpuOfSide({ cpu }: Measured): number {
  return cpu ? cpu.process + cpu.postgres : Number.NaN;
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
