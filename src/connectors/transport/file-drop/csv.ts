import iconv from 'iconv-lite';
import type { Json } from '../../../domain/canonical.js';
import type { RawRecord } from '../../../domain/ports.js';
import { CsvRows, type Row } from './csv-rows.js';
import { type Item, type UnreadableCode, unreadable, unreadableFile } from './items.js';

/** A row as the object of its header's columns, or why it is none; `cells` of a refused row, where it has any. */
export type CsvRecord =
  | { ok: true; raw: { [column: string]: Json }; row: number; bytes: number }
  | { ok: false; item: Item; row: number; raw?: { [column: string]: Json } }
  /** The header cannot be used: nothing more comes. */
  | { ok: 'none'; item: Item };

export interface CsvOptions {
  file: string;
  /** As iconv-lite names it. */
  encoding: string;
  /** Columns of the exchange form; a header without any of them is not one. */
  columns: readonly string[];
  size: number;
}

/** The rows of a CSV file with a header. Blank rows are skipped but counted; the header is row 1. */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  options: CsvOptions,
): AsyncGenerator<CsvRecord> {
  let header: string[] | undefined;
  for await (const row of rowsOf(chunks, options.encoding)) {
    if ('cells' in row && row.cells.every((cell) => cell.trim() === '')) continue;
    if (header) {
      yield readRow(row, header, options.file);
      continue;
    }
    const fault = headerFault(row, options.columns);
    if (fault) {
      yield { ok: 'none', item: unreadableFile(fault, options.file, options.size) };
      return;
    }
    header = 'cells' in row ? row.cells.map((cell) => cell.trim().normalize('NFC')) : [];
  }
  if (!header) yield { ok: 'none', item: unreadableFile('EMPTY_FILE', options.file, options.size) };
}

async function* rowsOf(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Row> {
  const decoder = iconv.getDecoder(encoding);
  const rows = new CsvRows();
  for await (const chunk of chunks) yield* rows.push(decoder.write(chunk));
  const rest = decoder.end();
  if (rest) yield* rows.push(rest);
  yield* rows.end();
}

function headerFault(row: Row, columns: readonly string[]): UnreadableCode | undefined {
  if (!('cells' in row)) return 'NO_KNOWN_COLUMN';
  const names = row.cells.map((cell) => cell.trim()).filter((name) => name !== '');
  if (!names.some((name) => columns.includes(name))) return 'NO_KNOWN_COLUMN';
  return new Set(names).size === names.length ? undefined : 'DUPLICATE_COLUMN';
}

function readRow(row: Row, header: readonly string[], file: string): CsvRecord {
  const place: RawRecord['place'] = { file, row: row.number };
  const refuse = (code: UnreadableCode, text: string, bytes = text.length): CsvRecord => ({
    ok: false,
    item: unreadable(code, place, text, { bytes }),
    row: row.number,
  });
  if (!('cells' in row)) return refuse(row.broken, row.text, row.length);
  const text = row.cells.join(',');
  const raw = Object.fromEntries(
    header.flatMap((name, index) => (name === '' ? [] : [[name, row.cells[index] ?? '']])),
  );
  const extra = row.cells.slice(header.length).some((cell) => cell.trim() !== '');
  if (extra || row.cells.length < header.length) return { ...refuse('COLUMN_COUNT', text), raw } as CsvRecord;
  if (text.includes('\0')) return refuse('NUL', text);
  if (text.includes('\ufffd')) return refuse('WRONG_ENCODING', text);
  return { ok: true, raw, row: row.number, bytes: text.length };
}
