/*
 * Numbers as offices write them: dots part the thousands and a comma stands before decimals, `1.234.567,50`. A dot with one or
 * two digits behind it is a decimal point as programs write it, `8000.5`; with three it parts thousands, `8.000`.
 */

const GROUPED = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/;
const PLAIN = /^(\d{1,13})(?:[.,](\d{1,2}))?$/;
const MAX_DIGITS = 13;

/** A number that is not negative, with at most 13 digits and two decimals; undefined when it is none, `1,234` for one. */
export function readNumber(text: string): number | undefined {
  const [, whole, decimals = '0'] = GROUPED.exec(text) ?? PLAIN.exec(text) ?? [];
  const digits = whole?.replaceAll('.', '');
  return digits === undefined || digits.length > MAX_DIGITS ? undefined : Number(`${digits}.${decimals}`);
}

const SIGN = /^(?:\((.+)\)|([-−–]?)(.+))$/s;
const GROUPED_FINE = /^(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,12}))?$/;
const PLAIN_FINE = /^(\d{1,15})(?:[.,](\d{1,2}|\d{4,12}))?$/;
const MAX_FINE_DIGITS = 15;

/**
 * A number with a sign (`-1.234` or `(1.234)`), at most 15 digits and twelve decimals; undefined when it is none. Three digits behind a
 * comma may be decimals or thousands, and nothing here says which: that is none either.
 */
export function readDecimal(text: string): number | undefined {
  const [, bracketed, sign = '', plain = ''] = SIGN.exec(text) ?? [];
  const size = (bracketed ?? plain).trim();
  const [, whole, decimals = '0'] = GROUPED_FINE.exec(size) ?? PLAIN_FINE.exec(size) ?? [];
  const digits = whole?.replaceAll('.', '');
  if (digits === undefined || digits.length > MAX_FINE_DIGITS) return undefined;
  const number = Number(`${digits}.${decimals}`);
  return number !== 0 && (bracketed !== undefined || sign !== '') ? -number : number;
}

/** Whether a cell says that there is no number: a dash is not 0. */
export function isDash(text: string): boolean {
  return /^[-–—]$/.test(text);
}
