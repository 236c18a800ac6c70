import { hash } from 'node:crypto';
import type { Json } from '../../../../domain/canonical.js';
import { toInstant } from '../../../../domain/time.js';
import type { OwnRecord, PlainOwnFiles } from '../../../transport/transport.js';
import type { UnitOfAddress } from '../parameters.js';
import { blocksOf } from './blocks.js';
import { type CalendarEvent, eventOf } from './event.js';
import { CalendarFault } from './fault.js';
import { beginsOf } from './series.js';
import { type InstantOf, instantsBy } from './zones.js';

/** Calendars (iCalendar, RFC 5545), session by session. */
export function calendarFiles(unitOf: UnitOfAddress): PlainOwnFiles {
  return {
    takes: (name) => /\.ics$/i.test(name),
    records: (bytes, writtenAt) => recordsOf(bytes, writtenAt, unitOf),
  };
}

function recordsOf(bytes: Buffer, writtenAt: number, unitOf: UnitOfAddress): OwnRecord[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return [refused('WRONG_ENCODING', 'Lịch phải là UTF-8 (a calendar is UTF-8)')];
  }
  if (!/^\s*BEGIN:VCALENDAR/i.test(text))
    return [refused('NOT_WHAT_IT_SAYS', 'Không phải lịch iCalendar (not iCalendar)')];
  const blocks = blocksOf(text);
  const instantOf = instantsBy(blocks);
  const method = /^METHOD:\s*(\w+)/im.exec(text)?.[1]?.toUpperCase();
  const records: OwnRecord[] = [];
  const events: CalendarEvent[] = [];
  for (const block of blocks.filter(({ name }) => name === 'VEVENT')) {
    const read = attempted(() => [eventOf(block, { instantOf, unitOf, method })]);
    if (read instanceof CalendarFault) records.push(lined(read, block.line));
    else events.push(...read);
  }
  const series = new Map<string, CalendarEvent[]>();
  for (const event of events) {
    const uid = event.uid ?? '';
    series.set(uid, [...(series.get(uid) ?? []), event]);
  }
  for (const event of events) {
    const read = attempted(() => sessionsOf(event, series.get(event.uid ?? '') ?? [], instantOf, writtenAt));
    if (read instanceof CalendarFault) records.push(lined(read, event.line));
    else records.push(...read.map((raw) => ({ raw })));
  }
  return records;
}

function attempted<T>(read: () => T): T | CalendarFault {
  try {
    return read();
  } catch (error) {
    if (error instanceof CalendarFault) return error;
    throw error;
  }
}

/**
 * The sessions that an event stands for. `of`: all events of its UID in the file. One that stands for a session goes before what the series' rule says of
 * that session, and is as new as the series that it came with.
 */
function sessionsOf(
  event: CalendarEvent,
  of: readonly CalendarEvent[],
  instantOf: InstantOf,
  writtenAt: number,
): { [column: string]: Json }[] {
  const { recurrenceAt, sequence } = event;
  if (recurrenceAt !== undefined) {
    const sequences = of.flatMap((each) => each.sequence ?? []);
    const newest = sequences.length === 0 ? undefined : Math.max(...sequences);
    const session = { recurrenceAt, own: true, sequence: newest };
    if (!event.andFuture) return [rawOf(event, event.startsAt, session)];
    const whole = of.find(repeats);
    if (!whole) throw new CalendarFault('MaBuoi', 'RANGE_NOT_READ');
    return [{ ...rawOf(event, event.startsAt, { ...session, writtenAt }), ...stampsOf(whole, event) }];
  }
  // What is wrong with every session is told once.
  const whole =
    event.uid !== undefined &&
    event.length >= 0 &&
    ['DonVi', 'NgayCapNhat', 'TieuDe'].every((name) => name in event.facts);
  if (!repeats(event) || !whole) return [rawOf(event, event.startsAt, { sequence })];
  const own = new Set(of.flatMap((each) => each.recurrenceAt ?? []));
  return beginsOf(event, instantOf, writtenAt)
    .filter(({ at }) => !own.has(at))
    .map(({ at, taken }) => ({
      ...bySeries(event, at, of, writtenAt),
      ...(taken ? { TrangThai: 'CANCELLED' } : {}),
    }));
}

