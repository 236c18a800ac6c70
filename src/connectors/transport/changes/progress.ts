import { createHash } from 'node:crypto';
import type { Json } from '../../../domain/canonical.js';
import { toInstant } from '../../../domain/time.js';

/*
 * How far a list that is ordered by its time of change has been read: what the cursors of paged REST and of SQL views have in
 * common. All times are ms since the epoch here and RFC 3339 in the cursor.
 */

/** A pull that was not over when its last page was committed. */
export interface OpenPull {
  /** The source's clock when it began. */
  startedAt: number;
  /** Our clock then. */
  lookedAt: number;
  /** The largest time of change that it has handed on. */
  high?: number;
  /** Where to go on: the transport's own. */
  position: Json;
}

export interface Progress {
  /** Everything that changed before this, less the overlap, has been read. */
  seen?: number;
  /** Our clock when the last whole pull began. */
  lookedAt?: number;
  open?: OpenPull;
  /** What else the transport remembers of the last whole pull. */
  memo?: Json;
}

/** A time of change that lies further ahead of the run than this is refused as a record and moves no cursor. */
const AHEAD_MS = 24 * 3_600_000;
/** Clocks are not judged more finely. */
const TOLERANCE_MS = 1_000;

/** What tells one address (without its secrets) from another: another list begins anew. */
export function fingerprintOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

/** A cursor of another transport or of another address is none: reading begins anew, which changes nothing. */
export function parseProgress(cursor: Json | undefined, address: string): Progress {
  if (!isObject(cursor) || cursor['address'] !== address) return {};
  const { open, memo } = cursor;
  const progress: Progress = { ...time('seen', cursor), ...time('lookedAt', cursor) };
  if (memo !== undefined && memo !== null) progress.memo = memo;
  if (isObject(open) && open['position'] !== undefined) {
    const { startedAt } = time('startedAt', open);
    const { lookedAt } = time('lookedAt', open);
    if (startedAt !== undefined && lookedAt !== undefined) {
      progress.open = { startedAt, lookedAt, ...time('high', open), position: open['position'] };
    }
  }
  return progress;
}

export function progressToJson({ seen, lookedAt, open, memo }: Progress, address: string): Json {
  return {
    address,
    ...written('seen', seen),
    ...written('lookedAt', lookedAt),
    ...(memo === undefined ? {} : { memo }),
    ...(open === undefined
      ? {}
      : {
          open: {
            startedAt: toInstant(open.startedAt),
            lookedAt: toInstant(open.lookedAt),
            ...written('high', open.high),
            position: open.position,
          },
        }),
  };
}

/**
 * From where a new pull has to read: what was seen less the overlap. When the source's clock (`sourceNow`) was put back since the
 * last look, what has changed since then carries earlier times, so reading begins where that clock stood at the last look.
 * Undefined: from the beginning.
 */
export function startOf(
  { seen, lookedAt }: Progress,
  overlap: number,
  clocks: { now: number; sourceNow?: number },
): number | undefined {
  if (seen === undefined) return undefined;
  const { now, sourceNow } = clocks;
  const thereThen =
    sourceNow === undefined || lookedAt === undefined ? seen : sourceNow - (now - lookedAt) + TOLERANCE_MS;
  return Math.min(seen, thereThen) - overlap;
}

/** `high` with these times too, but for those that lie too far ahead of `now`. */
export function higher(high: number | undefined, times: Iterable<number>, now: number): number | undefined {
  let top = high;
  for (const at of times) if (at <= now + AHEAD_MS && (top === undefined || at > top)) top = at;
  return top;
}

/**
 * What stands after a whole pull. Records that changed after its start may still have been under way when they were passed, so no
 * more counts as seen than the source's clock said then.
 */
export function afterPull({ seen }: Progress, pull: Omit<OpenPull, 'position'>, memo?: Json): Progress {
  const high = pull.high ?? seen;
  return {
    ...(high === undefined ? {} : { seen: Math.min(high, pull.startedAt) }),
    lookedAt: pull.lookedAt,
    ...(memo === undefined ? {} : { memo }),
  };
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function time<N extends string>(name: N, holder: { [key: string]: Json }): { [K in N]?: number } {
  const text = holder[name];
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return (Number.isNaN(at) ? {} : { [name]: at }) as { [K in N]?: number };
}

function written(name: string, at: number | undefined): { [key: string]: Json } {
  return at === undefined ? {} : { [name]: toInstant(at) };
}
