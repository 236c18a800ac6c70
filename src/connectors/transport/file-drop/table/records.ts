import type { Json } from '../../../../domain/canonical.js';
import type { Problem, RawRecord } from '../../../../domain/ports.js';
import { type Item, problem, type UnreadableCode, unreadable, unreadableFile } from '../items.js';
import { type Head, hasDuplicate, headAgain, isHead, namesIn, withSecondRow } from './head.js';
import { type Cell, isBlank, type TableRow } from './row.js';

/** A row as the object of its head's columns, or why it is none; `raw` of a refused row, where it has any. */
export type TableRecord =
  | { ok: true; item: Item; raw: { [column: string]: Json } }
  | { ok: false; item: Item; raw?: { [column: string]: Json } }
  /** The head cannot be used: nothing more comes. */
  | { ok: 'none'; item: Item };

export interface TableOptions {
  file: string;
  size: number;
  /** Columns of the exchange form; a head without any of them is not one. */
  columns: readonly string[];
  /** Rows above the head that may hold a title. */
  titleRows: number;
  /** Sheets: a head may have two rows, and a row ends with its last filled cell. */
  sheet: boolean;
  /** Text as the file's encoding has it, of the named column; undefined when it is not in that encoding. */
  decode(text: string, column?: string): string | undefined;
}

/** The records of a table with a head. Blank rows are skipped but counted. */
export async function* readTable(
  rows: AsyncIterable<TableRow>,
  options: TableOptions,
): AsyncGenerator<TableRecord> {
  const reader = new TableReader(options);
  for await (const row of rows) {
    const record = reader.next(row);
    if (record) yield record;
    if (record?.ok === 'none') return;
  }
  const fault = reader.end();
  if (fault) yield fault;
}

class TableReader {
  #head: Head | undefined;
  /** A second row of the head may still come. */
  #headOpen = false;
  #otherHead = false;
  #rowsAbove = 0;

  constructor(readonly options: TableOptions) {}

  next(row: TableRow): TableRecord | undefined {
    if ('cells' in row && row.cells.every(isBlank)) return undefined;
    if (!this.#head) return this.#lookForHead(row);
    if (this.#headOpen) {
      this.#headOpen = false;
      const { columns } = this.options;
      const both = 'cells' in row ? withSecondRow(this.#head, this.#namesOf(row.cells), columns) : undefined;
      if (both) this.#head = both;
      if (hasDuplicate(this.#head)) return this.#none('DUPLICATE_COLUMN');
      if (both) return undefined;
    }
    return this.#read(row, this.#head);
  }

  end(): TableRecord | undefined {
    if (!this.#head) return this.#none(this.#rowsAbove > 0 ? 'NO_KNOWN_COLUMN' : 'EMPTY_FILE');
    return this.#headOpen && hasDuplicate(this.#head) ? this.#none('DUPLICATE_COLUMN') : undefined;
  }

  #lookForHead(row: TableRow): TableRecord | undefined {
    const names = 'cells' in row ? this.#namesOf(row.cells) : [];
    if (isHead(names, this.options.columns)) {
      this.#head = names;
      this.#headOpen = this.options.sheet;
      return !this.#headOpen && hasDuplicate(names) ? this.#none('DUPLICATE_COLUMN') : undefined;
    }
    this.#rowsAbove += 1;
    return this.#rowsAbove > this.options.titleRows ? this.#none('NO_KNOWN_COLUMN') : undefined;
  }

  #namesOf(cells: readonly Cell[]): Head {
    return namesIn(
      cells.map((cell) => (typeof cell === 'string' ? (this.options.decode(cell) ?? cell) : cell)),
    );
  }

  #none(code: UnreadableCode): TableRecord {
    return { ok: 'none', item: unreadableFile(code, this.options.file, this.options.size) };
  }

  #read(row: TableRow, head: Head): TableRecord {
    const place: RawRecord['place'] = { file: this.options.file, row: row.number };
    const refuse = (code: UnreadableCode, text: string, bytes = text.length, field = ''): Item => {
      const item = unreadable(code, place, this.options.decode(text) ?? text, { bytes });
      return { ...item, unreadable: problem(code, field) };
    };
    if (!('cells' in row)) return { ok: false, item: refuse(row.broken, row.text, row.length) };
    const text = row.cells.join(',');
    const { columns } = this.options;
    const mayBeHead = columns.some((column) => text.includes(column));
    const again = mayBeHead ? headAgain(this.#namesOf(row.cells), head, columns) : undefined;
    if (again) {
      this.#otherHead = again === 'other';
      return { ok: false, item: refuse('HEAD_AGAIN', text) };
    }
    if (this.#otherHead) return { ok: false, item: refuse('OTHER_HEAD', text) };
    if (text.includes('\0')) return { ok: false, item: refuse('NUL', text) };
    const raw: { [column: string]: Json } = {};
    for (const [index, name] of head.entries()) {
      const cell = row.cells[index];
      if (name === undefined || cell === undefined) continue;
      const value = typeof cell === 'string' ? this.options.decode(cell, name) : cell;
      if (value === undefined || String(value).includes('\ufffd'))
        return { ok: false, item: refuse('WRONG_ENCODING', text, text.length, name) };
      if (typeof value === 'string' && value.includes('\ufeff'))
        return { ok: false, item: refuse('BOM_INSIDE', text, text.length, name) };
      raw[name] = value;
    }
    if (this.#wrongWidth(row.cells, head)) return { ok: false, item: refuse('COLUMN_COUNT', text), raw };
    const problems = problemsOf(row, head);
    const item: Item = { raw, place, bytes: text.length, ...(problems.length === 0 ? {} : { problems }) };
    return { ok: true, item, raw };
  }

  #wrongWidth(cells: readonly Cell[], head: Head): boolean {
    const extra = cells.slice(head.length).some((cell) => !isBlank(cell));
    return extra || (!this.options.sheet && cells.length < head.length);
  }
}

function problemsOf(row: Extract<TableRow, { cells: unknown }>, head: Head): Problem[] {
  return (row.problems ?? [])
    .filter(({ index }) => head[index] !== undefined)
    .map(({ index, code, detail }) => problem(code, head[index], detail));
}
