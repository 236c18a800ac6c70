import { prefixOf } from '../connectors/transport/parameters/parameter.js';
import type { Source } from '../domain/ports.js';
import type { Counts, SyncTurn, TrialTurn } from '../intake/index.js';
import { table } from './screen.js';

type Turn = SyncTurn | TrialTurn;

/** `SOURCE_ONE_STOP_URL` */
export function addressVariable(source: string): string {
  return `${prefixOf(source)}URL`;
}

/** A turn as `--json` prints it. */
export function factsOf(turn: Turn) {
  const { read, stored, unchanged, stale, quarantined } = countsOf(turn);
  const error = 'error' in turn && turn.error !== undefined ? { error: turn.error } : {};
  const reasons = 'reasons' in turn ? { reasons: turn.reasons } : {};
  const { source, state } = turn;
  return { source, read, stored, unchanged, stale, quarantined, state, ...error, ...reasons };
}

/** Prints the turns as tables; `off`: the sources that are not configured. */
export function printTurns(
  turns: readonly Turn[],
  { dryRun, off }: { dryRun: boolean; off: readonly Source[] },
): void {
  const counts = [
    'nguồn / source',
    'đọc / read',
    'lưu / stored',
    'không đổi / unchanged',
    'cũ / stale',
    'cách ly / quarantined',
    '',
  ];
  const rows = turns.map((turn) => {
    const { read, stored, unchanged, stale, quarantined } = countsOf(turn);
    return [turn.source, read, stored, unchanged, stale, quarantined, turn.state];
  });
  console.log(table(counts, rows));
  printReasons(turns);
  for (const turn of turns) if ('error' in turn && turn.error) console.error(`${turn.source}: ${turn.error}`);
  for (const { name } of off) console.log(`${name}: tắt / off (${addressVariable(name)})`);
  if (dryRun) console.log('Chạy thử, không ghi gì / dry run, nothing was written');
}

/** No table: messages are sentences, and a table of them is wider than any screen. */
function printReasons(turns: readonly Turn[]): void {
  for (const turn of turns) {
    if (!('reasons' in turn)) continue;
    for (const { code, field, records, message, first } of turn.reasons) {
      console.log(`${turn.source}: ${records} × ${`${code} ${field}`.trim()}`);
      console.log(`  ${message}`);
      console.log(`  đầu tiên / first: ${placeOf(first)}`);
    }
  }
}

function placeOf({ file, line, row, page, record }: TrialTurn['reasons'][number]['first']): string {
  const at = line ?? row ?? page;
  const where = [file, at].filter((part) => part !== undefined).join(':');
  return [where, record].filter((part) => part !== undefined && part !== '').join(' ');
}

function countsOf(turn: Turn): Counts {
  return 'read' in turn ? turn : { read: 0, stored: 0, unchanged: 0, stale: 0, quarantined: 0 };
}
