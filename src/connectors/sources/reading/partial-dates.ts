import { type PartialDate, partialDateOf } from '../../../domain/partial-date.js';

/*
 * Partial dates as sources write them: `DD/MM/YYYY`, `MM/YYYY`, `YYYY`, the ISO forms of the same, the object {year, month?, day?} of form
 * 2C, and, as a number, the serial that a spreadsheet leaves when a date's style is lost. Parts of a written date may have one digit and be parted
 * by `/`, `-` or `.`; `00` and nothing are a part that is not known.
 */

/** By which rule two digits are a year; without one they are refused. `1900`: `45` is 1945, as files of persons with merit have it. */
export type TwoDigitYears = 1900;

/** Day first, as the country writes; never month first. */
const WRITTEN = /^(?:(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*)?(\d{4}|\d\d)$/;
const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]00:00(?::00(?:\.0+)?)?)?$/;
/** Five digits: 1927 to 2064. Fewer are a year, or nothing. */
const SERIAL = /^[1-5]\d{4}$/;
const DAY_MS = 24 * 3_600_000;

/** The date of a text; undefined when it has none of these forms or does not exist. */
export function readPartialDate(text: string, twoDigits?: TwoDigitYears): PartialDate | undefined {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso) return fromParts(iso[1], iso[2], iso[3]);
  const [, day, month, year] = WRITTEN.exec(trimmed) ?? [];
  if (year === undefined) return undefined;
  if (year.length === 4) return fromParts(year, month, day);
  return twoDigits === undefined ? undefined : fromParts(String(twoDigits + Number(year)), month, day);
}

/** As {@link readPartialDate}, of what a sheet or JSON has as a number: a year, or a serial. The same digits as text may be anything. */
export function readPartialNumber(number: number, twoDigits?: TwoDigitYears): PartialDate | undefined {
  const text = String(number);
  return SERIAL.test(text) ? fromSerial(number) : readPartialDate(text, twoDigits);
}

/**
 * An object `{year, month?, day?}` as text of those forms, its parts numbers or text; `''` when it says nothing. Where a part between is
 * missing the text has none of the forms: a day must not be read as a month.
 */
export function textOfParts(parts: object): string {
  const { year, month, day } = parts as { year?: unknown; month?: unknown; day?: unknown };
  const all = [day, month, year].map((part) => (isUnknown(part) ? '' : String(part).trim()));
  return all.join('/').replace(/^\/{1,2}/, '');
}

function isUnknown(part: unknown): boolean {
  return part === undefined || part === null || part === '' || Number(part) === 0;
}

function fromParts(year?: string, month?: string, day?: string): PartialDate | undefined {
  return partialDateOf(Number(year), known(month), known(day));
}

/** `00/00/1945` and `1945-00-00` are how forms without a better way say that only the year is known. */
function known(digits: string | undefined): number | undefined {
  const number = Number(digits ?? 0);
  return number === 0 ? undefined : number;
}

/** In the 1900 system, the only one that a number without its sheet can be of. */
function fromSerial(serial: number): PartialDate {
  return new Date(Date.UTC(1899, 11, 30) + serial * DAY_MS).toISOString().slice(0, 10);
}
