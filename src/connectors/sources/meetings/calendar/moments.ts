import ICAL from 'ical.js';
import { CalendarFault } from './fault.js';

/** A time as a calendar writes it. */
export interface Moment {
  /** What the clock on the wall shows, as if it were UTC; ms. */
  wall: number;
  /** A whole day. */
  isDate: boolean;
  isUtc: boolean;
  /** TZID */
  zone?: string;
}

/** As jCal has it (RFC 7265): a date, or a date with a time. */
const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z)?)?$/;

/** The times of a property; throws {@link CalendarFault} at `field` for one that does not exist, which the library would move on. */
export function momentsOf(property: ICAL.Property, field: string): Moment[] {
  const zone = property.getFirstParameter('tzid') as string | undefined;
  const [, , , ...values] = property.toJSON() as unknown[];
  return values.map((value) => {
    // Of a period its begin.
    const text: unknown = Array.isArray(value) ? value[0] : value;
    const moment = typeof text === 'string' ? momentIn(text) : undefined;
    if (!moment) throw new CalendarFault(field, 'BAD_DATE');
    return zone === undefined ? moment : { ...moment, zone };
  });
}

function momentIn(text: string): Moment | undefined {
  const [, year, month, day, hour, minute = '0', second = '0', utc] = WRITTEN.exec(text) ?? [];
  if (year === undefined) return undefined;
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute),
    Number(second),
  );
  // What does not exist comes out as something else.
  const same = new Date(wall).toISOString().startsWith(text.replace('Z', ''));
  return same ? { wall, isDate: hour === undefined, isUtc: utc !== undefined } : undefined;
}

/** The library's time of a moment, without a zone: what rules are counted on. */
export function timeOf({ wall, isDate }: Moment): ICAL.Time {
  const time = ICAL.Time.fromJSDate(new Date(wall), true);
  time.zone = ICAL.Timezone.localTimezone;
  time.isDate = isDate;
  return time;
}

/** Back from it. */
export function wallOf({ year, month, day, hour, minute, second }: ICAL.Time): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
