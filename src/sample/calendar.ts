/*
 * Office hours for a plausible sample, in milliseconds since the epoch: 7:00–11:30 and 13:30–17:00 on working days in
 * Asia/Ho_Chi_Minh (UTC+7, no daylight saving). The hub's own calendar is data with its decrees; this one only has to look right.
 */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const OFFSET = 7 * HOUR;

/** From and to, in minutes of the day. */
const OFFICE_HOURS = [
  [7 * 60, 11 * 60 + 30],
  [13 * 60 + 30, 17 * 60],
] as const;

/** Days off of the years that a sample usually spans; from, to. */
const HOLIDAYS: readonly (readonly [string, string])[] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-25', '2025-02-02'],
  ['2025-04-07', '2025-04-07'],
  ['2025-04-30', '2025-05-02'],
  ['2025-09-01', '2025-09-02'],
  ['2026-01-01', '2026-01-02'],
  ['2026-02-14', '2026-02-22'],
  ['2026-04-27', '2026-04-27'],
  ['2026-04-30', '2026-05-01'],
  ['2026-09-01', '2026-09-02'],
];

/** `yyyy-MM-dd` of an instant there. */
export function dayOf(at: number): string {
  return new Date(at + OFFSET).toISOString().slice(0, 10);
}

/** 00:00 there of the day that an instant is in, or of `yyyy-MM-dd`. */
export function startOfDay(at: number | string): number {
  return Date.parse(`${typeof at === 'string' ? at : dayOf(at)}T00:00:00+07:00`);
}

export function isWorkingDay(at: number): boolean {
  const weekday = new Date(at + OFFSET).getUTCDay();
  const day = dayOf(at);
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.some(([from, to]) => from <= day && day <= to);
}

/** The instant itself in office hours, else the next opening: at lunch 13:30, after closing the next morning. */
export function nextOpen(at: number): number {
  for (let day = startOfDay(at); ; day += DAY) {
    if (!isWorkingDay(day)) continue;
    for (const [from, to] of OFFICE_HOURS) {
      if (at < day + to * MINUTE) return Math.max(at, day + from * MINUTE);
    }
  }
}

/** Adds working time (ms) and ends in office hours, or at their last moment. */
export function addWorking(at: number, duration: number): number {
  let now = nextOpen(at);
  let left = duration;
  for (;;) {
    const day = startOfDay(now);
    const minutes = (now - day) / MINUTE;
    const close = day + (minutes < OFFICE_HOURS[0][1] ? OFFICE_HOURS[0][1] : OFFICE_HOURS[1][1]) * MINUTE;
    if (left <= close - now) return now + left;
    left -= close - now;
    now = nextOpen(close);
  }
}

/** Working time of a procedure's term, ms: a day has 8 hours. */
export function termOf({ amount, unit }: { amount: number; unit: string }): number {
  return amount * (unit === 'GIO' ? 1 : 8) * HOUR;
}
