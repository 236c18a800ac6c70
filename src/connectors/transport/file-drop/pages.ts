import type { Page } from '../../../domain/ports.js';
import type { Folder } from './folder/port.js';
import type { InboxFile } from './inbox.js';
import type { Item } from './items.js';
import { MAX_PAGE_BYTES, MAX_PAGE_RECORDS } from './limits.js';
import type { FileDropOptions } from './options.js';
import { type Position, positionToJson } from './position.js';
import { readFile } from './read-file.js';

export interface FileRun {
  folder: Folder;
  file: InboxFile;
  /** Where an earlier run stands in this very file. */
  start: Position | undefined;
  options: FileDropOptions;
  signal: AbortSignal;
  /** Nothing that is read is going to be stored. */
  trial: boolean;
  /** Share of the whole pull, by the bytes of this file that are read. */
  progress(bytes: number): number;
}

/** The pages of one file behind `start`, bounded by records and by bytes, each with the position that stands behind it. */
export async function* pagesOf(run: FileRun): AsyncGenerator<{ page: Page; position: Position }> {
  const { name, size, mtimeMs, ino } = run.file;
  const position: Position = { name, size, mtimeMs, ino, records: 0, readable: 0, ended: false };
  const skip = run.start?.records ?? 0;
  let first = run.start === undefined;
  let read = 0;
  let batch: Item[] = [];
  let bytes = 0;
  const close = (ends: boolean): { page: Page; position: Position } => {
    position.ended = ends;
    const page: Page = {
      records: batch.map(({ bytes: _, ...record }) => record),
      cursor: positionToJson(position),
      file: { name, starts: first, ends },
      progress: run.progress(read),
    };
    first = false;
    batch = [];
    bytes = 0;
    return { page, position: { ...position } };
  };
  const items = readFile(run, (count) => {
    read = count;
  });
  for await (const item of items) {
    run.signal.throwIfAborted();
    if (position.records >= skip && batch.length > 0) {
      if (batch.length >= MAX_PAGE_RECORDS || bytes + item.bytes > MAX_PAGE_BYTES) yield close(false);
    }
    position.records += 1;
    if (!item.unreadable) position.readable += 1;
    if (position.records <= skip) continue;
    batch.push(item);
    bytes += item.bytes;
  }
  yield close(true);
}
