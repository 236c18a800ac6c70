/** As part of other codes: the form of today, level 1 first, `H56.14.3`, or the older one with level 1 last, `000.00.14.H56`, also with hyphens. */
export const UNIT_PATTERN = String.raw`(?:[A-Z]\d{2}(?:\.\d{1,3}){0,3}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|\d{3}-\d{2}-\d{2}-[A-Z]\d{2})`;

/** The code of a unit, in any form. */
export const UNIT_CODE = new RegExp(`^${UNIT_PATTERN}$`);

/** How a unit's code may be written: older forms stand with dots or with hyphens, and the table of other codes has one of them. */
export function spellingsOf(code: string): string[] {
  return [...new Set([code, code.replaceAll('-', '.'), code.replaceAll('.', '-')])];
}
