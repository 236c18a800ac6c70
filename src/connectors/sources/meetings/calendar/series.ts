import type ICAL from 'ical.js';
import { OFFSET_MS } from '../../../../domain/time.js';
import type { CalendarEvent } from './event.js';
import { CalendarFault } from './fault.js';
import { type Moment, timeOf, wallOf } from './moments.js';
import type { InstantOf } from './zones.js';

/** One begin of a series; `taken`: the series leaves it out. */
export interface Begin {
  at: number;
  taken: boolean;
}

/** A series without an end has the sessions that begin so long before and after its file was written. */
export const WINDOW_MS = 400 * 86_400_000;
/** Of one series: daily for more than five years. */
const MAX_SESSIONS = 2_000;
/** Begins that are counted through to come to the window: daily since 1900 are 46,000. */
const MAX_STEPS = 100_000;
const TOO_OFTEN = new Set(['SECONDLY', 'MINUTELY', 'HOURLY']);
const DAY = 86_400_000;

/**
 * The begins of a series, the earliest first: what its rules and RDATEs give, with what EXDATE takes away told as taken. Rules are counted on the clock
 * on the wall, so that a series at 8:00 stays at 8:00; UNTIL is compared as an instant. Throws {@link CalendarFault}.
 */
export function beginsOf(event: CalendarEvent, instantOf: InstantOf, writtenAt: number): Begin[] {
  const at = (moment: Moment): number => {
    const instant = instantOf(moment);
    if (instant === undefined) throw new CalendarFault('MaBuoi', 'UNKNOWN_ZONE');
    return instant;
  };
  const { start, rules } = event;
  const isWhole = rules.every(hasEnd) || inWindow(event.startsAt, writtenAt);
  const begins = new Set<number>(isWhole ? [event.startsAt] : []);
  for (const rule of rules) for (const begin of ruleBegins(rule, start, at, writtenAt)) begins.add(begin);
  for (const moment of event.added) begins.add(at({ ...moment, ...zoneOf(moment, start) }));
  const taken = event.taken.map((moment) => ({ ...moment, ...zoneOf(moment, start) }));
  const instants = new Set(taken.filter(({ isDate }) => isDate === start.isDate).map(at));
  // EXDATE;VALUE=DATE of a series of times takes the whole day.
  const days = new Set(start.isDate ? [] : taken.filter(({ isDate }) => isDate).map(({ wall }) => wall));
  if (begins.size > MAX_SESSIONS) throw new CalendarFault('', 'TOO_MANY_SESSIONS', `> ${MAX_SESSIONS}`);
  return [...begins]
    .sort((a, b) => a - b)
    .map((begin) => ({ at: begin, taken: instants.has(begin) || days.has(dayOf(begin)) }));
}

/** Times of one property are of the series' zone where they name none. */
function zoneOf({ zone, isUtc }: Moment, start: Moment): { zone?: string } {
  return zone === undefined && !isUtc && start.zone !== undefined ? { zone: start.zone } : {};
}

/** The first moment of the day here, as a wall clock shows it. */
function dayOf(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY) * DAY;
}

function* ruleBegins(
  given: ICAL.Recur,
  start: Moment,
  at: (moment: Moment) => number,
  writtenAt: number,
): Generator<number> {
  if (TOO_OFTEN.has(given.freq)) throw new CalendarFault('', 'TOO_OFTEN');
  const until = untilOf(given, start, at);
  const { count } = given;
  const ends = hasEnd(given);
  // Both are judged here: the library would compare UNTIL without zones, and count days that do not exist.
  const rule = given.clone();
  rule.until = null;
  rule.count = null;
  const iterator = rule.iterator(timeOf(start));
  let counted = 0;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = iterator.next();
    if (!next || counted === count) return;
    const begin = at({ ...start, wall: wallOf(next) });
    if (until !== undefined && begin > until) return;
    if (!ends && begin > writtenAt + WINDOW_MS) return;
    if (!fits(rule, next, start)) continue;
    counted += 1;
    if (ends || inWindow(begin, writtenAt)) yield begin;
  }
  throw new CalendarFault('', 'TOO_MANY_SESSIONS', `> ${MAX_STEPS}`);
}

function hasEnd({ until, count }: ICAL.Recur): boolean {
  return until !== null || count !== null;
}

function inWindow(begin: number, writtenAt: number): boolean {
  return Math.abs(begin - writtenAt) <= WINDOW_MS;
}

/** Whether a day is one that the rule names: the library moves 30 February into March where RFC 5545 leaves it out. */
function fits(rule: ICAL.Recur, { year, month, day }: ICAL.Time, start: Moment): boolean {
  const { BYMONTH: months, BYMONTHDAY: days, ...others } = rule.parts;
  if (months && !months.includes(month)) return false;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (days) return days.includes(day) || days.includes(day - last - 1);
  const byDay = Object.keys(others).some((part) => ['BYDAY', 'BYYEARDAY', 'BYWEEKNO'].includes(part));
  const isLong = rule.freq === 'MONTHLY' || rule.freq === 'YEARLY';
  return byDay || !isLong || day === new Date(start.wall).getUTCDate();
}

/** The last instant that counts; a day to its end. */
function untilOf({ until }: ICAL.Recur, start: Moment, at: (moment: Moment) => number): number | undefined {
  if (!until) return undefined;
  const isUtc = until.toString().endsWith('Z');
  const instant = at({ ...start, wall: wallOf(until), isDate: false, isUtc });
  return until.isDate ? instant + DAY - 1 : instant;
}
