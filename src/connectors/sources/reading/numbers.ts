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

/** Whether a cell says that there is no number: a dash is not 0. */
export function isDash(text: string): boolean {
  return /^[-–—]$/.test(text);
}
