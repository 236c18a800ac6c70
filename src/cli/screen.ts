import cliProgress from 'cli-progress';
import Table from 'cli-table3';
import { Pace, type Progress } from './pace.js';

/** A plain table; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const out = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, column) => (typeof rows[0]?.[column] === 'number' ? 'right' : 'left')),
  });
  for (const row of rows) out.push(row.map(String));
  return out.toString();
}

/** Progress bars by name; on what is no terminal, a line now and then. */
export interface Bars {
  add(name: string, note?: string): void;
  /** `share` is 0–1. */
  move(name: string, share: number, note?: string): void;
  /** What is read or written one after the other: how many, how many a second, and the time left where the whole is known. */
  count(name: string, progress: Progress): void;
  /** A line above the bars. */
  say(line: string): void;
  stop(): void;
}

const SILENT: Bars = {
  add: () => undefined,
  move: () => undefined,
  count: () => undefined,
  say: () => undefined,
  stop: () => undefined,
};

export function bars(shown: boolean): Bars {
  if (!shown) return SILENT;
  return process.stderr.isTTY ? terminalBars() : lineBars();
}

/** What a bar's line says. */
interface Line {
  name: string;
  note: string;
  /** The whole is known: a share of it can be drawn. */
  whole: boolean;
}

function lineOf(options: cliProgress.Options, { progress }: cliProgress.Params, line: Line): string {
  const drawn = `${cliProgress.Format.BarFormat(progress, options)} ${Math.floor(progress * 100)}% │ `;
  return `${line.name} ${line.whole ? drawn : ''}${line.note}`;
}

/** Columns of a name, a share and a note with its time left. */
const BESIDE_BAR = 66;

function terminalBars(): Bars {
  const all = new cliProgress.MultiBar(
    {
      format: lineOf,
      hideCursor: true,
      clearOnComplete: false,
      // What is written behind a bar is not cut off on a narrow screen.
      barsize: Math.min(40, Math.max(10, (process.stderr.columns ?? 80) - BESIDE_BAR)),
      stream: process.stderr,
    },
    cliProgress.Presets.shades_classic,
  );
  const made = new Map<string, cliProgress.SingleBar>();
  const paces = new Map<string, Pace>();
  return {
    add: (name, note = '') =>
      void made.set(name, all.create(1, 0, { name: name.padEnd(20), note, whole: true } satisfies Line)),
    move: (name, share, note) => made.get(name)?.update(share, note === undefined ? {} : { note }),
    count: (name, progress) => {
      const pace = paces.get(name) ?? new Pace();
      paces.set(name, pace);
      const note = pace.look(performance.now(), progress);
      made.get(name)?.update(progress.share ?? 0, { note, whole: progress.share !== undefined });
    },
    say: (line) => all.log(`${line}\n`),
    stop: () => all.stop(),
  };
}

const LINE_EVERY_MS = 2_000;

function lineBars(): Bars {
  const said = new Map<string, number>();
  const move: Bars['move'] = (name, share, note = '') => {
    const now = performance.now();
    if (share < 1 && now - (said.get(name) ?? Number.NEGATIVE_INFINITY) < LINE_EVERY_MS) return;
    said.set(name, now);
    console.error(`${name.padEnd(20)} ${Math.floor(share * 100)} % ${note}`);
  };
  return {
    add: () => undefined,
    move,
    count: (name, { done, share }) => move(name, share ?? 0, `${done}`),
    say: (line) => console.error(line),
    stop: () => undefined,
  };
}
