import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Comparison } from '../../src/demo/comparer/index.js';
import { type ChaosReport, runChaos, type Trouble } from './run.js';
import { embeddedStand, givenStand } from './stand.js';

/*
 * npm run chaos -- --deliveries 5000 --seed 1 --engine embedded|redis
 * Two workers, killed at every point of a call, while engines go away: exit status 0 only if nothing is lost, doubled or out of order.
 */
const { values } = parseArgs({
  options: {
    deliveries: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'embedded' },
    kills: { type: 'string', default: '2' },
    keep: { type: 'boolean', default: false },
  },
});

/** What a dossier of the sample comes to, both portals together, rounded down. */
const DELIVERIES_A_DOSSIER = 9;

const folder = mkdtempSync(join(tmpdir(), 'lienthong-chaos-'));
chmodSync(folder, 0o755);
const redis = values.engine === 'redis';
const stand = redis ? await givenStand(join(folder, 'engines')) : await embeddedStand(join(folder, 'hub'));
const troubles: Trouble[] = [
  'postgres SIGKILL',
  ...(redis ? (['redis flush'] as const) : []),
  'updates',
  'stop',
  ...(redis ? (['redis flush'] as const) : []),
  'postgres SIGINT',
];
try {
  const report = await runChaos({
    folder,
    stand,
    troubles,
    dossiers: Math.ceil(Number(values.deliveries) / DELIVERIES_A_DOSSIER),
    seed: Number(values.seed),
    killsEach: Number(values.kills),
    say: (line) => console.log(line),
  });
  print(report);
  process.exitCode = report.wrong.length === 0 ? 0 : 1;
} finally {
  await stand.close();
  if (values.keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function print({ verdict, store, kills, wrong, deliveries, troubles: happened }: ChaosReport): void {
  console.log(`\ndeliveries owed, superseded ones apart: ${deliveries}`);
  console.log('kills by point:');
  for (const [point, count] of Object.entries(kills)) console.log(`  ${point}: ${count}`);
  console.log(`besides: ${happened.join(', ')}`);
  for (const one of [verdict.national, verdict.provincial]) if (one) console.log(lineOf(one));
  console.log(`store: ${JSON.stringify(store)}`);
  for (const line of wrong) console.log(`✗ ${line}`);
  console.log(wrong.length === 0 ? '✓ everything adds up' : '✗ something does not add up');
}

function lineOf({ portal, expected, found, ...rest }: Comparison): string {
  const duplicates = rest.duplicates.reduce((sum, { count }) => sum + count - 1, 0);
  return `${portal}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}; lost ${rest.missing.length}, different ${rest.different.length}, duplicates ${duplicates}, out of order ${rest.outOfOrder.length}, unexpected ${rest.unexpected.length}`;
}
