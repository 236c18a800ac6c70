import type { Json } from '../../../../domain/canonical.js';
import { ZERO_DATE } from '../mapping/dates.js';

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Absent, in any of the ways a portal may say so. */
export function isAbsent(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === ZERO_DATE) return true;
  return Array.isArray(value) && value.length === 0;
}

/**
 * Whether what the portal shows equals what we sent: text in NFC, moments as moments, numbers numerically, objects by
 * our keys (the portal's own extra keys do not count), lists as multisets.
 */
export function sameValue(sent: Json | undefined, shown: Json | undefined): boolean {
  if (isAbsent(sent)) return isAbsent(shown);
  if (isAbsent(shown)) return false;
  if (Array.isArray(sent)) return Array.isArray(shown) && sameMultiset(sent, shown);
  switch (typeof sent) {
    case 'number':
      return (typeof shown === 'number' || typeof shown === 'string') && Number(shown) === sent;
    case 'string':
      return typeof shown === 'string' && sameText(sent, shown);
    case 'object':
      return typeof shown === 'object' && !Array.isArray(shown) && sameObject(sent ?? {}, shown ?? {});
    default:
      return sent === shown;
  }
}

function sameObject(
  sent: Record<string, Json | undefined>,
  shown: Record<string, Json | undefined>,
): boolean {
  return Object.entries(sent).every(([key, value]) =>
    key === 'Base64' ? sameBytes(value, shown[key]) : sameValue(value, shown[key]),
  );
}

/** Text in NFC; two date-times are equal when they name the same moment. */
export function sameText(sent: string, shown: string): boolean {
  if (sent.normalize('NFC') === shown.normalize('NFC')) return true;
  return DATE_TIME.test(sent) && DATE_TIME.test(shown) && Date.parse(sent) === Date.parse(shown);
}

/** Base64 is compared by the bytes it stands for: padding, line breaks and alphabet are the portal's own. */
function sameBytes(sent: Json | undefined, shown: Json | undefined): boolean {
  if (sent === shown) return true;
  if (typeof sent !== 'string' || typeof shown !== 'string') return isAbsent(sent) && isAbsent(shown);
  return Buffer.from(sent, 'base64').equals(Buffer.from(shown, 'base64'));
}

/**
 * A one-to-one match between two lists of equal length. An item of ours may equal several of the portal's (extra keys do
 * not count), so a taken one is handed on along augmenting paths rather than by first come.
 */
export function sameMultiset(sent: readonly Json[], shown: readonly Json[]): boolean {
  if (sent.length !== shown.length) return false;
  const takenBy = new Map<number, number>();
  const place = (index: number, seen: Set<number>): boolean => {
    for (const [at, candidate] of shown.entries()) {
      if (seen.has(at) || !sameValue(sent[index], candidate)) continue;
      seen.add(at);
      const holder = takenBy.get(at);
      if (holder === undefined || place(holder, seen)) {
        takenBy.set(at, index);
        return true;
      }
    }
    return false;
  };
  return sent.every((_, index) => place(index, new Set()));
}
