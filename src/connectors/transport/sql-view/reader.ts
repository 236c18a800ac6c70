import type { Json } from '../../../domain/canonical.js';
import {
  type Page,
  type PullContext,
  type RawRecord,
  type SourceServices,
  SourceUnreachable,
  type WholeReading,
} from '../../../domain/ports.js';
import {
  afterPull,
  higher,
  type OpenPull,
  type Progress,
  parseProgress,
  progressToJson,
  startOf,
} from '../changes/progress.js';
import { unreadable } from '../file-drop/items.js';
import { MAX_RECORD } from '../file-drop/limits.js';
import type { Carried, Reader } from '../transport.js';
import type { Dialect, SqlSession, Target } from './session.js';
import { boundOf, exchangeValue, isSortable } from './values.js';
import { type Place, View, type ViewRow } from './view.js';

export interface SqlViewOptions {
  dialect: Dialect;
  target: Target;
  view: string;
  /** Tells this view from others in cursors. */
  address: string;
  carried: Carried;
  services: SourceServices;
  /** ms */
  overlap: number;
  pageSize: number;
}

/** Rows that no order reaches are read once a pull, so many of them. */
const MAX_UNPLACED = 500;

/** A view in a database of the district (docs/sources/sql.md). */
export class SqlViewReader implements Reader {
  constructor(readonly options: SqlViewOptions) {}

  pull(cursor: Json | undefined, run: PullContext): AsyncGenerator<Page> {
    return this.#reading(parseProgress(cursor, this.options.address), run);
  }

  /** As a first pull reads it: all rows, by time of change and key. */
  whole(run: PullContext): WholeReading {
    const seen = { unreached: false };
    return {
      pages: this.#reading({}, run, seen),
      taken: false,
      unjudged: () => (seen.unreached ? 'ROWS_UNREACHED' : undefined),
    };
  }

