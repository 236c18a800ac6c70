const LONGEST_MS = 24 * 3600 * 1000;

/**
 * A `Retry-After` header (seconds, or an HTTP date) as ms from `now` (ms since the epoch), between 0 and a day.
 * Undefined when there is none or it is neither.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(wait, 0), LONGEST_MS);
}
