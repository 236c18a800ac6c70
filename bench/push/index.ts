import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { table } from '../../src/cli/screen.js';
import { writeSample } from '../../src/sample/index.js';
import { type HubSetting, runHub, takeIn } from './hub.js';
import { runLoop } from './loop.js';
import { cpuMeter } from './meter.js';
import { type RecordedCall, Recorder } from './recorder.js';
import { cpuRowsOf, type Owed, type Round, rowsOf, summaryOf } from './report.js';
import { CONCURRENCY, type Measured } from './setting.js';
import { type Simulators, startSimulators } from './simulators.js';
import { machineOf, onStore, type Store } from './store.js';

export interface PushOptions {
  dossiers: number;
  rounds: number;
  seed: number;
  json?: string;
  only?: 'hub' | 'adoption';
  dataDir?: string;
}

/**
 * commit → accepted: the sample is read in first, then a worker carries what is owed to two empty portals; beside it a bare
 * loop sends the same calls to two equal ones. Rounds are paired and take turns in going first.
 */
export async function pushBench(options: PushOptions): Promise<void> {
  await onStore(options.dataDir, (dataDir, store) => measure(options, dataDir, store));
}

async function measure(options: PushOptions, dataDir: string, store: Store): Promise<void> {
  const { dossiers, seed } = options;
  const sample = await writeSample({ dossiers, seed, out: join(dataDir, 'district'), notices: 0 });
  const sources = { ...sample.environment };
  delete sources['SOURCE_NOTICES_URL'];
  const template = await store.make();
  const setting: Omit<HubSetting, 'simulators' | 'databaseUrl'> = { dataDir, sources, adoption: 'never' };
  const nowhere = { nationalUrl: 'http://127.0.0.1:9/x', provincialUrl: 'http://127.0.0.1:9' };
  const counts = await takeIn({ ...setting, databaseUrl: template.url, simulators: nowhere });
  const owed: Owed = {
    national: counts['national']?.['PENDING'] ?? 0,
    provincial: counts['provincial']?.['PENDING'] ?? 0,
  };
  console.log(`${dossiers} dossiers, owed: ${JSON.stringify(counts)}`);

  const fresh = async (
    from: string | undefined,
    work: (url: string, simulators: Simulators) => Promise<Measured>,
  ): Promise<Measured> => {
    const { name, url } = await store.make(from);
    const spent = cpuMeter(await store.postmaster());
    const simulators = await startSimulators();
    let measured: Measured;
    try {
      measured = await work(url, simulators);
    } finally {
      await simulators.close();
      await store.drop(name);
    }
    const cpu = spent();
    return cpu ? { ...measured, cpu } : measured;
  };
  const hub = (adoption: HubSetting['adoption'], recorder?: Recorder): Promise<Measured> =>
    fresh(template.name, (databaseUrl, simulators) =>
      runHub({ ...setting, adoption, databaseUrl, simulators }, simulators, recorder),
    );
  const loop = (calls: readonly RecordedCall[]): Promise<Measured> =>
    fresh(undefined, (url, simulators) => runLoop(url, simulators, calls));

  if (options.only) {
    for (let round = 0; round < options.rounds; round += 1)
      console.log(JSON.stringify(await hub(options.only === 'hub' ? 'never' : 'always')));
    return;
  }
  // Also warms this process up.
  const recorder = new Recorder();
  const first = await hub('never', recorder).finally(() => recorder.end());
  const { calls } = recorder;
  const same = (side: Measured): Measured => {
    if (isDeepStrictEqual(side.held, first.held)) return side;
    throw new Error(`not the same arrived: ${JSON.stringify([first.held, side.held])}`);
  };
  same(await loop(calls));

  const rounds: Round[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const sides: Partial<Round> = {};
    const order = round % 2 === 0 ? (['loop', 'hub'] as const) : (['hub', 'loop'] as const);
    for (const side of order) sides[side] = same(side === 'hub' ? await hub('never') : await loop(calls));
    sides.adoption = same(await hub('always'));
    rounds.push(sides as Round);
    console.log(`round ${round + 1}: ${JSON.stringify(sides)}`);
  }
  await store.drop(template.name);
  const summary = summaryOf(rounds, owed, calls);
  const machine = await machineOf(store);
  const { head, rows } = rowsOf(summary);
  console.log(`${JSON.stringify(machine)}\n${table(head, rows)}`);
  const cpu = cpuRowsOf(rounds, owed);
  if (cpu.rows.length > 0) console.log(table(cpu.head, cpu.rows));
  if (options.json) {
    writeFileSync(
      options.json,
      `${JSON.stringify({ dossiers, seed, concurrency: CONCURRENCY, machine, owed, summary, rounds }, undefined, 2)}\n`,
    );
  }
}
