import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../../src/cli/screen.js';
import { openEmbedded } from '../../src/store/embedded/engine.js';
import { KIND_SAMPLES } from '../support/kinds/index.js';
import { runSystems } from './run.js';

const EXAMPLES = `
Example:
  $ npm run systems -- --records 100000

Exit status: 0 when all counts add up, else 1.`;

const program = new Command('systems')
  .description(
    'a district of so many records in all systems that are shown: read, counted, timed against the bare parser and COPY',
  )
  .option('--records <n>', 'records in all', Number, 100_000)
  .addHelpText('after', EXAMPLES);
program.parse();
const { records } = program.opts<{ records: number }>();

const folder = mkdtempSync(join(tmpdir(), 'lienthong-systems-'));
// As root the engine runs as nobody, who has to reach its folder.
chmodSync(folder, 0o755);
const engine = await openEmbedded(join(folder, 'engine'));
try {
  const each = Math.ceil(records / Object.keys(KIND_SAMPLES).length);
  const { systems, seconds, peakMiB, wrong } = await runSystems({ folder, databaseUrl: engine.url, each });
  console.log(
    table(
      ['system', 'read', 'stored', 'unchanged the second time', 'in the store'],
      systems.map(({ source, read, stored, again, inStore }) => [source, read, stored, again, inStore]),
    ),
  );
  const { first, again, parse, copy } = seconds;
  console.log(
    `sync ${first.toFixed(1)} s, once more ${again.toFixed(1)} s; bare parser ${parse.toFixed(2)} s + COPY ${copy.toFixed(2)} s`,
  );
  console.log(
    `sync / (parser + COPY): ${(first / (parse + copy)).toFixed(1)}; most resident: ${peakMiB.toFixed(0)} MiB`,
  );
  for (const line of wrong) console.log(`✗ ${line}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await engine.release();
  rmSync(folder, { recursive: true, force: true });
}
