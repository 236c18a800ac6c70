import type { Sealer } from './sealed.js';

const DIGITS = 32;

/** What stands in a key for a number that must not: the same for the same text, in this installation only. */
export function keyedBy(sealer: Pick<Sealer, 'sign'>): (text: string) => string {
  return (text) => sealer.sign('natural-key', text).toString('hex').slice(0, DIGITS);
}
