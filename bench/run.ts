import { Command, Option } from 'commander';
import { pushBench } from './push/index.js';
import { readsBench } from './reads/index.js';

/** `npm run bench`: every bench; `npm run bench -- push --dossiers 2000`: one, with its own options. */
const program = new Command('bench').description('measures the hub; see docs/measured');

program
  .command('push', { isDefault: true })
  .description('commit → accepted at both portals, against a bare loop over the same HTTP calls')
  .option('--dossiers <n>', 'dossiers of the sample', Number, 1_000)
  .option('--rounds <n>', 'paired rounds that are measured', Number, 3)
  .option('--seed <n>', 'seed of the sample', Number, 7)
  .option('--json <file>', 'writes the figures there too')
  .addOption(new Option('--only <side>', 'for profiling').choices(['hub', 'loop', 'adoption']))
  .option('--data-dir <folder>', 'where the embedded engine and the sample stand; absent: a temporary folder')
  .action(pushBench);

program
  .command('reads')
  .description(
    'the gateway over HTTP, against one statement behind Express and PostGraphile on the same tables',
  )
  .option('--dossiers <n>', 'dossiers in the store', Number, 100_000)
  .option('--rounds <n>', 'interleaved rounds', Number, 5)
  .option('--seconds <n>', 'seconds of each measurement', Number, 5)
  .action(readsBench);

await program.parseAsync();
