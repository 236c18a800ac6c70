import type { Json, JsonObject } from './canonical.js';

/**
 * Whether everything that we sent stands in what was found (national portal contract, "Same means"): every key that we
 * sent, text after NFC, lists as multisets, links without their query, and nothing (`""`, an empty list, `null`, no key) equal to
 * nothing. Keys that only the other side has do not count, at any depth.
 *
 * `links` names the keys whose value is a file's link.
 */
export function holdsAllOf(found: Json | undefined, sent: JsonObject, links: ReadonlySet<string>): boolean {
  if (found === null || typeof found !== 'object' || Array.isArray(found)) return false;
  return Object.entries(sent).every(([key, value]) => matches(found[key], value, links, links.has(key)));
}

function matches(
  found: Json | undefined,
  sent: Json | undefined,
  links: ReadonlySet<string>,
  isLink: boolean,
): boolean {
  if (isNothing(sent)) return isNothing(found);
  if (isNothing(found)) return false;
  if (typeof sent === 'string') {
    if (typeof found !== 'string') return false;
    return isLink ? linkText(found) === linkText(sent) : found.normalize('NFC') === sent.normalize('NFC');
  }
  if (Array.isArray(sent)) return Array.isArray(found) && sameMultiset(found, sent, links, isLink);
  if (typeof sent === 'object') return holdsAllOf(found, sent, links);
  return found === sent;
}

function isNothing(value: Json | undefined): value is undefined | null | '' {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/**
 * As many elements, each sent one matched by a found one of its own. Found elements may carry further keys, so one may
 * match several sent ones: pairs are looked for by augmenting paths, not greedily.
 */
function sameMultiset(
  found: readonly Json[],
  sent: readonly Json[],
  links: ReadonlySet<string>,
  isLink: boolean,
): boolean {
  if (found.length !== sent.length) return false;
  const taker: (number | undefined)[] = found.map(() => undefined);
  const fits = (at: number, to: number): boolean => matches(found[to], sent[at], links, isLink);
  const place = (at: number, tried: Set<number>): boolean => {
    for (let to = 0; to < found.length; to += 1) {
      if (tried.has(to) || !fits(at, to)) continue;
      tried.add(to);
      const before = taker[to];
      if (before === undefined || place(before, tried)) {
        taker[to] = at;
        return true;
      }
    }
    return false;
  };
  return sent.every((_, at) => place(at, new Set()));
}

/** A link as it counts in hashes and comparisons: without query and fragment, in NFC. */
export function linkText(link: string): string {
  return link.normalize('NFC').replace(/[?#].*$/su, '');
}

/** A copy of a body in which every link (by its key's name) is without its query: what payload hashes are made of. */
export function withoutLinkQueries(body: JsonObject, links: ReadonlySet<string>): JsonObject {
  const strip = (value: Json | undefined, isLink: boolean): Json | undefined => {
    if (typeof value === 'string') return isLink ? linkText(value) : value;
    if (Array.isArray(value)) return value.map((each) => strip(each, isLink) ?? null);
    return value !== null && typeof value === 'object' ? withoutLinkQueries(value, links) : value;
  };
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, strip(value, links.has(key))]));
}
