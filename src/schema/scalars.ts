import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isPartialDate } from '../domain/partial-date.js';
import { localDay } from '../domain/time.js';

const OFFSET_MS = 7 * 3_600_000;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The hour until which an instant of a UTC day is on the same day in the district. */
const LAST_HOUR_OF_SAME_DAY = 16;
const HOURS = Array.from({ length: LAST_HOUR_OF_SAME_DAY + 1 }, (_none, hour) =>
  String(hour + OFFSET_MS / 3_600_000).padStart(2, '0'),
);

/** Any instant as RFC 3339 with the district's offset, `2024-08-23T08:30:00.000+07:00`. Throws RangeError when it is none. */
export function withOffset(value: string | number | Date): string {
  if (typeof value === 'string') {
    const near = fromStore(value);
    if (near !== undefined) return near;
  }
  const at = typeof value === 'string' ? Date.parse(value) : Number(value);
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, -1)}+07:00`;
}

/**
 * As PostgreSQL writes an instant in JSON, its session in UTC: `2024-08-23T01:30:00+00:00`, with thousandths where there are some. A page
 * has hundreds of them, and those that stay on their day need no calendar. Undefined: it is not one of these.
 */
function fromStore(value: string): string | undefined {
  const { length } = value;
  if ((length !== 25 && length !== 29) || !value.endsWith('+00:00') || value[13] !== ':') return undefined;
  const hour = HOURS[Number(value.slice(11, 13))];
  if (hour === undefined) return undefined;
  return `${value.slice(0, 11)}${hour}${value.slice(13, 19)}${length === 25 ? '.000' : value.slice(19, 23)}+07:00`;
}

function parseDateTime(value: unknown): string {
  if (typeof value !== 'string' || !RFC3339.test(value) || Number.isNaN(Date.parse(value))) {
    throw new GraphQLError('DateTime: expected RFC 3339 with an offset, such as 2024-08-23T08:30:00+07:00');
  }
  return new Date(value).toISOString();
}

function parseDay(value: unknown): string {
  const real = typeof value === 'string' && DAY.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (typeof value !== 'string' || Number.isNaN(real) || !new Date(real).toISOString().startsWith(value)) {
    throw new GraphQLError('Date: expected a calendar day such as 2024-08-23');
  }
  return value;
}

/** Inside: an Instant (RFC 3339, UTC). */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant, RFC 3339 with offset; answers are in +07:00 (Asia/Ho_Chi_Minh).',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => withOffset(value as string),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

/** Inside: an Instant on output (its day in Asia/Ho_Chi_Minh is shown), `yyyy-MM-dd` on input. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in Asia/Ho_Chi_Minh, `yyyy-MM-dd`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: (value) => (DAY.test(String(value)) ? String(value) : localDay(String(value))),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(node.kind === Kind.STRING ? node.value : undefined),
});

function parsePartialDate(value: unknown): string {
  if (typeof value === 'string' && isPartialDate(value)) return value;
  throw new GraphQLError('PartialDate: expected 1945, 1945-03 or 1945-03-12');
}

/**
 * Inside and outside: the text of domain/partial-date, or what a mask left of it. A scalar and no object with its precision beside it, for how
 * personal a date is hangs on whose it is: the class is of each field that has one.
 */
export const PartialDateScalar = new GraphQLScalarType<string, string>({
  name: 'PartialDate',
  description:
    'A calendar date as far as it is known, ISO 8601 of reduced precision: `1945` (year), `1945-03` (month) or `1945-03-12` (day). Asterisks stand for the digits of a date that is masked.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#appendix-A',
  serialize: (value) => String(value),
  parseValue: parsePartialDate,
  parseLiteral: (node) => parsePartialDate(node.kind === Kind.STRING ? node.value : undefined),
});
