import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { KIND_SAMPLES } from '../support/kinds/index.js';

export interface Drop {
  kind: PlainKind;
  source: string;
  /** The variable of its source, and what to put there. */
  variable: string;
  address: string;
  file: string;
  records: number;
}

const LINES_AT_ONCE = 1_000;

/** A drop for every system that is shown and not carried, `each` good records in one file, over these units. */
export function writeDrops(folder: string, each: number, units: readonly string[]): Drop[] {
  return (Object.keys(KIND_SAMPLES) as PlainKind[]).map((kind) => {
    const { source, raw } = KIND_SAMPLES[kind];
    const home = join(folder, source.name);
    rmSync(home, { recursive: true, force: true });
    mkdirSync(join(home, 'inbox'), { recursive: true });
    const file = join(home, 'inbox', 'records.jsonl');
    const opened = openSync(file, 'w');
    let lines: string[] = [];
    for (let number = 1; number <= each; number += 1) {
      lines.push(`${JSON.stringify(raw(number, units[number % units.length] ?? ''))}\n`);
      if (lines.length === LINES_AT_ONCE || number === each) {
        writeSync(opened, lines.join(''));
        lines = [];
      }
    }
    closeSync(opened);
    // Said to be whole: it is not waited for to stand still. The database's server reads it too, as whoever that is.
    writeFileSync(`${file}.ready`, '');
    chmodSync(file, 0o644);
    return {
      ...{ kind, source: source.name, variable: source.address, file, records: each },
      address: pathToFileURL(home).href,
    };
  });
}
