import { join } from 'node:path';
import type { Json } from '../../../domain/canonical.js';
import { type FileReport, type Page, type PullContext, SourceUnreachable } from '../../../domain/ports.js';
import { moveWithReport } from './finish.js';
import { type InboxFile, isSame, settledFiles, statFile } from './inbox.js';
import type { Item } from './items.js';
import { MAX_PAGE_BYTES, MAX_PAGE_RECORDS } from './limits.js';
import type { FileDropOptions } from './options.js';
import { type Position, parsePosition, positionToJson } from './position.js';
import { readFile } from './read-file.js';

export type { FileDropOptions, SideList } from './options.js';

/** A folder `dir/inbox/` in which a vendor lays files: exchange forms, "File drop". */
export class FileDrop {
  /** Of each file whose last page was handed on: what `fileDone` needs to know about it. */
  readonly #ended = new Map<string, { position: Position; sides: string[] }>();

  constructor(readonly options: FileDropOptions) {}

  /**
   * Pages of the files that stand in the inbox now, beginning with the one that the cursor was in the middle of.
   * Throws `SourceUnreachable` when the inbox cannot be read.
   */
  async *pull(cursor: Json | undefined, { signal }: Pick<PullContext, 'signal'>): AsyncGenerator<Page> {
    const files = await settledFiles(this.options, signal);
    const open = parsePosition(cursor);
    const resumed = open && files.find((file) => isSame(open, file));
    const rest = files.filter((file) => file !== resumed);
    const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
    let before = 0;

    if (open?.ended) {
      // Its report may still be due: a crash between the last page and the move.
      this.#ended.set(open.name, { position: open, sides: resumed?.sides.map(({ path }) => path) ?? [] });
      yield {
        records: [],
        cursor: positionToJson(open),
        file: { name: open.name, starts: false, ends: true },
      };
      before += resumed?.size ?? 0;
    }
    const queue = resumed && !open?.ended ? [resumed, ...rest] : rest;
    for (const file of queue) {
      const start = open && file === resumed ? open : undefined;
      const progress = (bytes: number) => Math.min(1, (before + bytes) / total);
      try {
        yield* this.#pages(file, start, signal, progress);
      } catch (error) {
        throw asUnreachable(error, file.name);
      }
      before += file.size;
    }
  }

  /** Moves the file and lays its report beside it; a file that is not the one that was read is left alone. Safe to repeat. */
  async fileDone(report: FileReport): Promise<void> {
    const ended = this.#ended.get(report.file);
    if (!ended) return;
    const { position, sides } = ended;
    const now = await statFile(join(this.options.dir, 'inbox', report.file), report.file);
    if (!isSame(position, now)) return;
    const failed = report.read > 0 && position.readable === 0;
    await moveWithReport(this.options.dir, report.file, sides, failed ? 'failed' : 'done', report);
    this.#ended.delete(report.file);
  }

  async *#pages(
    file: InboxFile,
    start: Position | undefined,
    signal: AbortSignal,
    progress: (bytes: number) => number,
  ): AsyncGenerator<Page> {
    const { name, size, mtimeMs, ino } = file;
    const position: Position = { name, size, mtimeMs, ino, records: 0, readable: 0, ended: false };
    const skip = start?.records ?? 0;
    let first = start === undefined;
    let read = 0;
    let batch: Item[] = [];
    let bytes = 0;
    const page = (ends: boolean): Page => {
      position.ended = ends;
      const made: Page = {
        records: batch.map(({ bytes: _, ...record }) => record),
        cursor: positionToJson(position),
        file: { name, starts: first, ends },
        progress: progress(read),
      };
      first = false;
      batch = [];
      bytes = 0;
      return made;
    };
    const items = readFile(file, this.options, signal, (count) => {
      read = count;
    });
    for await (const item of items) {
      signal.throwIfAborted();
      if (position.records >= skip && batch.length > 0) {
        if (batch.length >= MAX_PAGE_RECORDS || bytes + item.bytes > MAX_PAGE_BYTES) yield page(false);
      }
      position.records += 1;
      if (!item.unreadable) position.readable += 1;
      if (position.records <= skip) continue;
      batch.push(item);
      bytes += item.bytes;
    }
    this.#ended.set(name, { position, sides: file.sides.map(({ path }) => path) });
    yield page(true);
  }
}

/** A file that the system will not let us read stops the run with one clear line; it is tried again with the next one. */
function asUnreachable(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  return new SourceUnreachable(`Không đọc được tệp (cannot read file) ${file}: ${String(error.code)}`);
}