  async *#reading(
    progress: Progress,
    run: PullContext,
    seen: { unreached: boolean } = { unreached: false },
  ): AsyncGenerator<Page> {
    const { dialect, target } = this.options;
    let session: SqlSession | undefined;
    const stop = () => void session?.close().catch(() => undefined);
    run.signal.addEventListener('abort', stop, { once: true });
    try {
      session = await dialect.open(target);
      yield* this.#pages(session, progress, run, seen);
    } catch (error) {
      run.signal.throwIfAborted();
      throw this.#explained(error);
    } finally {
      run.signal.removeEventListener('abort', stop);
      await session?.close().catch(() => undefined);
    }
  }

  async probe(): Promise<string> {
    const { dialect, target, view, carried } = this.options;
    let session: SqlSession | undefined;
    try {
      session = await dialect.open(target);
      const opened = await View.open(view, session, dialect, carried);
      await opened.since(undefined, 1);
      return `${this.#what()}, ${opened.columns.length} cột (columns)`;
    } catch (error) {
      throw this.#explained(error);
    } finally {
      await session?.close().catch(() => undefined);
    }
  }

  async *#pages(
    session: SqlSession,
    progress: Progress,
    { now, signal }: PullContext,
    seen: { unreached: boolean },
  ): AsyncGenerator<Page> {
    const { dialect, carried, overlap, pageSize, address, services, view: name } = this.options;
    const view = await View.open(name, session, dialect, carried);
    const sourceNow = await session.now();
    const open = progress.open;
    const pull: Omit<OpenPull, 'position'> = open ?? { startedAt: sourceNow, lookedAt: now };
    let place = open && parsePlace(open.position);
    let number = 0;
    const page = (rows: readonly ViewRow[], cursor: Json): Page => {
      number += 1;
      return {
        records: rows.map((row, index) => this.#record(row, view, { page: number, row: index + 1 })),
        cursor,
      };
    };
    if (!place) {
      const rows = await view.unplaced(MAX_UNPLACED);
      if (rows.length > 0) yield page(rows, progressToJson(progress, address));
      seen.unreached = rows.length === MAX_UNPLACED;
      if (seen.unreached) {
        services.warn('rows without a key or a time of change: only the first are shown', {
          rows: MAX_UNPLACED,
        });
      }
    }
    const start = place ? undefined : startOf(progress, overlap, { now, sourceNow });
    const bound = start === undefined ? undefined : await this.#bound(view, start);
    const visited = new Visited();
    for (;;) {
      signal.throwIfAborted();
      const from = place;
      // One more than a page, as the place's own row comes again.
      const asked = from ? pageSize + 1 : pageSize;
      const rows = from
        ? await view.behind(from, asked, visited.again(from))
        : await view.since(bound, asked);
      const fresh = (from ? rows.filter(({ place: at }) => !isSame(from, at)) : rows).slice(0, pageSize);
      const last = fresh.at(-1)?.place ?? from;
      const high = higher(pull.high, this.#timesOf(fresh, view), now);
      if (high !== undefined) pull.high = high;
      const ends = rows.length < asked || last === undefined;
      const position: Progress = ends
        ? afterPull(progress, pull)
        : { ...progress, open: { ...pull, position: { at: last.at, key: last.key } } };
      yield page(fresh, progressToJson(position, address));
      if (ends) return;
      place = last;
    }
  }

  async #bound(view: View, start: number): Promise<string | undefined> {
    const sample = view.changed.type === 'text' ? await view.sample() : undefined;
    return boundOf(start, view.changed.type, sample);
  }

  #record({ cells }: ViewRow, view: View, place: RawRecord['place']): RawRecord {
    const raw: { [key: string]: Json } = {};
    let length = 0;
    view.columns.forEach(({ column, key }, index) => {
      const value = exchangeValue(cells[index] ?? null, column);
      if (typeof value === 'string') length += value.length;
      if (value !== null) raw[key] = value;
    });
    if (length <= MAX_RECORD) return { raw, place };
    const { bytes: _, ...record } = unreadable('TOO_LONG', place, JSON.stringify(raw));
    return record;
  }

  /** When the rows changed, ms. Throws when the view keeps times as text that does not stand in order. */
  #timesOf(rows: readonly ViewRow[], { changed }: View): number[] {
    return rows.flatMap(({ place }) => {
      const text = place && exchangeValue(place.at, changed);
      const instant = typeof text === 'string' ? this.options.carried.readTime(text) : undefined;
      if (instant === undefined || place === undefined) return [];
      if (changed.type === 'text' && !isSortable(place.at))
        throw new SourceUnreachable(unsortable(changed.name));
      return [Date.parse(instant)];
    });
  }

  #what(): string {
    const { target, view } = this.options;
    return `${target.host}/${target.database} ${view}`;
  }

  /** By code alone: a database's message may quote values. */
  #explained(error: unknown): unknown {
    if (error instanceof SourceUnreachable) return error;
    if (!(error instanceof Error)) return error;
    const code = 'code' in error ? String(error.code) : error.name === 'Error' ? error.message : undefined;
    if (code === undefined) return error;
    const advice = this.options.dialect.advice[code];
    return new SourceUnreachable(`${this.#what()}: ${code}${advice === undefined ? '' : `: ${advice}`}`);
  }
}

/** The places of one time of change: one that comes back means that reading does not get on, as with a view that doubles rows. */
class Visited {
  #at: string | undefined;
  readonly #keys = new Set<string>();

  again({ at, key }: Place): boolean {
    if (at !== this.#at) this.#keys.clear();
    this.#at = at;
    const again = this.#keys.has(key);
    this.#keys.add(key);
    return again;
  }
}

function isSame(place: Place, other: Place | undefined): boolean {
  return other !== undefined && place.at === other.at && place.key === other.key;
}

function parsePlace(position: Json): Place | undefined {
  if (position === null || typeof position !== 'object' || Array.isArray(position)) return undefined;
  const { at, key } = position;
  return typeof at === 'string' && typeof key === 'string' ? { at, key } : undefined;
}

function unsortable(column: string): string {
  return `Cột ${column} phải là kiểu ngày giờ hoặc văn bản yyyy-MM-dd HH:mm:ss (has to be of a type for times, or text that stands in order)`;
}
