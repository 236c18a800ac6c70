import type { Json } from '../../../domain/canonical.js';
import type { Page, PullContext, SourceServices, WholeReading } from '../../../domain/ports.js';
import {
  afterPull,
  higher,
  type OpenPull,
  type Progress,
  parseProgress,
  progressToJson,
  startOf,
} from '../changes/progress.js';
import type { Carried, Reader } from '../transport.js';
import { Caller, type CallerOptions, nameOf } from './caller.js';
import { type ListPage, readListPage, toRecord } from './list-page.js';
import { changedAt, type Position, Walk } from './walk.js';

export interface RestOptions extends CallerOptions {
  base: URL;
  /** Tells this list from others in cursors. */
  address: string;
  carried: Carried;
  services: SourceServices;
  /** ms */
  overlap: number;
  pageSize: number;
  maxPages?: number;
}

const SMALLER = ', hãy giảm PAGE_SIZE (lower PAGE_SIZE)';
const SECOND = 1_000;
const DAY_MS = 24 * 3_600_000;
/** Records in a page of ours, however many theirs holds. */
const MAX_RECORDS = 500;
/** A source's clock that differs more from ours is told to the log. */
const NOTABLE_SKEW_MS = 5 * 60_000;

/** A list over HTTP (docs/sources/rest.md). */
export class RestReader implements Reader {
  constructor(readonly options: RestOptions) {}

  pull(cursor: Json | undefined, run: PullContext): AsyncGenerator<Page> {
    return this.#pages(parseProgress(cursor, this.options.address), run);
  }

  /** As a first pull reads it: what changed since ever. */
  whole(run: PullContext): WholeReading {
    const seen = { moved: false };
    return {
      pages: this.#pages({}, run, seen),
      taken: false,
      unjudged: () => (seen.moved ? 'LIST_MOVED' : undefined),
    };
  }

  async *#pages(progress: Progress, run: PullContext, seen?: { moved: boolean }): AsyncGenerator<Page> {
    const caller = new Caller({ ...this.options, smaller: SMALLER }, run.signal);
    try {
      const pull = new Pull(this.options, caller, progress, run);
      yield* pull.pages();
      if (seen) seen.moved = pull.moved;
    } finally {
      caller.close();
    }
  }

  async probe(signal: AbortSignal): Promise<string> {
    const { base, carried } = this.options;
    const caller = new Caller({ ...this.options, smaller: SMALLER }, signal);
    try {
      const url = askFor(base, { since: Date.now(), page: 1, plain: false }, 1);
      readListPage(await caller.get(url), nameOf(base), carried);
      return `${base.protocol}//${nameOf(base)}`;
    } finally {
      caller.close();
    }
  }
}

/** One pull, from its first question to the cursor that stands behind its last page. */
class Pull {
  /** The list would not stand still: rows may have been passed by. */
  moved = false;
  #read = 0;
  #pageNumber = 0;
  #total: number | undefined;

  constructor(
    private readonly options: RestOptions,
    private readonly caller: Caller,
    private readonly progress: Progress,
    private readonly run: PullContext,
  ) {}

  async *pages(): AsyncGenerator<Page> {
    const { now } = this.run;
    const open = this.progress.open;
    const begin = this.#begin();
    const first = open ? undefined : await this.#first(begin);
    if (!open && first === undefined) return;
    const started = first?.begin ?? begin;
    const pull: Omit<OpenPull, 'position'> = open ?? {
      startedAt: first?.page.serverNow ?? now,
      lookedAt: now,
    };
    const { carried, pageSize, maxPages } = this.options;
    const walk = new Walk((position) => this.#ask(position), {
      carried,
      pageSize,
      latest: now + DAY_MS,
      ...(maxPages === undefined ? {} : { maxPages }),
    });
    const resumed = open && parsePosition(open.position);
    let at = resumed ?? started;
    let alone = !open;
    for await (const { page, next } of walk.steps(started, first?.page, resumed)) {
      alone &&= next === undefined && page === first?.page;
      const before = progressToJson(this.#openProgress(pull, at), this.options.address);
      this.#takeIn(page, pull);
      const behind = next
        ? this.#openProgress(pull, next)
        : this.#whole(pull, walk, alone ? memoOf(started, page) : undefined);
      yield* this.#handOn(page, before, progressToJson(behind, this.options.address));
      at = next ?? at;
    }
    this.moved = walk.unstableSince !== undefined;
    if (walk.complaint) this.options.services.warn(walk.complaint, { source: carried.source });
  }

