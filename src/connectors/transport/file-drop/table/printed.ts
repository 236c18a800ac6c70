import type { PrintedColumn, PrintedRow, PrintedTable, PrintedTables } from '../../transport.js';
import { type Item, problem, unreadable, unreadableFile } from '../items.js';
import { MAX_PRINTED_CELLS, MAX_PRINTED_ROWS, MAX_PRINTED_TEXT, MAX_TITLE_ROWS } from '../limits.js';
import { isHead, namesIn } from './head.js';
import { readTable, type TableOptions, type TableRecord } from './records.js';
import { isBlank, type TableRow } from './row.js';

/**
 * The records of a table with the exchange form's own head, or else of one as an office prints it, where the form knows such. A printed
 * table is taken whole, for what a row is depends on the rows above it.
 */
export async function* readFormOrPrinted(
  rows: AsyncIterable<TableRow>,
  { columns, printed }: { columns: readonly string[]; printed?: PrintedTables | undefined },
  of: Omit<TableOptions, 'columns'> & { modifiedAt: number },
): AsyncGenerator<TableRecord> {
  const options = { ...of, columns };
  if (!printed) return yield* readTable(rows, options);
  const iterator = rows[Symbol.asyncIterator]();
  try {
    const ahead = await readAhead(iterator, options, printed);
    if (ahead.is === 'form') yield* readTable(again(ahead.rows, iterator), options);
    else yield* readPrinted(again(ahead.rows, iterator), ahead.rows.length - 1, options, printed);
  } finally {
    await iterator.return?.();
  }
}

/** Reads until the head of one or of the other. */
async function readAhead(
  rows: AsyncIterator<TableRow>,
  options: TableOptions,
  printed: PrintedTables,
): Promise<{ is: 'form' | 'printed'; rows: TableRow[] }> {
  const ahead: TableRow[] = [];
  while (ahead.length <= MAX_TITLE_ROWS) {
    const next = await rows.next();
    if (next.done) break;
    ahead.push(next.value);
    const texts = textsOf(next.value, options);
    if (isHead(namesIn(texts), options.columns)) break;
    if (printed.startsHead(texts.map(oneLine))) return { is: 'printed', rows: ahead };
  }
  return { is: 'form', rows: ahead };
}

async function* again(ahead: readonly TableRow[], rest: AsyncIterator<TableRow>): AsyncGenerator<TableRow> {
  yield* ahead;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* readPrinted(
  rows: AsyncIterable<TableRow>,
  headAt: number,
  options: TableOptions & { modifiedAt: number },
  printed: PrintedTables,
): AsyncGenerator<TableRecord> {
  const { file, size } = options;
  const all: PrintedRow[] = [];
  const broken: Item[] = [];
  const title: string[][] = [];
  const tooLong: TableRecord = { ok: 'none', item: unreadableFile('PRINTED_TOO_LONG', file, size) };
  let [at, text] = [0, 0];
  for await (const row of rows) {
    text += 'cells' in row ? row.cells.reduce<number>((sum, cell) => sum + String(cell ?? '').length, 0) : 0;
    if (at > MAX_PRINTED_ROWS || text > MAX_PRINTED_TEXT) return yield tooLong;
    if (!('cells' in row)) {
      broken.push(unreadable(row.broken, { file, row: row.number }, row.text, { bytes: row.length }));
    } else if (at < headAt) title.push(textsOf(row, options).map(oneLine).filter(Boolean));
    else all.push(printedRow(row, options));
    at += 1;
  }
  for (const item of broken) yield { ok: false, item };
  const [first, ...below] = all;
  if (!first) return;
  const { head, body } = headAndBody(first, below);
  if (head.length * body.length > MAX_PRINTED_CELLS) return yield tooLong;
  const table: PrintedTable = { title, head, rows: body, modifiedAt: options.modifiedAt };
  for (const { row, raw, problems } of printed.records(table)) {
    const bytes = JSON.stringify(raw).length;
    const item: Item = { raw, place: { file, row }, bytes, ...(problems.length === 0 ? {} : { problems }) };
    yield { ok: true, item, raw };
  }
}

function printedRow(row: Extract<TableRow, { cells: unknown }>, options: TableOptions): PrintedRow {
  const problems = (row.problems ?? []).map(({ index, code, detail }) => ({
    index,
    ...problem(code, '', detail),
  }));
  return { number: row.number, cells: decoded(row, options), problems };
}

const MAX_HEAD_ROWS = 4;
const NUMBER = /^[-(]?\d[\d.,]*\)?\s*%?$/;
/** A row under the head that numbers its columns: `A`, `B`, `1`, `(2)`, `3=2/1`. */
const NUMBERING = /^(?:[A-Z]|\(?\d{1,2}\)?(?:\s*=.*)?)$/;

/** A head goes on while its first two columns are merged downwards and the row holds names; a row of numbers for the columns is left out. */
function headAndBody(first: PrintedRow, below: readonly PrintedRow[]) {
  const [mark = 0, label = 1] = first.cells.flatMap((cell, index) => (isBlank(cell) ? [] : [index]));
  const head: PrintedRow[] = [first];
  let at = 0;
  for (const row of below) {
    const texts = row.cells.map(oneLine);
    if (texts.every((text) => text === '')) at += 1;
    else if (
      head.length < MAX_HEAD_ROWS &&
      texts[mark] === '' &&
      texts[label] === '' &&
      !texts.some(isNumber)
    ) {
      head.push(row);
      at += 1;
    } else break;
  }
  const filled = (below[at]?.cells ?? []).map(oneLine).filter(Boolean);
  if (filled.length > 2 && filled.every((text) => NUMBERING.test(text))) at += 1;
  const body = below.slice(at).filter(({ cells, problems }) => problems.length > 0 || !cells.every(isBlank));
  return { head: columnsOf(head.map(({ cells }) => cells.map(oneLine))), body };
}

/** The texts over each column. A name over several columns stands in the first of them: the others have it too, where a name is below it. */
function columnsOf(head: readonly string[][]): PrintedColumn[] {
  const width = Math.max(...head.map((texts) => texts.length));
  const below = (from: number, column: number) =>
    head.slice(from + 1).some((texts) => (texts[column] ?? '') !== '');
  const full = head.map((texts, at) => {
    let over = '';
    return Array.from({ length: width }, (_, column) => {
      const own = texts[column] ?? '';
      const isUnder = below(at, column);
      if (own !== '') over = isUnder ? own : '';
      return own === '' && isUnder ? over : own;
    });
  });
  return Array.from({ length: width }, (_, column) =>
    full.map((texts) => texts[column] ?? '').filter((text) => text !== ''),
  );
}

function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

function textsOf(row: TableRow, options: TableOptions): string[] {
  return 'cells' in row ? decoded(row, options).map(String) : [];
}

function decoded(row: Extract<TableRow, { cells: unknown }>, { decode }: TableOptions) {
  return Array.from(row.cells, (cell) => (typeof cell === 'string' ? (decode(cell) ?? cell) : (cell ?? '')));
}

function oneLine(cell: string | number): string {
  return String(cell).replace('\ufeff', '').replace(/\s+/g, ' ').trim().normalize('NFC');
}
