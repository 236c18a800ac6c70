import { createHash } from 'node:crypto';
import type { Json } from '../../../domain/canonical.js';
import { SourceUnreachable } from '../../../domain/ports.js';
import type { Carried } from '../transport.js';
import type { ListPage } from './list-page.js';

/** The page that is asked for: `page` of the list of what changed since then. Stored as the cursor's position. */
export interface Position {
  /** ms, a whole second; undefined: since ever. */
  since: number | undefined;
  /** From 1. */
  page: number;
  /** The list is not what it should be, so it is read by page numbers alone. */
  plain: boolean;
}

/** Reads one page of the list. */
export type ReadPage = (position: Position) => Promise<ListPage>;

/** What the walk says of each page that it hands on. */
export interface Step {
  page: ListPage;
  /** What is asked next; undefined: nothing, this was the last. */
  next: Position | undefined;
}

export interface WalkOptions {
  carried: Carried;
  pageSize: number;
  /** A list of more pages than this is taken for one without an end. */
  maxPages?: number;
  /** ms; times further ahead do not lead the walk. */
  latest: number;
}

const SECOND = 1_000;
const MAX_PAGES = 100_000;
const NO_ROWS: ListPage = { rows: [], suspicious: false };
/** Readings of a stretch of pages until two are the same. */
const PASSES = 3;

/**
 * Walks a list that is ordered by its time of change and may change under the reader. Page numbers shift when a row moves to
 * the end, so each next question is asked by time: what changed since the last second that was read, page 1. Only what one
 * second holds more of than a page is read by page numbers, and is then read again until nothing has shifted. A list that is
 * not in order, or whose server ignores `changedSince`, is read so as a whole.
 */
export class Walk {
  /** The first `since` whose pages would not stand still; the next pull has to begin there. */
  unstableSince: number | undefined;
  /** What is wrong with the list, for the log. */
  complaint: string | undefined;
  #stretch: string[] = [];
  #pages = 0;

  constructor(
    private readonly read: ReadPage,
    private readonly options: WalkOptions,
  ) {}

  /** `begin`: where a pull begins that nothing interrupted, `first`: its first page; `resumed`: where one goes on instead. */
  async *steps(begin: Position, first: ListPage | undefined, resumed?: Position): AsyncGenerator<Step> {
    let position = resumed ?? begin;
    let page = first ?? (await this.read(position));
    for (;;) {
      const repeated = this.#check(page, position);
      const ordered = position.plain || this.#inOrder(page, position);
      const next = repeated ? undefined : this.#next(page, position, ordered, begin);
      const leaves = next === undefined || next.page === 1;
      if (leaves && ordered && position.page > 1) {
        // A stretch of page numbers is looked over before it is left; whoever is stopped in between goes on inside it.
        const inside = { ...position, page: position.page + 1 };
        yield { page, next: inside };
        for await (const shifted of this.#again(position)) yield { page: shifted, next: inside };
        yield { page: NO_ROWS, next };
      } else yield { page, next };
      if (next === undefined) return;
      if (leaves) this.#stretch = [];
      position = next;
      page = await this.read(position);
    }
  }

  #next(
    page: ListPage,
    { since, page: number, plain }: Position,
    ordered: boolean,
    begin: Position,
  ): Position | undefined {
    if (!ordered) {
      // Rows may have been passed by: from the beginning, by numbers.
      return since === begin.since && number === 1
        ? this.#numbered(page, { since, page: number, plain: true })
        : { since: begin.since, page: 1, plain: true };
    }
    if (this.#isLast(page, number)) return undefined;
    const top = plain ? undefined : this.#timesOf(page).reduce<number | undefined>(larger, undefined);
    const nextSince = top === undefined ? undefined : Math.floor(top / SECOND) * SECOND - SECOND;
    if (nextSince !== undefined && (since === undefined || nextSince > since)) {
      return { since: nextSince, page: 1, plain };
    }
    return { since, page: number + 1, plain };
  }

  #numbered(page: ListPage, position: Position): Position | undefined {
    return this.#isLast(page, position.page) ? undefined : { ...position, page: position.page + 1 };
  }

