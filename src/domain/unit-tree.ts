import type { Instant } from './time.js';

/** That a unit stands below another, and when; both ends count. */
export interface Below {
  /** The unit above. */
  code: string;
  /** Absent: since ever. */
  from?: Instant | undefined;
  /** Absent: until further notice. */
  to?: Instant | undefined;
}

/** Whether a unit would stand below itself at some time. `above`: what each unit stands below; for the unit itself, what is judged. */
export function standsBelowItself(unit: string, above: (code: string) => readonly Below[]): boolean {
  const seen = new Set<string>();
  const climb = (code: string, since: number, until: number): boolean =>
    above(code).some(({ code: next, from, to }) => {
      const begin = from === undefined ? since : Math.max(since, Date.parse(from));
      const end = to === undefined ? until : Math.min(until, Date.parse(to));
      if (begin > end) return false;
      if (next === unit) return true;
      const place = `${next} ${begin} ${end}`;
      if (seen.has(place)) return false;
      seen.add(place);
      return climb(next, begin, end);
    });
  return climb(unit, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
}
