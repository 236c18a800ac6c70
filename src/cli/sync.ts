import { Command } from 'commander';
import { systemPrincipal } from '../access/principal.js';
import { loadConfig } from '../config.js';
import type { Source } from '../domain/ports.js';
import { type SyncAllOptions, syncAll, trySync } from '../intake/index.js';
import { withHub } from '../processes/with-hub.js';
import { UsageProblem } from './arguments.js';
import { keepHeapSmall } from './heap.js';
import { bars } from './screen.js';
import { addressVariable, factsOf, printTurns } from './sync-report.js';

interface Options {
  json?: boolean;
  dryRun?: boolean;
}

export function syncCommand(): Command {
  return new Command('sync')
    .description('pull these sources (all without names): units, procedures and catalogue first')
    .argument('[source...]', 'names such as one-stop, notices, units, procedures')
    .option(
      '--dry-run',
      'read and check everything, say what would be stored and why what would not; write nothing',
    )
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `\nOn a terminal each source shows how far it is, its records a second and, for files, the time left.
With --dry-run no record, quarantine or run is written, no file moves, and nothing is owed to a portal.
\nExit status: 0 all were read (quarantine included), 1 a source could not be read.
\nExamples:\n  $ lienthong sync\n  $ lienthong sync one-stop --json\n  $ lienthong sync --dry-run`,
    )
    .action(async (names: string[], { json = false, dryRun = false }: Options) => {
      keepHeapSmall();
      process.exitCode = await withHub(loadConfig(), async (hub) => {
        const chosen = choose(hub.sources, names);
        const screen = bars(!json && process.stderr.isTTY);
        const shown: SyncAllOptions = {
          onSource: ({ name }) => screen.add(name, 'đọc / reading'),
          onProgress: ({ name }, { share, read }) => screen.count(name, { done: read, share }),
        };
        const turns = dryRun
          ? await trySync(hub.intake, PRINCIPAL, chosen, shown)
          : await syncAll(hub.intake, PRINCIPAL, hub.sources, chosen, shown);
        screen.stop();
        if (json) console.log(JSON.stringify({ ...(dryRun ? { dryRun } : {}), sources: turns.map(factsOf) }));
        else printTurns(turns, { dryRun, off: names.length > 0 ? [] : hub.sources.filter(isOff) });
        return turns.some(({ state }) => state === 'FAILED') ? 1 : 0;
      });
    });
}

const PRINCIPAL = systemPrincipal('sync');

function isOff({ configured }: Source): boolean {
  return !configured;
}

/** All that are configured, also those whose time by the schedule has not come: a person asks now. */
function choose(sources: readonly Source[], names: readonly string[]): Source[] {
  if (names.length === 0) return sources.filter(({ configured }) => configured);
  return names.map((name) => {
    const source = sources.find((candidate) => candidate.name === name);
    if (!source)
      throw new UsageProblem(
        `no source is called "${name}"; there are: ${sources.map((one) => one.name).join(', ')}`,
      );
    if (!source.configured) {
      throw new UsageProblem(`source ${name} is off: set ${addressVariable(name)}`);
    }
    return source;
  });
}
