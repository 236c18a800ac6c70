import type { DossierLife, KnownEntry } from './dossier-lives.js';
import type { Findings } from './findings.js';
import { codeOf, type Raw } from './values.js';

/**
 * Compares a dossier's trace as a multiset, then its order. `wire` tells an entry as the portal should hold it, `found` are the
 * portal's entries in the same form, in the order in which they stand there.
 */
export function compareEntries(
  findings: Findings,
  life: DossierLife,
  found: readonly string[],
  wire: (entry: KnownEntry) => string,
): void {
  const expected = life.entries.map((entry) => ({ entry, text: wire(entry), met: false }));
  const former = life.former.map((entry) => ({ entry, text: wire(entry), met: false }));
  const order: KnownEntry[] = [];
  const repeated = new Map<string, number>();
  for (const text of found) {
    const match =
      expected.find((each) => !each.met && each.text === text) ??
      former.find((each) => !each.met && each.text === text);
    if (match) {
      match.met = true;
      order.push(match.entry);
    } else if ([...expected, ...former].some((each) => each.text === text)) {
      repeated.set(text, (repeated.get(text) ?? 1) + 1);
    } else {
      findings.unexpected.push(`${life.key} QuaTrinh ${text}`);
    }
  }
  for (const [text, count] of repeated)
    findings.duplicates.push({ key: `${life.key} QuaTrinh ${text}`, count });
  expected.forEach(({ entry, met }, index) => {
    // Edited at the source after it was sent: the portal keeps the former text.
    const edited = former.some((each) => each.met && sameAct(each.entry, entry));
    if (!met && !edited) findings.missing.push(`${life.key} QuaTrinh[${index}]`);
  });
  findings.expected.entries += expected.length;
  findings.found.entries += found.length;
  if (isOutOfOrder(order)) findings.outOfOrder.push(life.key);
}

function sameAct(a: KnownEntry, b: KnownEntry): boolean {
  const act = ({ at, row }: KnownEntry) => [at, codeOf(row['TrangThai']), codeOf(row['NguoiXuLy'])].join('|');
  return act(a) === act(b);
}

/** In the order of time, but for an entry that was told only after a later one: that one stands where it was told. */
function isOutOfOrder(order: readonly KnownEntry[]): boolean {
  return order.some((late, position) =>
    order.slice(0, position).some((early) => early.at > late.at && late.since <= early.since),
  );
}

/** A row as one text, from the given keys in this order. */
export function entryText(row: Raw, keys: readonly string[]): string {
  return keys.map((key) => String(row[key] ?? '')).join('|');
}
