import { Command } from 'commander';
import { loadConfig } from '../config.js';
import { openEngines } from '../processes/engines.js';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the store up to date; safe to run again, and by several at once')
    .option('--json', 'print the names of what was applied as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const engines = await openEngines(loadConfig(), { migrate: true, patience: 'command' });
      await engines.close();
      if (json) console.log(JSON.stringify({ applied: engines.applied }));
      else if (engines.applied.length === 0) console.log('The store is up to date.');
      else console.log(`Applied ${engines.applied.length}: ${engines.applied.join(', ')}`);
    });
}
