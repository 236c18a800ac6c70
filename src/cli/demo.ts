import { Command } from 'commander';
import { runDemo } from '../demo/run.js';
import { wholeNumber } from './arguments.js';
import { bars, table } from './screen.js';

export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'a made-up district, both portals simulated, a portal that goes down half-way, and the proof',
    )
    .option('--exit', 'end after the summary; status 0 only if everything adds up')
    .option('--dossiers <n>', 'how many dossiers', wholeNumber, 1000)
    .option('--seed <n>', 'which district, and which calls a fault meets', wholeNumber, 1)
    .addHelpText(
      'after',
      '\nNeeds nothing; uses DATABASE_URL (database lienthong_demo is made anew there) and REDIS_URL when they are set.',
    )
    .action(async ({ exit = false, dossiers, seed }: { exit?: boolean; dossiers: number; seed: number }) => {
      process.exitCode = await runDemo({
        exit,
        dossiers,
        seed,
        bars: () => bars(true),
        table,
        say: (line) => console.log(line),
      });
    });
}
