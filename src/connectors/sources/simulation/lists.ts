import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';

/** A row of one of the district's lists, as the exchange form has it. */
export type Row = Record<string, unknown>;

interface Standing {
  key: string;
  row: Row;
  /** ms */
  at: number;
}

/** The key of each list's form. */
const KEYS: Readonly<Record<string, string>> = {
  units: 'Ma',
  procedures: 'MaTTHC',
  'one-stop': 'MaHoSo',
  notices: 'MaTin',
};
const CHANGED = 'NgayCapNhat';

/** The lists of a district's systems: every key once, as it stands now, ordered by its time of change and then by key. */
export class DistrictLists {
  readonly #lists = new Map<string, Map<string, Standing>>();

  /** Reads the file drops that `lienthong sample` writes: of each key the newest record. Lines that are no record are left out. */
  static fromDrops(folder: string): DistrictLists {
    const lists = new DistrictLists();
    for (const list of Object.keys(KEYS)) {
      const inbox = join(folder, list, 'inbox');
      if (!existsSync(inbox)) continue;
      for (const name of readdirSync(inbox).sort()) {
        const text = readFileSync(join(inbox, name), 'utf8').replace(/^\uFEFF/, '');
        if (name.endsWith('.jsonl')) lists.put(list, ...linesOf(text));
        else if (name.endsWith('.csv') && name.split('.').length === 2) lists.put(list, ...cellsOf(text));
      }
    }
    return lists;
  }

  get names(): string[] {
    return [...this.#lists.keys()];
  }

  /** Adds rows, or puts them in the place of older ones with their keys. */
  put(list: string, ...rows: Row[]): void {
    const byKey = this.#lists.get(list) ?? new Map<string, Standing>();
    this.#lists.set(list, byKey);
    for (const row of rows) {
      const key = String(row[KEYS[list] ?? ''] ?? `?${byKey.size}`);
      const at = changedAt(row);
      const before = byKey.get(key);
      if (!before || before.at <= at) byKey.set(key, { key, row, at });
    }
  }

  /** These rows and no others from now on: what else there was goes without a word. */
  replace(list: string, ...rows: Row[]): void {
    this.#lists.delete(list);
    this.put(list, ...rows);
  }

  /** Undefined: there is no such list. `since` in ms, inclusive. */
  changedSince(list: string, since: number): Row[] | undefined {
    const byKey = this.#lists.get(list);
    if (!byKey) return undefined;
    return [...byKey.values()]
      .filter(({ at }) => at >= since)
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
      .map(({ row }) => row);
  }
}

const FORMATS = ['yyyy-MM-dd HH:mm:ss', 'dd/MM/yyyy HH:mm:ss', 'dd/MM/yyyy HH:mm', 'yyyyMMddHHmmss'];
const ZONE = { zone: 'Asia/Ho_Chi_Minh' };

function changedAt(row: Row): number {
  return instantIn(String(row[CHANGED] ?? ''));
}

/** A written time in ms; 0 for what cannot be read. */
export function instantIn(text: string): number {
  const iso = DateTime.fromISO(text, ZONE);
  if (iso.isValid) return iso.toMillis();
  for (const form of FORMATS) {
    const read = DateTime.fromFormat(text, form, ZONE);
    if (read.isValid) return read.toMillis();
  }
  return 0;
}

function linesOf(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Row];
    } catch {
      return [];
    }
  });
}

function cellsOf(text: string): Row[] {
  const header = text.slice(0, text.indexOf('\n'));
  const delimiter = header.split(';').length > header.split(',').length ? ';' : ',';
  return parse(text, { columns: true, delimiter, relax_column_count: true });
}