  /** `totalPages` is believed when it says that more comes, and otherwise only of a page that is not full. */
  #isLast({ rows, totalPages }: ListPage, number: number): boolean {
    if (rows.length === 0) return true;
    if (totalPages === undefined || number < totalPages) return false;
    return rows.length < this.options.pageSize;
  }

  /** Reads pages 1 … of a stretch again and hands on those that are not as they were, until all are. */
  async *#again(last: Position): AsyncGenerator<ListPage> {
    for (let pass = 1; pass <= PASSES; pass += 1) {
      let shifted = false;
      for (let number = 1; number <= last.page; number += 1) {
        const page = await this.read({ ...last, page: number });
        const print = this.#print(page);
        if (print === this.#stretch[number]) continue;
        shifted = true;
        this.#stretch[number] = print;
        yield page;
      }
      if (!shifted) return;
    }
    this.unstableSince = Math.min(this.unstableSince ?? Number.POSITIVE_INFINITY, last.since ?? 0);
  }

  /** Throws for a page that is not the one asked for; true: it is the one before again, behind the list's end. */
  #check(page: ListPage, { page: number }: Position): boolean {
    const { currentPage, totalPages, rows } = page;
    const print = this.#print(page);
    if (rows.length > 0) {
      const behindEnd = totalPages !== undefined && number > totalPages;
      const other = currentPage !== undefined && currentPage !== number;
      const repeated = number > 1 && this.#stretch[number - 1] === print;
      if (behindEnd && (other || repeated)) return true;
      if (other || repeated) throw new SourceUnreachable(notThatPage(number, currentPage ?? number - 1));
    }
    this.#pages += 1;
    if (this.#pages > (this.options.maxPages ?? MAX_PAGES)) {
      throw new SourceUnreachable(
        `Danh sách không có trang cuối (the list does not end): ${this.#pages} trang (pages)`,
      );
    }
    this.#stretch[number] = print;
    return false;
  }

  #inOrder(page: ListPage, { since }: Position): boolean {
    const times = this.#timesOf(page);
    const sorted = times.every((at, index) => index === 0 || at >= (times[index - 1] ?? at));
    const lowest = times[0];
    const sinceThen = since === undefined || lowest === undefined || lowest >= since - SECOND;
    if (!sorted) this.complaint ??= 'the list is not ordered by its time of change';
    else if (!sinceThen) this.complaint ??= 'changedSince is not heeded';
    return sorted && sinceThen;
  }

  /** Of the rows that have one that can be read, and that does not lie too far ahead. */
  #timesOf({ rows }: ListPage): number[] {
    return rows
      .flatMap((row) => changedAt(row, this.options.carried) ?? [])
      .filter((at) => at <= this.options.latest);
  }

  #print({ rows }: ListPage): string {
    const { key, changed } = this.options.carried;
    const hash = createHash('sha256');
    for (const row of rows) {
      const [id, at] = [fieldOf(row, key), fieldOf(row, changed)];
      hash.update(id === undefined || at === undefined ? shortOf(row) : `${id}\n${at}\n`);
    }
    return hash.digest('base64');
  }
}

function notThatPage(asked: number, given: number): string {
  return `Hỏi trang ${asked}, nhận trang ${given} (asked for page ${asked}, was given page ${given})`;
}

/** When a row says that it changed, ms; undefined when that cannot be read. */
export function changedAt(row: Json, { changed, readTime }: Carried): number | undefined {
  const instant = readTime(fieldOf(row, changed) ?? '');
  return instant === undefined ? undefined : Date.parse(instant);
}

function fieldOf(row: Json, name: string): string | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined;
  const value = row[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

/** What tells rows without a key apart, as far as it has to. */
function shortOf(row: Json): string {
  if (typeof row !== 'object' || row === null) return JSON.stringify(row);
  return JSON.stringify(Object.entries(row).filter(([, value]) => typeof value !== 'object'));
}

function larger(top: number | undefined, at: number): number {
  return top === undefined || at > top ? at : top;
}
