import { createReadStream } from 'node:fs';
import { type CsvRecord, readCsv } from './csv.js';
import type { InboxFile } from './inbox.js';
import { foreignKind, inspect } from './inspect.js';
import { type Item, unreadableFile } from './items.js';
import { readJsonLines } from './json-lines.js';
import type { FileDropOptions } from './options.js';
import { SideFiles } from './side-files.js';

/** All records of one file, in order; the same at every reading, so that a count is a position. `onBytes`: how far it read. */
export async function* readFile(
  file: InboxFile,
  options: FileDropOptions,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Item> {
  const name = file.name.toLowerCase();
  if (file.size === 0) yield unreadableFile('EMPTY_FILE', file.name, 0);
  else if (name.endsWith('.jsonl')) yield* readJsonl(file, signal, onBytes);
  else if (name.endsWith('.csv')) yield* readCsvFile(file, options, signal, onBytes);
  else if (/\.(xlsx|xls|gz)$/.test(name)) yield unreadableFile('NOT_READABLE_YET', file.name, file.size);
  else yield unreadableFile('UNKNOWN_ENDING', file.name, file.size);
}

async function* readJsonl(
  file: InboxFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Item> {
  const what = await beginOf(file, signal);
  if (what) yield unreadableFile('NOT_WHAT_IT_SAYS', file.name, file.size, what);
  else yield* readJsonLines(chunksOf(file.path, signal, onBytes), file.name);
}

async function* readCsvFile(
  file: InboxFile,
  options: FileDropOptions,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Item> {
  const inspection = await inspect(file.path, options.encoding, signal);
  if (!inspection.readable) {
    yield unreadableFile('NOT_WHAT_IT_SAYS', file.name, file.size, inspection.what);
    return;
  }
  const sides = await SideFiles.load(file.sides, options, signal);
  if (!(sides instanceof SideFiles)) {
    yield sides;
    return;
  }
  const { encoding } = inspection;
  const { columns } = options;
  const chunks = chunksOf(file.path, signal, onBytes);
  for await (const record of readCsv(chunks, { file: file.name, encoding, columns, size: file.size })) {
    yield sides.join(itemOf(record, file.name));
  }
  yield* sides.leftOver();
}

function itemOf(record: CsvRecord, file: string): Item {
  if (record.ok !== true) return record.item;
  return { raw: record.raw, place: { file, row: record.row }, bytes: record.bytes };
}

async function* chunksOf(
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024, signal })) {
    const bytes = chunk as Buffer;
    read += bytes.length;
    onBytes(read);
    yield bytes;
  }
}

async function beginOf(file: InboxFile, signal: AbortSignal): Promise<string | undefined> {
  for await (const chunk of createReadStream(file.path, { end: 64 * 1024 - 1, signal })) {
    return foreignKind(chunk as Buffer);
  }
  return undefined;
}
