import { Command } from 'commander';
import { systemPrincipal } from '../access/principal.js';
import { loadConfig } from '../config.js';
import type { GoneUnjudged, Source } from '../domain/ports.js';
import {
  type Comparable,
  type ComparisonTurn,
  compareAll,
  isComparable,
  nothingFound,
} from '../intake/compare/index.js';
import { withHub } from '../processes/with-hub.js';
import { UsageProblem } from './arguments.js';
import { keepHeapSmall } from './heap.js';
import { bars, table } from './screen.js';

/** So long a source that is being synchronised is waited for. */
const PATIENCE_MS = 60_000;

const WHY_UNJUDGED: Readonly<Record<GoneUnjudged, string>> = {
  NOTHING_TAKEN: 'chưa có tệp nào được nhận (no file was taken yet)',
  ONLY_CHANGES:
    'tệp chỉ chứa bản ghi đã thay đổi, RSS chỉ có tin mới (files hold what changed, unless FILES_HOLD=all; feeds what is new)',
  LIST_MOVED: 'danh sách không đứng yên khi đọc (the list did not stand still)',
  ROWS_UNREACHED:
    'quá nhiều dòng thiếu mã hoặc NgayCapNhat, hoặc thư mục chỉ sang máy chủ không được đọc (too many rows without a key or a time of change, or a directory refers to servers that are not read)',
  KEYLESS_ROWS: 'có dòng không đọc được mã (rows came whose key cannot be read)',
};

export function compareCommand(): Command {
  return new Command('compare')
    .description('compare what these sources (all without names) hold with the store; only reports')
    .argument('[source...]', 'names such as one-stop, notices, units, procedures')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `\nFinds records that changed without a new NgayCapNhat, went away quietly, or were missed. Nothing is stored, deleted or sent; what
was found stays in GraphQL (differences) until it is right again. The schedule does the same at COMPARE_AT.
\nExit status: 0 all agree, 1 a source could not be read, 2 something differs and needs a person; 1 wins.
\nExamples:\n  $ lienthong compare\n  $ lienthong compare one-stop --json`,
    )
    .action(async (names: string[], { json = false }: { json?: boolean }) => {
      keepHeapSmall();
      process.exitCode = await withHub(loadConfig(), async (hub) => {
        const screen = bars(!json && process.stderr.isTTY);
        const turns = await compareAll(hub.intake, systemPrincipal('compare'), choose(hub.sources, names), {
          patience: PATIENCE_MS,
          onSource: ({ name }) => screen.add(name, 'đối soát / comparing'),
          onProgress: ({ name }, { share, read }) => screen.count(name, { done: read, share }),
        });
        screen.stop();
        if (json) console.log(JSON.stringify({ sources: turns.map(factsOf) }));
        else print(turns);
        return statusOf(turns);
      });
    });
}

function choose(sources: readonly Source[], names: readonly string[]): Comparable[] {
  const comparable = sources.filter(isComparable);
  if (names.length === 0) return comparable;
  return names.map((name) => {
    const source = comparable.find((candidate) => candidate.name === name);
    if (source) return source;
    const there = comparable.map((one) => one.name).join(', ') || 'none';
    throw new UsageProblem(
      `no source called "${name}" is configured and can be compared; there are: ${there}`,
    );
  });
}

function factsOf(turn: ComparisonTurn) {
  const { read, changed, gone, missed, closed, goneUnjudged } = { ...nothingFound(), ...turn };
  const error = 'error' in turn && turn.error !== undefined ? { error: turn.error } : {};
  const unjudged = goneUnjudged === undefined ? {} : { goneUnjudged };
  return {
    source: turn.source,
    state: turn.state,
    read,
    changed,
    gone,
    missed,
    closed,
    ...unjudged,
    ...error,
  };
}

function statusOf(turns: readonly ComparisonTurn[]): 0 | 1 | 2 {
  if (turns.some(({ state }) => state !== 'DONE')) return 1;
  const facts = turns.map(factsOf);
  return facts.some(({ changed, gone, missed }) => changed + gone + missed > 0) ? 2 : 0;
}

function print(turns: readonly ComparisonTurn[]): void {
  const head = [
    'nguồn / source',
    'đọc / read',
    'đổi lặng lẽ / changed',
    'mất lặng lẽ / gone',
    'bỏ sót / missed',
    'đã khớp lại / closed',
    '',
  ];
  const facts = turns.map(factsOf);
  const rows = facts.map(({ source, read, changed, gone, missed, closed, goneUnjudged, state }) => [
    source,
    read,
    changed,
    goneUnjudged === undefined ? gone : '–',
    missed,
    closed,
    state,
  ]);
  console.log(table(head, rows));
  for (const { source, goneUnjudged } of facts)
    if (goneUnjudged)
      console.log(`${source}: không xét bản ghi mất / gone not judged: ${WHY_UNJUDGED[goneUnjudged]}`);
  for (const turn of turns) if ('error' in turn && turn.error) console.error(`${turn.source}: ${turn.error}`);
}
