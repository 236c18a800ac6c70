import { Command } from 'commander';
import { searchBench } from './index.js';

export function searchCommand(): Command {
  return new Command('search')
    .description(
      'search and relations over HTTP, against one statement each behind Express on the same tables',
    )
    .option('--records <n>', 'records in the store, half of them dossiers', Number, 200_000)
    .option('--rounds <n>', 'interleaved rounds', Number, 3)
    .option('--seconds <n>', 'seconds of each measurement', Number, 4)
    .option('--json <file>', 'writes the figures there')
    .action(searchBench);
}
