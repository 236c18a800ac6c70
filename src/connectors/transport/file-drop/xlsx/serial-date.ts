import type { NumberKind } from './styles.js';

const DAY_MS = 24 * 3_600_000;
/** 9999-12-31. */
const LAST_DAY = 2_958_465;
const BETWEEN_SYSTEMS = 1_462;

/** What a style leaves out, and what stands in the serial for it. */
const LEFT_OUT: Partial<Record<NumberKind, string>> = { month: '-01', year: '-01-01' };

/**
 * The date that a serial number stands for, as the exchange forms write it without a zone: `yyyy-MM-dd`, `yyyy-MM-dd HH:mm:ss`
 * where the style shows a time or the number has one, `HH:mm:ss` for a time alone; `yyyy-MM` or `yyyy` where the style shows no more and the
 * number is the first day of it, which nobody may have meant. Undefined for a day that does not exist:
 * before day 1, after 9999, and 29 February 1900, which the 1900 system counts.
 */
export function serialToText(serial: number, kind: NumberKind, from1904: boolean): string | undefined {
  const seconds = Math.round(serial * 86_400);
  const clock = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19);
  if (kind === 'time' && serial >= 0 && serial < 1) return clock;
  const counted = Math.floor(seconds / 86_400) + (from1904 ? BETWEEN_SYSTEMS : 0);
  if (!(serial >= 0) || counted < 1 || counted > LAST_DAY || counted === 60) return undefined;
  // Day 1 is 1 January 1900; from day 61 on the day that was not there has been counted.
  const day = counted < 60 ? counted + 1 : counted;
  const date = new Date(Date.UTC(1899, 11, 30) + day * DAY_MS).toISOString().slice(0, 10);
  if (kind === 'dateTime' || kind === 'time' || seconds % 86_400 !== 0) return `${date} ${clock}`;
  const leftOut = LEFT_OUT[kind] ?? '';
  return date.endsWith(leftOut) ? date.slice(0, date.length - leftOut.length) : date;
}
