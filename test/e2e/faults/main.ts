import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type FaultReport, runWithFaults } from './run.js';

/*
 * npm run faults -- --dossiers 10000 --seed 1
 * Every fault of the contracts, at least --times times at each portal; exit status 0 only if nothing was lost, doubled or out of order.
 */
const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    times: { type: 'string', default: '20' },
    workers: { type: 'string', default: '1' },
    'max-wait': { type: 'string', default: '2h' },
    bin: { type: 'string', default: 'bin/lienthong.js' },
    keep: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'lienthong-faults-'));
// As root the embedded engine runs as nobody, who has to reach its folder.
chmodSync(folder, 0o755);
const engines = Object.fromEntries(
  ['DATABASE_URL', 'REDIS_URL'].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value]] : [];
  }),
);
try {
  const report = await runWithFaults({
    dossiers: Number(values.dossiers),
    seed: Number(values.seed),
    times: Number(values.times),
    workers: Number(values.workers),
    maxWait: values['max-wait'],
    bin: resolve(values.bin),
    ...{ folder, engines, say: (line: string) => console.log(line) },
  });
  show(report);
  process.exitCode = report.ok && report.unplayed.length === 0 ? 0 : 1;
} finally {
  if (values.keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function show({
  ok,
  problems,
  unplayed,
  played,
  judged,
  deliveries,
  memory,
  seconds,
  alreadyThere,
  refused,
}: FaultReport): void {
  console.log('\nfault                   national  provincial');
  for (const kind of new Set([...Object.keys(played.national), ...Object.keys(played.provincial)])) {
    const [a, b] = [played.national[kind] ?? 0, played.provincial[kind] ?? 0];
    console.log(`${kind.padEnd(22)} ${String(a).padStart(9)} ${String(b).padStart(11)}`);
  }
  for (const [portal, { comparison, lost, duplicates, outOfOrder, drifted }] of Object.entries(judged)) {
    const { expected, found } = comparison;
    console.log(
      `\n${portal}: expected ${expected.dossiers} dossiers, ${expected.entries} entries, ${expected.notices} notices; ` +
        `there ${found.dossiers}, ${found.entries}, ${found.notices}`,
    );
    console.log(`  lost ${lost}, duplicates ${duplicates}, out of order ${outOfOrder}`);
    console.log(
      `  by the portal itself: altered ${drifted.altered}, lost ${drifted.lost}, still to be seen ${drifted.stillShown}`,
    );
    console.log(`  store: ${JSON.stringify(deliveries[portal])}`);
  }
  console.log(
    `\nalready there: ${alreadyThere.whole} as the source says, ${alreadyThere.part} older and in part`,
  );
  console.log(`refused on purpose: ${refused.records} records, the entries of ${refused.entries} dossiers`);
  console.log(`pulled in ${seconds.sync.toFixed(1)} s, carried in ${seconds.work.toFixed(1)} s`);
  console.log('most resident memory, MiB:', memory);
  for (const fault of unplayed) console.log(`✗ ${fault}`);
  for (const problem of problems.slice(0, 40)) console.log(`✗ ${problem}`);
  if (problems.length > 40) console.log(`✗ … ${problems.length - 40} more`);
  console.log(ok ? '\n✓ everything adds up' : '\n✗ something does not add up');
}
