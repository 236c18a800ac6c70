/**
 * A calendar date as far as it is known, ISO 8601 of reduced precision: `1945`, `1945-03` or `1945-03-12`. The text says how far, so
 * nothing is made up: who was born in 1945 was not born on 1 January. As text, dates stand in their order, the vaguer first.
 */
export type PartialDate = string;

export type DatePrecision = 'YEAR' | 'MONTH' | 'DAY';

const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

/** The date of these parts; undefined when it does not exist (31/02), a part between is missing, or the year is not one of four digits near ours. */
export function partialDateOf(year: number, month?: number, day?: number): PartialDate | undefined {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (month === undefined) return day === undefined ? String(year) : undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  const ofMonth = `${year}-${two(month)}`;
  if (day === undefined) return ofMonth;
  return Number.isInteger(day) && day >= 1 && day <= daysIn(year, month)
    ? `${ofMonth}-${two(day)}`
    : undefined;
}

/** Whether a text is a {@link PartialDate} that exists. */
export function isPartialDate(text: string): boolean {
  const [, year, month, day] = SHAPE.exec(text) ?? [];
  return year !== undefined && partialDateOf(Number(year), numberIn(month), numberIn(day)) === text;
}

export function precisionOf(date: PartialDate): DatePrecision {
  return date.length === 4 ? 'YEAR' : date.length === 7 ? 'MONTH' : 'DAY';
}

/** The first day that it may be, `yyyy-MM-dd`. */
export function firstDayOf(date: PartialDate): string {
  return date + '-01-01'.slice(date.length - 4);
}

/** The last day that it may be, `yyyy-MM-dd`. */
export function lastDayOf(date: PartialDate): string {
  const [year = 0, month = 12] = date.split('-').map(Number);
  return precisionOf(date) === 'DAY' ? date : `${year}-${two(month)}-${two(daysIn(year, month))}`;
}

/** Whether one lies before the other whatever their unknown parts are: `1945-03` before `1945-04`, but not before `1945`. */
export function isSurelyBefore(one: PartialDate, other: PartialDate): boolean {
  return lastDayOf(one) < firstDayOf(other);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function numberIn(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Whether two dates, as far as they are known, may be the same day. */
export function mayBeOneDay(one: PartialDate, other: PartialDate): boolean {
  return !isSurelyBefore(one, other) && !isSurelyBefore(other, one);
}
