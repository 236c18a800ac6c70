import { MAX_KEPT_TEXT, MAX_RECORD } from '../limits.js';

type BrokenRow = { number: number; broken: 'BROKEN_QUOTES' | 'TOO_LONG'; text: string; length: number };
/** One row of a CSV file; `number` counts all rows from 1, blank ones and the header too. */
export type Row = { number: number; cells: string[] } | BrokenRow;

type Parsed = { cells: string[]; next: number } | 'incomplete' | 'broken';

/**
 * Splits CSV text into rows (RFC 4180; `,` or `;`, told by the first row). A row with quotes that do not match, or longer
 * than `limit` characters, costs its first line only: reading goes on behind it. Holds one row at a time.
 */
export class CsvRows {
  #buffer = '';
  #start = 0;
  #number = 0;
  #delimiter: string | undefined;
  #skipped: { text: string; length: number } | undefined;

  constructor(readonly limit: number = MAX_RECORD) {}

  *push(text: string): Generator<Row> {
    this.#buffer = this.#buffer.slice(this.#start) + text;
    this.#start = 0;
    yield* this.#rows(false);
  }

  *end(): Generator<Row> {
    yield* this.#rows(true);
    if (this.#skipped) yield this.#tooLong(this.#skipped);
  }

  *#rows(atEnd: boolean): Generator<Row> {
    for (;;) {
      if (this.#skipped && !this.#skip()) return;
      if (this.#skipped) {
        yield this.#tooLong(this.#skipped);
        this.#skipped = undefined;
      }
      if (this.#start >= this.#buffer.length) return;
      if (!this.#knowsDelimiter(atEnd)) return;
      const parsed = parseRow(this.#buffer, this.#start, this.#delimiter ?? ',', atEnd);
      if (parsed === 'incomplete') {
        if (this.#buffer.length - this.#start <= this.limit) return;
        const row = this.#dropLine('TOO_LONG', atEnd);
        if (row) yield row;
      } else if (parsed === 'broken') {
        const row = this.#dropLine('BROKEN_QUOTES', atEnd);
        if (row) yield row;
      } else {
        this.#start = parsed.next;
        this.#number += 1;
        yield { number: this.#number, cells: parsed.cells };
      }
    }
  }

  #knowsDelimiter(atEnd: boolean): boolean {
    if (this.#delimiter) return true;
    const end = this.#buffer.indexOf('\n', this.#start);
    if (end < 0 && !atEnd && this.#buffer.length <= this.limit) return false;
    const line = this.#buffer.slice(this.#start, end < 0 ? undefined : end).replace(/"[^"]*"/g, '');
    if (line.trim() === '' && end >= 0) {
      this.#start = end + 1;
      this.#number += 1;
      return this.#knowsDelimiter(atEnd);
    }
    this.#delimiter = line.split(';').length > line.split(',').length ? ';' : ',';
    return true;
  }

  /** Gives up the first line of what cannot be read; without a line end yet, what comes until one. */
  #dropLine(broken: 'BROKEN_QUOTES' | 'TOO_LONG', atEnd: boolean): Row | undefined {
    const end = this.#buffer.indexOf('\n', this.#start);
    if (end < 0 && !atEnd) {
      this.#skipped = { text: '', length: 0 };
      return undefined;
    }
    const text = this.#buffer.slice(this.#start, end < 0 ? undefined : end);
    this.#start = end < 0 ? this.#buffer.length : end + 1;
    this.#number += 1;
    return { number: this.#number, broken, text, length: text.length };
  }

  /** Goes on to the next line end; false: it has not come yet. */
  #skip(): boolean {
    const skipped = this.#skipped;
    if (!skipped) return true;
    const end = this.#buffer.indexOf('\n', this.#start);
    const text = this.#buffer.slice(this.#start, end < 0 ? undefined : end);
    skipped.length += text.length;
    // A copy of its own, so that the long text it was cut from is let go.
    skipped.text += Buffer.from(text.slice(0, MAX_KEPT_TEXT - skipped.text.length)).toString();
    this.#start = end < 0 ? this.#buffer.length : end + 1;
    return end >= 0;
  }

  #tooLong({ text, length }: { text: string; length: number }): Row {
    this.#number += 1;
    return { number: this.#number, broken: 'TOO_LONG', text, length };
  }
}

function parseRow(text: string, start: number, delimiter: string, atEnd: boolean): Parsed {
  const cells: string[] = [];
  let index = start;
  for (;;) {
    let cell: string;
    if (text[index] === '"') {
      const quoted = parseQuoted(text, index, atEnd);
      if (typeof quoted === 'string') return quoted;
      cell = quoted.cell;
      index = quoted.next;
    } else {
      const end = endOfPlain(text, index, delimiter);
      if (end === text.length && !atEnd) return 'incomplete';
      cell = text.slice(index, end);
      if (cell.endsWith('\r') && text[end] !== delimiter) cell = cell.slice(0, -1);
      index = end;
    }
    cells.push(cell);
    if (index >= text.length) return { cells, next: index };
    if (text[index] === '\n') return { cells, next: index + 1 };
    if (text[index] !== delimiter) return 'broken';
    index += 1;
    if (index >= text.length) {
      if (!atEnd) return 'incomplete';
      cells.push('');
      return { cells, next: index };
    }
  }
}

function endOfPlain(text: string, from: number, delimiter: string): number {
  const stop = delimiter.charCodeAt(0);
  let index = from;
  while (index < text.length) {
    const letter = text.charCodeAt(index);
    if (letter === stop || letter === 0x0a) break;
    index += 1;
  }
  return index;
}

function parseQuoted(
  text: string,
  open: number,
  atEnd: boolean,
): { cell: string; next: number } | 'incomplete' | 'broken' {
  let from = open + 1;
  let cell = '';
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return atEnd ? 'broken' : 'incomplete';
    if (text[quote + 1] === '"') {
      cell += text.slice(from, quote + 1);
      from = quote + 2;
      continue;
    }
    if (quote + 1 >= text.length && !atEnd) return 'incomplete';
    cell += text.slice(from, quote);
    let next = quote + 1;
    if (text[next] === '\r') {
      if (next + 1 >= text.length && !atEnd) return 'incomplete';
      if (text[next + 1] === '\n' || next + 1 >= text.length) next += 1;
    }
    return { cell, next };
  }
}