function repeats({ recurrenceAt, rules, added }: CalendarEvent): boolean {
  return recurrenceAt === undefined && (rules.length > 0 || added.length > 0);
}

/**
 * A session as its series says it; from one on that stands for all that follow as that one says it, moved by as much as it is (RFC 5545, 3.8.4.4).
 */
function bySeries(
  event: CalendarEvent,
  at: number,
  of: readonly CalendarEvent[],
  writtenAt: number,
): { [column: string]: Json } {
  const { sequence } = event;
  const session = { recurrenceAt: at, sequence, own: false, pattern: patternOf(event, of), writtenAt };
  const since = of
    .flatMap((each) =>
      each.andFuture && each.recurrenceAt !== undefined ? [{ each, from: each.recurrenceAt }] : [],
    )
    .filter(({ from }) => from <= at)
    .reduce<{ each: CalendarEvent; from: number } | undefined>(
      (latest, other) => (latest && latest.from >= other.from ? latest : other),
      undefined,
    );
  if (!since) return rawOf(event, at, session);
  const { each, from } = since;
  return { ...rawOf(each, at + each.startsAt - from, session), ...stampsOf(event, each) };
}

/** What a series' sessions follow from; whatever else it says stands in each of them. */
function patternOf({ start, rules, added, taken }: CalendarEvent, of: readonly CalendarEvent[]): string {
  const ranges = of.flatMap(({ andFuture, recurrenceAt }) => (andFuture ? (recurrenceAt ?? []) : []));
  const said = [start, rules.map(String), added, taken, ranges];
  return hash('sha256', JSON.stringify(said)).slice(0, 16);
}

/**
 * Of what stands for all that follow in a series: of the series' version, so that a file without it takes it back though the series is as old as it was;
 * changed when the later of the two was.
 */
function stampsOf(
  { facts: series }: CalendarEvent,
  { facts: following }: CalendarEvent,
): { [column: string]: Json } {
  const changedAt = ({ NgayCapNhat }: CalendarEvent['facts']) => Date.parse(String(NgayCapNhat));
  const { NgayCapNhat } = changedAt(series) > changedAt(following) ? series : following;
  const { ThoiDiemLap } = series;
  return ThoiDiemLap === undefined || NgayCapNhat === undefined ? {} : { ThoiDiemLap, NgayCapNhat };
}

function rawOf(
  { uid, length, facts, start }: CalendarEvent,
  startsAt: number,
  session: {
    recurrenceAt?: number;
    own?: boolean;
    sequence: number | undefined;
    pattern?: string;
    writtenAt?: number;
  },
): { [column: string]: Json } {
  return {
    ...facts,
    ...(uid === undefined ? {} : { MaCuocHop: uid }),
    ...(session.recurrenceAt === undefined ? {} : { MaBuoi: toInstant(session.recurrenceAt) }),
    ...(session.own === undefined ? {} : { RiengBuoi: session.own }),
    ...(session.pattern === undefined ? {} : { MauLap: session.pattern }),
    ...(session.writtenAt === undefined ? {} : { ThoiDiemXuat: toInstant(session.writtenAt) }),
    ...(session.sequence === undefined ? {} : { LanSua: session.sequence }),
    BatDau: toInstant(startsAt),
    KetThuc: toInstant(startsAt + length),
    ...(start.isDate ? { CaNgay: true } : {}),
  };
}

function refused(code: string, message: string): OwnRecord {
  return { unreadable: { field: '', code, message } };
}

/** The line is what an officer finds the event by: nothing of it is kept. */
function lined({ problem }: CalendarFault, line: number): OwnRecord {
  return {
    unreadable: {
      ...problem,
      message: `${problem.message}; dòng ${line} của lịch (line ${line} of the calendar)`,
    },
  };
}
