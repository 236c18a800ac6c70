import { Command } from 'commander';
import { intakeBench } from './index.js';

export function intakeCommand(): Command {
  return new Command('intake')
    .description('one CSV file of dossiers into the hub, against COPY into a bare table and one upsert')
    .option('--records <n>', 'records in the file', Number, 1_000_000)
    .option('--smaller <n>', 'a smaller file goes first, to compare memory; absent: a tenth, 0: none', Number)
    .option('--json <file>', 'writes the figures there too')
    .option(
      '--data-dir <folder>',
      'where the embedded engine and the files stand; absent: a temporary folder',
    )
    .action(intakeBench);
}
