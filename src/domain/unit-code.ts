/** How a unit's code may be written: older forms stand with dots or with hyphens, and the table of other codes has one of them. */
export function spellingsOf(code: string): string[] {
  return [...new Set([code, code.replaceAll('-', '.'), code.replaceAll('.', '-')])];
}
