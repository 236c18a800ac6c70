import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { systemPrincipal } from '../access/principal.js';
import { loadConfig } from '../config.js';
import type { Source } from '../domain/ports.js';
import { dueSources } from '../intake/due.js';
import { type Counts, type SyncTurn, syncAll } from '../intake/index.js';
import { withHub } from '../processes/with-hub.js';
import { UsageProblem } from './arguments.js';
import { bars, table } from './screen.js';

interface Options {
  json?: boolean;
}

export function syncCommand(): Command {
  return new Command('sync')
    .description('pull these sources (all without names): units, procedures and catalogue first')
    .argument('[source...]', 'names such as one-stop, notices, units, procedures')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `\nExit status: 0 all were read (quarantine included), 1 a source could not be read.
\nExamples:\n  $ lienthong sync\n  $ lienthong sync one-stop --json`,
    )
    .action(async (names: string[], { json = false }: Options) => {
      keepHeapSmall();
      process.exitCode = await withHub(loadConfig(), async (hub) => {
        const chosen =
          choose(hub.sources, names) ?? (await dueSources(hub.database, hub.sources, hub.clock.now()));
        const screen = bars(!json);
        const turns = await syncAll(hub.intake, systemPrincipal('sync'), hub.sources, chosen, {
          onSource: ({ name }) => screen.add(name, 'đọc / reading'),
          onProgress: ({ name }, { share, read }) => screen.move(name, share ?? 0, `${read}`),
        });
        screen.stop();
        if (json) console.log(JSON.stringify({ sources: turns.map(factsOf) }));
        else print(turns, hub.sources, names);
        return turns.some(({ state }) => state === 'FAILED') ? 1 : 0;
      });
    });
}

/**
 * A pull makes a page, writes it and drops it. Left alone, V8 lets 300 MB of dropped pages pile up before it looks at them, so that
 * a long pull takes far more memory than a short one; with this it does not, and is no slower (docs/measured/memory.md).
 */
function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size');
}

function choose(sources: readonly Source[], names: readonly string[]): Source[] | undefined {
  if (names.length === 0) return undefined;
  return names.map((name) => {
    const source = sources.find((candidate) => candidate.name === name);
    if (!source)
      throw new UsageProblem(
        `no source is called "${name}"; there are: ${sources.map((one) => one.name).join(', ')}`,
      );
    if (!source.configured) {
      throw new UsageProblem(
        `source ${name} is off: set SOURCE_${name.toUpperCase().replaceAll('-', '_')}_URL`,
      );
    }
    return source;
  });
}

function countsOf(turn: SyncTurn): Counts {
  return 'read' in turn ? turn : { read: 0, stored: 0, unchanged: 0, stale: 0, quarantined: 0 };
}

function factsOf(turn: SyncTurn) {
  const { read, stored, unchanged, stale, quarantined } = countsOf(turn);
  const error = 'error' in turn && turn.error !== undefined ? { error: turn.error } : {};
  return { source: turn.source, read, stored, unchanged, stale, quarantined, state: turn.state, ...error };
}

function print(turns: readonly SyncTurn[], sources: readonly Source[], names: readonly string[]): void {
  const rows = turns.map((turn) => {
    const { read, stored, unchanged, stale, quarantined } = countsOf(turn);
    return [turn.source, read, stored, unchanged, stale, quarantined, turn.state];
  });
  console.log(
    table(
      [
        'nguồn / source',
        'đọc / read',
        'lưu / stored',
        'không đổi / unchanged',
        'cũ / stale',
        'cách ly / quarantined',
        '',
      ],
      rows,
    ),
  );
  for (const turn of turns) if ('error' in turn && turn.error) console.error(`${turn.source}: ${turn.error}`);
  if (names.length > 0) return;
  for (const { name, configured } of sources)
    if (!configured)
      console.log(`${name}: tắt / off (SOURCE_${name.toUpperCase().replaceAll('-', '_')}_URL)`);
}
