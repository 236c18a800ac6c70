import { Command } from 'commander';
import { compareCommand } from './compare/command.js';
import { intakeCommand } from './intake/command.js';
import { pushCommand } from './push/command.js';
import { readsCommand } from './reads/command.js';
import { searchCommand } from './search/command.js';

/** `npm run bench`: every bench, one after the other; `npm run bench -- push --dossiers 2000`: one, with its own options. */
const program = new Command('bench')
  .description('measures the hub against a baseline of the same run; see docs/measured')
  .addCommand(pushCommand())
  .addCommand(readsCommand())
  .addCommand(searchCommand())
  .addCommand(intakeCommand())
  .addCommand(compareCommand());

const given = process.argv.slice(2);
const runs = given.length > 0 ? [given] : program.commands.map((command) => [command.name()]);
for (const run of runs) await program.parseAsync(run, { from: 'user' });
