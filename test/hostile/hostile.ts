import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { bars, table } from '../../src/cli/screen.js';
import { openEmbedded } from '../../src/store/embedded/engine.js';
import { EARLY, type HostileReport, LATE, runHostile } from './run.js';

const EXAMPLES = `
Examples:
  $ npm run hostile
  $ npm run hostile -- --count 5000 --seed $(date +%s)

Exit status: 0 when nothing was wrong, else 1. The same seed sends the same bytes.`;

const BAR = 'hostile';

const program = new Command('hostile')
  .description(
    'sends generated hostile GraphQL operations and HTTP requests to a real gateway: never a 5xx, never a leak, nothing left behind',
  )
  .option('--count <n>', 'operations, and as many requests', Number, 1_200)
  .option('--seed <seed>', 'which ones', '1')
  .option('--dossiers <n>', 'of the district that is asked about', Number, 300)
  .option('--keep', 'keep the folder with the district and the engine')
  .addHelpText('after', EXAMPLES);
program.parse();
const { count, seed, dossiers, keep } = program.opts<{
  count: number;
  seed: string;
  dossiers: number;
  keep?: boolean;
}>();

const folder = mkdtempSync(join(tmpdir(), 'lienthong-hostile-'));
// As root the engine runs as nobody, who has to reach its folder.
chmodSync(folder, 0o755);
console.log(`seed ${seed}`);
const engine = await openEmbedded(join(folder, 'engine'));
const screen = bars(true);
screen.add(BAR);
try {
  const report = await runHostile({
    folder,
    databaseUrl: engine.url,
    count,
    seed,
    dossiers,
    onProgress: (share, note) => screen.move(BAR, share, note),
  });
  screen.stop();
  print(report);
  process.exitCode = report.wrong.length === 0 ? 0 : 1;
} finally {
  screen.stop();
  await engine.release();
  if (keep) console.log(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function print({ tally, memory, descriptors, wrong }: HostileReport): void {
  console.log(table(['kind', 'sent', 'statuses', 'codes', 'most ms'], tally.rows()));
  console.log(
    `sent: ${tally.sent}; open files and sockets: ${descriptors.before} before, ${descriptors.after} after`,
  );
  if (memory) {
    for (const what of ['held', 'resident'] as const) {
      const mb = (bytes: number) => (bytes / 1_048_576).toFixed(1);
      const { early, late } = memory;
      console.log(
        `memory, ${what}: ${mb(early[what])} MB after ${EARLY} of both, ${mb(late[what])} MB after ${LATE}: × ${(late[what] / early[what]).toFixed(3)}`,
      );
    }
  }
  for (const line of wrong) console.log(`✗ ${line}`);
  console.log(wrong.length === 0 ? '✓ nothing was wrong' : `✗ ${wrong.length} things were wrong`);
}
