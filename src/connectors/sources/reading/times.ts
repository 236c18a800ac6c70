import { DateTime } from 'luxon';
import { type Instant, OFFSET_MS, STEADY_SINCE, ZONE } from '../../../domain/time.js';

/*
 * Times as sources write them (exchange forms, "One-stop dossier"): RFC 3339, or `yyyy-MM-dd HH:mm:ss`,
 * `dd/MM/yyyy HH:mm[:ss]`, `yyyyMMddHHmmss` read in Asia/Ho_Chi_Minh.
 */

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;
const SORTABLE = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const VIETNAMESE = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)(?::(\d\d))?$/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const VIETNAMESE_DAY = /^(\d\d)\/(\d\d)\/(\d{4})$/;

const DAY_MS = 24 * 3_600_000;
const SHORTEST_MONTH = 28;

/** What a date without a time stands for: its first or its last millisecond there. */
export type DayEdge = 'start' | 'end';

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** The instant that `text` names; undefined when it has none of the four forms or does not exist (30 February). */
export function readTime(text: string): Instant | undefined {
  const rfc = RFC3339.exec(text);
  if (rfc) return readRfc3339(rfc);
  const sortable = SORTABLE.exec(text) ?? COMPACT.exec(text);
  if (sortable) {
    const [, year, month, day, hour, minute, second] = sortable;
    return local(parts(year, month, day, hour, minute, second));
  }
  const vietnamese = VIETNAMESE.exec(text);
  if (!vietnamese) return undefined;
  const [, day, month, year, hour, minute, second] = vietnamese;
  return local(parts(year, month, day, hour, minute, second ?? '0'));
}

/** As {@link readTime}, and also `yyyy-MM-dd` and `dd/MM/yyyy` as that edge of the day in Asia/Ho_Chi_Minh. */
export function readDay(text: string, edge: DayEdge): Instant | undefined {
  const iso = DAY.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : (([, d, m, y]: (string | undefined)[]) => [y, m, d])(VIETNAMESE_DAY.exec(text) ?? []);
  if (year === undefined) return readTime(text);
  const start = local(parts(year, month, day, '0', '0', '0'));
  if (start === undefined || edge === 'start') return start;
  return new Date(Date.parse(start) + DAY_MS - 1).toISOString();
}

function parts(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
): Parts {
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
}

function exists({ year, month, day, hour, minute, second }: Parts): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false;
  return day <= SHORTEST_MONTH || day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function utc({ year, month, day, hour, minute, second }: Parts): number {
  // `Date.UTC` takes 0 to 99 for years of the last century.
  if (year > 99) return Date.UTC(year, month - 1, day, hour, minute, second);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.setUTCHours(hour, minute, second);
}

function local(at: Parts): Instant | undefined {
  if (!exists(at)) return undefined;
  if (at.year >= STEADY_SINCE) return new Date(utc(at) - OFFSET_MS).toISOString();
  return DateTime.fromObject(at, { zone: ZONE }).toJSDate().toISOString();
}

function readRfc3339(match: RegExpExecArray): Instant | undefined {
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const at = parts(year, month, day, hour, minute, second);
  if (!exists(at)) return undefined;
  let offsetMinutes = 0;
  if (zone !== 'Z' && zone !== 'z') {
    const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
    if (hours > 23 || minutes > 59) return undefined;
    offsetMinutes = (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
  }
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return new Date(utc(at) + ms - offsetMinutes * 60_000).toISOString();
}
