import type { Json } from '../../../domain/canonical.js';
import { type FileReport, type Page, type PullContext, SourceUnreachable } from '../../../domain/ports.js';
import { contentOf } from './content.js';
import { moveWithReport } from './finish.js';
import type { Folder } from './folder/port.js';
import { type InboxFile, isSame, isUntouched, type Look, look, settledFiles } from './inbox.js';
import type { FileDropOptions } from './options.js';
import { pagesOf } from './pages.js';
import { type Position, parsePosition, positionToJson } from './position.js';

export { localFolder } from './folder/local.js';
export type { OpenFolder } from './folder/port.js';
export type { FileDropOptions } from './options.js';

/** A folder with an `inbox/` in which a vendor lays files: exchange forms, "File drop". */
export class FileDrop {
  /** Of each file whose last page was handed on: what `fileDone` needs to know about it. */
  readonly #ended = new Map<string, { position: Position; sides: string[] }>();
  #folder: Folder | undefined;
  /** For the next pull alone. */
  #earlier: Look | undefined;

  constructor(readonly options: FileDropOptions) {}

  /** Looks at the inbox for a pull that comes later, so that it need not wait to see whether files stand still. `now`: the run's own time, ms. */
  async lookAhead({ signal, now }: Pick<PullContext, 'signal' | 'now'>): Promise<void> {
    const folder = await this.options.folder(signal);
    try {
      this.#earlier = await look(folder, this.options, now);
    } finally {
      await folder.close();
    }
  }

  /**
   * Pages of the files that stand in the inbox now, beginning with the one that the cursor was in the middle of. Throws
   * `SourceUnreachable` when the inbox cannot be read, and, after all others, when a file could not be or changed meanwhile.
   */
  async *pull(
    cursor: Json | undefined,
    { signal, now, trial = false }: Pick<PullContext, 'signal' | 'now' | 'trial'>,
  ): AsyncGenerator<Page> {
    const folder = await this.options.folder(signal);
    this.#folder = folder;
    const earlier = this.#earlier;
    this.#earlier = undefined;
    try {
      const files = await settledFiles(folder, this.options, { signal, now, earlier });
      yield* this.#read(folder, files, parsePosition(cursor), { signal, trial });
    } finally {
      this.#folder = undefined;
      await folder.close();
    }
  }

  /** Moves the file and lays its report beside it; a file that is not the one that was read is left alone. Safe to repeat. */
  async fileDone(report: FileReport): Promise<void> {
    const ended = this.#ended.get(report.file);
    if (!ended) return;
    const open = this.#folder;
    const folder = open ?? (await this.options.folder(AbortSignal.timeout(60_000)));
    try {
      const { position, sides } = ended;
      if (!isSame(position, await folder.stat('inbox', report.file))) return;
      await this.#answer(folder, report, position);
      const failed = report.read > 0 && position.readable === 0;
      await moveWithReport(folder, report.file, sides, failed ? 'failed' : 'done', report);
      this.#ended.delete(report.file);
    } finally {
      if (!open) await folder.close();
    }
  }

  /** Whoever sent a package is told before it is moved: a crash in between tells it once more, and never not. */
  async #answer(folder: Folder, report: FileReport, file: Position): Promise<void> {
    const { packages } = this.options;
    if (!packages?.takes(file.name)) return;
    const content = contentOf({ folder, signal: AbortSignal.timeout(60_000) }, file);
    for (const { name, text } of await packages.answers(content, report))
      await folder.write('outbox', name, text);
  }

  async *#read(
    folder: Folder,
    files: readonly InboxFile[],
    open: Position | undefined,
    run: { signal: AbortSignal; trial: boolean },
  ): AsyncGenerator<Page> {
    const resumed = open && files.find((file) => isSame(open, file));
    const rest = files.filter((file) => file !== resumed);
    const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
    const troubles: string[] = [];
    let before = 0;

    if (open?.ended) {
      // Its report may still be due: a crash between the last page and the move.
      this.#ended.set(open.name, { position: open, sides: resumed ? namesOfSides(resumed) : [] });
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
      const trouble = yield* this.#file(folder, file, start, run, progress);
      if (trouble) troubles.push(trouble);
      before += file.size;
    }
    if (troubles.length > 0) throw new SourceUnreachable(troubles.join('; '));
  }

  /** Gives one line when the file could not be read to its end; the next run takes it again. */
  async *#file(
    folder: Folder,
    file: InboxFile,
    start: Position | undefined,
    { signal, trial }: { signal: AbortSignal; trial: boolean },
    progress: (bytes: number) => number,
  ): AsyncGenerator<Page, string | undefined> {
    const changed = `Tệp thay đổi trong khi đọc, lần sau đọc lại (file changed while it was read, the next run takes it again) ${file.name}`;
    try {
      for await (const { page, position } of pagesOf({
        folder,
        file,
        start,
        options: this.options,
        signal,
        trial,
        progress,
      })) {
        // Before the page counts: what was read of a file that grows may end in the middle of a line.
        if (!(await isUntouched(folder, file))) return changed;
        if (position.ended) this.#ended.set(file.name, { position, sides: namesOfSides(file) });
        yield page;
      }
      return undefined;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return `Không đọc được tệp (cannot read file) ${file.name}: ${error.code}`;
    }
  }
}

function namesOfSides({ sides }: InboxFile): string[] {
  return sides.map(({ file }) => file.name);
}

/** What the system says of one file: it may not be read, it is gone. */
function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
