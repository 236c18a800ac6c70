import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { table } from '../../src/cli/screen.js';
import { openEmbedded } from '../../src/store/embedded/engine.js';
import { memoryOf } from './memory.js';
import { runSystems } from './run.js';
import { systemSamples } from './samples.js';

const EXAMPLES = `
Examples:
  $ npm run systems -- --records 100000             all systems of one district, together
  $ npm run systems -- --memory --records 100000    each source by itself: its memory with a tenth of them and with all
  $ npm run systems -- --memory --only documents mailboxes

Exit status: 0 when all counts add up, else 1.`;

const program = new Command('systems')
  .description(
    'a district of so many records in all systems: read, counted, timed against the bare parser and COPY; or the memory of each source',
  )
  .option('--records <n>', 'records in all; with --memory, of each source', Number, 100_000)
  .option('--memory', 'most resident memory of each source by itself')
  .option('--only <source...>', 'with --memory, these sources')
  .addHelpText('after', EXAMPLES);
program.parse();
const { records, memory, only } = program.opts<{ records: number; memory?: boolean; only?: string[] }>();

const folder = mkdtempSync(join(tmpdir(), 'lienthong-systems-'));
// As root the engine runs as nobody, who has to reach its folder.
chmodSync(folder, 0o755);
const engine = await openEmbedded(join(folder, 'engine'));
try {
  await (memory ? measureMemory() : measureAll());
} finally {
  await engine.release();
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll(): Promise<void> {
  const each = Math.ceil(records / systemSamples.length);
  const { systems, seconds, peakMiB, searched, wrong } = await runSystems({
    folder,
    databaseUrl: engine.url,
    each,
  });
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
  console.log(
    `one record of each kind found by its code: ${searched.map(({ kind, ms }) => `${kind} ${ms.toFixed(0)} ms`).join(', ')}`,
  );
  for (const line of wrong) console.log(`✗ ${line}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

async function measureMemory(): Promise<void> {
  const small = Math.ceil(records / 10);
  const systems = systemSamples.filter(({ source }) => only?.includes(source.name) ?? true);
  const rows: (string | number)[][] = [];
  const options = { folder, databaseUrl: engine.url, records: { small, large: records }, systems };
  for await (const row of memoryOf(options)) {
    const ratio = (row.large / row.small).toFixed(2);
    console.error(`${row.source}: ${row.small.toFixed(0)} and ${row.large.toFixed(0)} MiB, ${ratio}`);
    rows.push([row.source, Math.round(row.small), Math.round(row.large), ratio]);
  }
  console.log(table(['source', `${small} records, MiB`, `${records} records, MiB`, 'ratio'], rows));
}
