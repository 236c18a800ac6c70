import { Command } from 'commander';
import { compareBench } from './index.js';

export function compareCommand(): Command {
  return new Command('compare')
    .description(
      '`lienthong compare` over one CSV file of dossiers that was taken in, some of it changed quietly',
    )
    .option('--records <n>', 'records in the file', Number, 500_000)
    .option('--quiet <n>', 'records that change, go away and come without a word, each', Number, 25)
    .option(
      '--data-dir <folder>',
      'where the embedded engine and the files stand; absent: a temporary folder',
    )
    .action(compareBench);
}
