import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SystemSample } from './samples.js';

export interface Drop {
  kind: string;
  source: string;
  /** The variable of its source, and what to put there. */
  variable: string;
  address: string;
  file: string;
  records: number;
}

const LINES_AT_ONCE = 1_000;

/** A file drop of this system in a folder of its own: so many good records in one file, over these units. */
export function writeDrop(
  folder: string,
  records: number,
  units: readonly string[],
  { source, raw }: SystemSample,
): Drop {
  const home = join(folder, source.name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'inbox'), { recursive: true });
  const file = join(home, 'inbox', 'records.jsonl');
  const opened = openSync(file, 'w');
  let lines: string[] = [];
  for (let number = 1; number <= records; number += 1) {
    lines.push(`${JSON.stringify(raw(number, units[number % units.length] ?? ''))}\n`);
    if (lines.length === LINES_AT_ONCE || number === records) {
      writeSync(opened, lines.join(''));
      lines = [];
    }
  }
  closeSync(opened);
  // Said to be whole: it is not waited for to stand still. The database's server reads it too, as whoever that is.
  writeFileSync(`${file}.ready`, '');
  chmodSync(file, 0o644);
  return {
    ...{ kind: source.kind, source: source.name, variable: source.address, file, records },
    address: pathToFileURL(home).href,
  };
}