  /** Where a pull begins by the cursor alone. */
  #begin(sourceNow?: number): Position {
    const clocks = { now: this.run.now, ...(sourceNow === undefined ? {} : { sourceNow }) };
    const since = startOf(this.progress, this.options.overlap, clocks);
    return { since: since === undefined ? undefined : wholeSecond(since), page: 1, plain: false };
  }

  /** The first page; undefined when nothing has changed. Asks again, further back, when the server's clock was put back. */
  async #first(begin: Position): Promise<{ page: ListPage; begin: Position } | undefined> {
    const etag = etagFor(this.progress.memo, begin);
    const asked = await this.#answer(begin, etag);
    const page = 'rows' in asked ? asked : undefined;
    const sourceNow = asked.serverNow;
    this.#noteSkew(sourceNow);
    const earlier = this.#begin(sourceNow);
    if (earlier.since !== undefined && begin.since !== undefined && earlier.since < begin.since) {
      return { page: await this.#ask(earlier), begin: earlier };
    }
    return page && { page, begin };
  }

  async #ask(position: Position): Promise<ListPage> {
    const answer = await this.#answer(position);
    return 'rows' in answer ? answer : { rows: [], suspicious: false };
  }

  async #answer(position: Position, etag?: string): Promise<ListPage | { serverNow?: number }> {
    const { base, carried, pageSize } = this.options;
    const url = askFor(base, position, pageSize);
    const answer = await this.caller.get(url, etag === undefined ? {} : { 'If-None-Match': etag });
    if (answer.status === 200) return readListPage(answer, nameOf(base), carried);
    const serverNow = Date.parse(answer.headers['date'] ?? '');
    return Number.isNaN(serverNow) ? {} : { serverNow };
  }

  #takeIn({ rows, totalCount }: ListPage, pull: Omit<OpenPull, 'position'>): void {
    const times = rows.flatMap((row) => changedAt(row, this.options.carried) ?? []);
    const high = higher(pull.high, times, this.run.now);
    if (high !== undefined) pull.high = high;
    this.#total ??= totalCount;
  }

  #openProgress(pull: Omit<OpenPull, 'position'>, next: Position): Progress {
    return { ...this.progress, open: { ...pull, position: positionToJson(next) } };
  }

  #whole(pull: Omit<OpenPull, 'position'>, { unstableSince }: Walk, memo: Json | undefined): Progress {
    const whole = afterPull(this.progress, pull, memo);
    if (unstableSince === undefined || whole.seen === undefined) return whole;
    return { ...whole, seen: Math.min(whole.seen, unstableSince + this.options.overlap) };
  }

  *#handOn({ rows, suspicious }: ListPage, before: Json, behind: Json): Generator<Page> {
    if (rows.length > 0) this.#pageNumber += 1;
    const page = this.#pageNumber;
    for (let from = 0; from === 0 || from < rows.length; from += MAX_RECORDS) {
      const part = rows.slice(from, from + MAX_RECORDS);
      this.#read += part.length;
      const last = from + MAX_RECORDS >= rows.length;
      yield {
        records: part.map((row, index) => toRecord(row, { page, row: from + index + 1 }, suspicious)),
        cursor: last ? behind : before,
        ...(this.#total ? { progress: Math.min(1, this.#read / this.#total) } : {}),
      };
    }
  }

  #noteSkew(sourceNow: number | undefined): void {
    const { services, carried } = this.options;
    const skew = sourceNow === undefined ? 0 : sourceNow - this.run.now;
    if (Math.abs(skew) < NOTABLE_SKEW_MS) return;
    services.warn('the clock of a source differs from ours', {
      source: carried.source,
      seconds: Math.round(skew / SECOND),
    });
  }
}

/** `{base}?changedSince=…&page=…&pageSize=…`, whatever else the base asks for beside it. */
function askFor(base: URL, { since = 0, page }: Position, pageSize: number): URL {
  const url = new URL(base);
  url.searchParams.set('changedSince', new Date(since).toISOString().replace('.000Z', 'Z'));
  url.searchParams.set('page', String(page));
  url.searchParams.set('pageSize', String(pageSize));
  return url;
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND) * SECOND;
}

/** Of a list that was one page: what it was called, to be told that it is still the same. */
function memoOf({ since }: Position, { etag }: ListPage): Json | undefined {
  return etag === undefined || since === undefined ? undefined : { since, etag };
}

function etagFor(memo: Json | undefined, { since }: Position): string | undefined {
  if (memo === null || typeof memo !== 'object' || Array.isArray(memo)) return undefined;
  return memo['since'] === since && typeof memo['etag'] === 'string' ? memo['etag'] : undefined;
}

function positionToJson({ since, page, plain }: Position): Json {
  return { since: since ?? null, page, plain };
}

function parsePosition(position: Json): Position | undefined {
  if (position === null || typeof position !== 'object' || Array.isArray(position)) return undefined;
  const { since, page, plain } = position;
  if (typeof page !== 'number' || typeof plain !== 'boolean') return undefined;
  return { since: typeof since === 'number' ? since : undefined, page, plain };
}
