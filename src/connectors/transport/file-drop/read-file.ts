import type { OwnFiles, Packages } from '../transport.js';
import { contentOf, type OnBytes, UnreadableContent } from './content.js';
import type { Folder } from './folder/port.js';
import type { InboxFile } from './inbox.js';
import { type Item, unreadableFile } from './items.js';
import { readJsonLines } from './json-lines.js';
import { kindOf } from './kinds.js';
import { readLdif } from './ldif/items.js';
import { MAX_OWN_FILE } from './limits.js';
import type { FileDropOptions } from './options.js';
import { joinSides, stageSides } from './side-files.js';
import { readTableFile } from './table-file.js';
import { asText } from './text/as-text.js';

export interface Reading {
  folder: Folder;
  file: InboxFile;
  options: FileDropOptions;
  signal: AbortSignal;
  trial: boolean;
}

/** All records of one file, in order; the same at every reading, so that a count is a position. `onBytes`: how far it read. */
export async function* readFile(reading: Reading, onBytes: OnBytes): AsyncGenerator<Item> {
  const { file, options } = reading;
  const kind = kindOf(file.name);
  if (file.lonely) yield unreadableFile('NO_MAIN_FILE', file.name, file.size);
  else if (file.size === 0) yield unreadableFile('EMPTY_FILE', file.name, 0);
  else if (options.packages?.takes(file.name)) yield await packageItem(reading, options.packages, onBytes);
  else if (kind?.form === 'ldif' && options.entries) yield* readLdif(reading, options.entries, onBytes);
  else if ((!kind || kind.form === 'ldif') && !options.ownFiles?.takes(file.name))
    yield unreadableFile('UNKNOWN_ENDING', file.name, file.size);
  else if (file.sides.length === 0) yield* mainItems(reading, onBytes);
  else {
    const stage = await options.staging.open();
    try {
      const staged = yield* stageSides(
        stage,
        file.sides,
        (side) => readTableFile(reading, side.file, { columns: [options.key, ...side.side.columns] }),
        options,
      );
      if (staged === 'none') return;
      yield* joinSides(stage, mainItems(reading, onBytes), file.sides, options);
    } finally {
      await stage.close();
    }
  }
}

async function packageItem(reading: Reading, packages: Packages, onBytes: OnBytes): Promise<Item> {
  const { file, options, trial } = reading;
  const place = { name: file.name, bytes: file.size };
  try {
    return await packages.read(contentOf(reading, file, onBytes), place, {
      contents: options.contents,
      trial,
    });
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    return unreadableFile(error.code, file.name, file.size, error.detail);
  }
}

async function* mainItems(reading: Reading, onBytes: OnBytes): AsyncGenerator<Item> {
  const { file, options } = reading;
  if (options.ownFiles?.takes(file.name)) return yield* ownItems(reading, options.ownFiles, onBytes);
  if (kindOf(file.name)?.form === 'jsonl') yield* jsonItems(reading, onBytes);
  else for await (const record of readTableFile(reading, file, options, onBytes)) yield record.item;
}

async function* ownItems(reading: Reading, ownFiles: OwnFiles, onBytes: OnBytes): AsyncGenerator<Item> {
  const { name, size, mtimeMs } = reading.file;
  if (size > MAX_OWN_FILE) return yield unreadableFile('FILE_TOO_LARGE', name, size);
  const chunks: Buffer[] = [];
  for await (const chunk of contentOf(reading, reading.file, onBytes)) chunks.push(chunk);
  const records = await ownFiles.records(Buffer.concat(chunks), mtimeMs);
  for (const [index, one] of records.entries()) {
    const place = { file: name, row: index + 1 };
    if ('raw' in one) yield { raw: one.raw, place, bytes: JSON.stringify(one.raw).length };
    else yield { raw: { file: name }, place, unreadable: one.unreadable, bytes: 0 };
  }
}

async function* jsonItems(reading: Reading, onBytes: OnBytes): AsyncGenerator<Item> {
  const { name, size } = reading.file;
  try {
    yield* readJsonLines(asText(contentOf(reading, reading.file, onBytes)), name);
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    yield unreadableFile(error.code, name, size, error.detail);
  }
}
