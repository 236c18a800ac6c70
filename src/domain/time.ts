import { DateTime } from 'luxon';

/** The administration's only time zone: UTC+7 without daylight saving. */
export const ZONE = 'Asia/Ho_Chi_Minh';

/** An instant as RFC 3339 text in UTC with milliseconds, `2024-08-23T01:30:00.000Z`. The only form inside the hub. */
export type Instant = string;

/** Business time comes from here, so that tests can fix it. Leases and due times use the database's clock instead. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still at `at` until it is moved: for tests. */
export function fixedClock(at: Instant): Clock & { set(at: Instant): void; advance(ms: number): void } {
  let now = Date.parse(at);
  return {
    now: () => now,
    set: (next) => {
      now = Date.parse(next);
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

export function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** From this year on {@link ZONE} is {@link OFFSET_MS} ahead of UTC without exception; before it, the zone's history is looked up. */
export const STEADY_SINCE = 1976;
export const OFFSET_MS = 7 * 3_600_000;
const STEADY_FROM = Date.UTC(STEADY_SINCE, 0, 1);

/** The calendar day of an instant in {@link ZONE}, `yyyy-MM-dd`. */
export function localDay(at: Instant): string {
  const ms = Date.parse(at);
  if (ms >= STEADY_FROM) return new Date(ms + OFFSET_MS).toISOString().slice(0, 10);
  return DateTime.fromISO(at, { zone: ZONE }).toFormat('yyyy-MM-dd');
}
