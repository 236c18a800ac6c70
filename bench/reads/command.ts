import { Command } from 'commander';
import { readsBench } from './index.js';

export function readsCommand(): Command {
  return new Command('reads')
    .description(
      'the gateway over HTTP, against one statement behind Express and PostGraphile on the same tables',
    )
    .option('--dossiers <n>', 'dossiers in the store', Number, 100_000)
    .option('--rounds <n>', 'interleaved rounds', Number, 5)
    .option('--seconds <n>', 'seconds of each measurement', Number, 5)
    .action(readsBench);
}
