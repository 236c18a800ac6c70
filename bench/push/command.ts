import { Command, Option } from 'commander';
import { pushBench } from './index.js';

export function pushCommand(): Command {
  return new Command('push')
    .description('commit → accepted at both portals, against a bare loop over the same HTTP calls')
    .option('--dossiers <n>', 'dossiers of the sample', Number, 1_000)
    .option('--rounds <n>', 'paired rounds that are measured', Number, 3)
    .option('--seed <n>', 'seed of the sample', Number, 7)
    .option('--json <file>', 'writes the figures there too')
    .addOption(new Option('--only <side>', 'for profiling').choices(['hub', 'adoption']))
    .option(
      '--data-dir <folder>',
      'where the embedded engine and the sample stand; absent: a temporary folder',
    )
    .action(pushBench);
}
