import type { Json } from '../../../domain/canonical.js';
import type { PrintedTables, Sheets } from '../transport.js';
import { contentOf, type OnBytes, UnreadableContent } from './content.js';
import type { Folder, Identity } from './folder/port.js';
import { unreadableFile } from './items.js';
import { kindOf } from './kinds.js';
import { MAX_TITLE_ROWS } from './limits.js';
import type { FileDropOptions } from './options.js';
import { csvRows } from './table/csv.js';
import { withFontColumns } from './table/font-columns.js';
import { readFormOrPrinted } from './table/printed.js';
import type { TableRecord } from './table/records.js';
import { bytesDecoder, isByteWise, textDecoder } from './text/encoding.js';
import { inspect } from './text/inspect.js';
import { sheetsOf } from './xlsx/rows.js';

interface Reading {
  folder: Folder;
  options: FileDropOptions;
  signal: AbortSignal;
}

/** What a table may be: of the form's own columns, or as an office prints it. */
export interface TableForms {
  columns: readonly string[];
  printed?: PrintedTables | undefined;
  sheets?: Sheets | undefined;
}

/** The records of a CSV or XLSX file, main or side; what ends it early is its last record. */
export async function* readTableFile(
  reading: Reading,
  file: Identity,
  forms: TableForms,
  onBytes?: OnBytes,
): AsyncGenerator<TableRecord> {
  try {
    if (kindOf(file.name)?.form === 'xlsx') yield* readSheet(reading, file, forms, onBytes);
    else yield* readCsv(reading, file, forms, onBytes);
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    yield { ok: 'none', item: unreadableFile(error.code, file.name, file.size, error.detail) };
  }
}

async function* readCsv(
  reading: Reading,
  file: Identity,
  forms: TableForms,
  onBytes?: OnBytes,
): AsyncGenerator<TableRecord> {
  const definition = reading.options.encoding;
  const inspection = await inspect(contentOf(reading, file), definition?.file);
  if (!inspection.readable) throw new UnreadableContent('NOT_WHAT_IT_SAYS', inspection.what);
  const { encoding } = inspection;
  const fonts = definition?.columns ?? new Map();
  const byteWise = isByteWise(encoding);
  const rows = csvRows(contentOf(reading, file, onBytes), byteWise ? 'bytes' : encoding);
  const records = readFormOrPrinted(rows, forms, {
    file: file.name,
    size: file.size,
    modifiedAt: file.mtimeMs,
    titleRows: 0,
    sheet: false,
    decode: byteWise ? bytesDecoder(encoding, fonts) : textDecoder(fonts),
  });
  // Of bytes in another encoding than UTF-8 the whole file was told.
  yield* byteWise && !/^utf-?8$/i.test(encoding) ? records : withFontColumns(records, fonts);
}

async function* readSheet(
  reading: Reading,
  file: Identity,
  forms: TableForms,
  onBytes?: OnBytes,
): AsyncGenerator<TableRecord> {
  const fonts = reading.options.encoding?.columns ?? new Map();
  const { sheets } = forms;
  const own = (name: string) => sheets?.takes(name) ?? false;
  for await (const { name, rows } of sheetsOf(reading, file, own, onBytes)) {
    const records = readFormOrPrinted(rows, forms, {
      file: own(name) ? `${file.name} [${name}]` : file.name,
      size: file.size,
      modifiedAt: file.mtimeMs,
      titleRows: MAX_TITLE_ROWS,
      sheet: true,
      decode: textDecoder(fonts),
    });
    const read = withFontColumns(records, fonts);
    yield* sheets?.takes(name) ? ofSheet(read, sheets.says(name, file.mtimeMs)) : read;
  }
}

/** Records of a sheet with what it says of each; a sheet that nothing was entered in has none. */
async function* ofSheet(
  records: AsyncIterable<TableRecord>,
  said: { [column: string]: Json },
): AsyncGenerator<TableRecord> {
  for await (const record of records) {
    if (record.ok === 'none' && record.item.unreadable?.code === 'EMPTY_FILE') continue;
    if (record.ok !== true) yield record;
    else {
      const raw = { ...said, ...record.raw };
      yield { ...record, raw, item: { ...record.item, raw } };
    }
  }
}
