import type { Instant } from '../../../domain/time.js';

/** Longer text is no date. */
const MAX_LENGTH = 64;

/** RFC 822 and 5322, as feeds write it: a weekday in any language that nobody judges, seconds or none, 2-digit years. */
const RFC822 =
  /^(?:[^\d,]{1,16},?\s+)?(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2}),?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s*([A-Za-z]*\s?[+-]?[\d:]*)(?:\s*\([^)]*\))?$/;
/** W3C's profile of ISO 8601 from the day on, also without a zone. */
const W3C = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?\s?([Zz]|[+-]\d\d:?\d\d)?)?$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Where nothing is said, and where offices write it themselves. */
const HERE = '+07:00';
/** RFC 822's names; `ICT` is ours. */
const ZONES: Readonly<Record<string, string>> = {
  '': HERE,
  ICT: HERE,
  UT: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  EDT: '-04:00',
  EST: '-05:00',
  CDT: '-05:00',
  CST: '-06:00',
  MDT: '-06:00',
  MST: '-07:00',
  PDT: '-07:00',
  PST: '-08:00',
};

/**
 * The instant that a feed's date names; undefined when it is none or does not exist. A date without a zone, and one without a time
 * (00:00), is read in UTC+7. The single letters of RFC 822 count as UTC, as RFC 5322 asks, because they were defined wrongly.
 * `readTime` takes the forms of the exchange forms.
 */
export function readFeedDate(
  written: string,
  readTime: (text: string) => Instant | undefined,
): Instant | undefined {
  const text = written.trim().replace(/\s+/g, ' ');
  if (text.length > MAX_LENGTH) return undefined;
  return readTime(w3c(text) ?? rfc822(text) ?? text);
}

function w3c(text: string): string | undefined {
  const match = W3C.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = HERE] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${withColon(zone)}`;
}

function rfc822(text: string): string | undefined {
  const match = RFC822.exec(text);
  if (!match) return undefined;
  const [, day = '', monthName = '', year = '', hour = '', minute, second = '00', zoneName = ''] = match;
  const month = MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1;
  const zone = zoneOf(zoneName.trim().toUpperCase());
  if (month === 0 || zone === undefined) return undefined;
  return `${fullYear(year)}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${zone}`;
}

/** `+0700`, `GMT+7`, `UTC+07:00`, `EST`, `K`; undefined for a name that is none. */
function zoneOf(name: string): string | undefined {
  const offset = /^(?:GMT|UTC)? ?([+-])(\d{1,2}):?(\d\d)?$/.exec(name);
  if (offset) return `${offset[1]}${two(offset[2] ?? '')}:${offset[3] ?? '00'}`;
  return ZONES[name] ?? (/^[A-IK-Z]$/.test(name) ? 'Z' : undefined);
}

/** RFC 5322, 4.3. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 50 ? `20${year}` : `19${year}`;
}

function two(part: string | number): string {
  return String(part).padStart(2, '0');
}

function withColon(zone: string): string {
  return zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
}
