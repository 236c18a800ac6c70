import ICAL from 'ical.js';
import type { Json } from '../../../../domain/canonical.js';
import { toInstant } from '../../../../domain/time.js';
import type { UnitOfAddress } from '../parameters.js';
import type { Block } from './blocks.js';
import { CalendarFault } from './fault.js';
import { type Moment, momentsOf } from './moments.js';
import { factsOf } from './people.js';
import { textOf } from './text.js';
import type { InstantOf } from './zones.js';

/** What one VEVENT says. */
export interface CalendarEvent {
  line: number;
  uid: string | undefined;
  start: Moment;
  startsAt: number;
  /** ms; less than nothing where it ends before it begins. */
  length: number;
  /** Of a session that stands for one of a series: when the rule has it begin. */
  recurrenceAt: number | undefined;
  /** It stands for all that come after that session too (RANGE=THISANDFUTURE). */
  andFuture: boolean;
  rules: ICAL.Recur[];
  /** Begins that are added to the rule's, and taken away. */
  added: Moment[];
  taken: Moment[];
  sequence: number | undefined;
  /** In the columns of the form; times and the session aside. */
  facts: { [column: string]: Json };
}

/** What reading an event needs to know of its calendar. */
export interface CalendarReading {
  instantOf: InstantOf;
  unitOf: UnitOfAddress;
  /** METHOD, upper case. */
  method: string | undefined;
}

const DAY = 86_400_000;

/** Reads one event. Throws {@link CalendarFault} where it cannot be read at all. */
export function eventOf(block: Block, reading: CalendarReading): CalendarEvent {
  if (block.cut) throw new CalendarFault('', 'CUT_OFF');
  const component = parsed(block);
  const { instantOf, unitOf, method } = reading;
  const at = (moment: Moment, field: string): number => {
    const instant = instantOf(moment);
    if (instant === undefined) throw new CalendarFault(field, 'UNKNOWN_ZONE');
    return instant;
  };
  const first = (name: string, field: string): Moment | undefined => {
    const property = component.getFirstProperty(name);
    return property ? momentsOf(property, field)[0] : undefined;
  };
  const all = (name: string) =>
    component.getAllProperties(name).flatMap((property) => momentsOf(property, 'MaBuoi'));
  const start = first('dtstart', 'BatDau');
  if (!start) throw new CalendarFault('BatDau', 'MISSING');
  const startsAt = at(start, 'BatDau');
  const end = first('dtend', 'KetThuc');
  const original = component.getFirstProperty('recurrence-id');
  const range: unknown = original?.getFirstParameter('range');
  // RFC 5545 keeps no other: what THISANDPRIOR was for is gone.
  if (range !== undefined && range !== 'THISANDFUTURE') throw new CalendarFault('MaBuoi', 'RANGE_NOT_READ');
  const session = first('recurrence-id', 'MaBuoi');
  // Without a METHOD DTSTAMP is when it changed last, and many write when they exported it.
  const revised = method === undefined ? first('last-modified', 'ThoiDiemLap') : undefined;
  const stamp = revised ?? first('dtstamp', 'ThoiDiemLap') ?? first('created', 'ThoiDiemLap');
  const stamped = stamp && toInstant(at(stamp, 'ThoiDiemLap'));
  const sequence = component.getFirstPropertyValue('sequence');
  return {
    line: block.line,
    uid: textOf(component, 'uid'),
    start,
    startsAt,
    length: end ? at(end, 'KetThuc') - startsAt : (lengthOf(component) ?? (start.isDate ? DAY : 0)),
    recurrenceAt: session && at(session, 'MaBuoi'),
    andFuture: range !== undefined,
    rules: component
      .getAllProperties('rrule')
      .map((property) => property.getFirstValue())
      .filter((rule) => rule instanceof ICAL.Recur),
    added: all('rdate'),
    taken: all('exdate'),
    sequence: typeof sequence === 'number' ? sequence : undefined,
    facts: {
      ...(stamped === undefined ? {} : { ThoiDiemLap: stamped, NgayCapNhat: stamped }),
      ...(method === 'CANCEL'
        ? { ...factsOf(component, unitOf), TrangThai: 'CANCELLED' }
        : factsOf(component, unitOf)),
    },
  };
}

function parsed({ lines }: Block): ICAL.Component {
  try {
    return ICAL.Component.fromString(lines.join('\r\n'));
  } catch {
    // The library's message repeats the line, which may hold anything.
    throw new CalendarFault('', 'BROKEN_CALENDAR');
  }
}

function lengthOf(component: ICAL.Component): number | undefined {
  const told = component.getFirstPropertyValue('duration');
  return told instanceof ICAL.Duration ? told.toSeconds() * 1_000 : undefined;
}
