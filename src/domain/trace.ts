import { hashOf } from './canonical.js';
import type { TraceItem } from './records.js';
import type { Instant } from './time.js';

/** A trace entry as the store has it. Its identity: dossier, time, state, actor, ordinal. */
export interface StoredEntry {
  id: number;
  at: Instant;
  state: number;
  actor: string;
  ordinal: number;
  /** {@link entryHash}, hex */
  contentHash: string;
  /** It was in an earlier version and is no longer at the source. */
  removed: boolean;
}

export interface NewEntry {
  item: TraceItem;
  ordinal: number;
  contentHash: string;
  /** Earlier than an entry that was already known: sent all the same, flagged. */
  backDated: boolean;
}

/** What one version's trace means for the stored entries. */
export interface TraceChange {
  added: NewEntry[];
  /** Same identity, other content. */
  edited: { id: number; item: TraceItem; contentHash: string }[];
  /** Ids of entries that the source no longer has. */
  removed: number[];
  /** Ids of entries that had been removed and are back unchanged. */
  restored: number[];
}

/** The content of an entry, identity included, as hex of SHA-256. */
export function entryHash(item: TraceItem): string {
  return hashOf({ ...item, at: new Date(item.at).toISOString() }).toString('hex');
}

function identityOf(entry: { at: Instant; state: number; actor: string }): string {
  return `${Date.parse(entry.at)} ${entry.state} ${entry.actor}`;
}

/**
 * Matches an arriving trace with the stored entries. Within equal (time, state, actor), by content first: so a
 * reordered list changes nothing. Left-over pairs are edits, left-over new ones are new (with the next ordinal), left-over
 * stored ones are removed.
 */
export function matchTrace(stored: readonly StoredEntry[], incoming: readonly TraceItem[]): TraceChange {
  const change: TraceChange = { added: [], edited: [], removed: [], restored: [] };
  const groups = groupBy(stored, identityOf);
  const arriving = groupBy(incoming, identityOf);
  const latestKnown = stored.reduce((latest, entry) => Math.max(latest, Date.parse(entry.at)), -Infinity);

  for (const [identity, items] of arriving)
    matchGroup(groups.get(identity) ?? [], items, latestKnown, change);
  for (const [identity, entries] of groups) {
    if (arriving.has(identity)) continue;
    for (const entry of entries) if (!entry.removed) change.removed.push(entry.id);
  }
  return change;
}

function matchGroup(
  stored: readonly StoredEntry[],
  items: readonly TraceItem[],
  latestKnown: number,
  change: TraceChange,
): void {
  const inOrder = [...stored].sort((a, b) => a.ordinal - b.ordinal);
  const live = inOrder.filter((entry) => !entry.removed);
  const gone = inOrder.filter((entry) => entry.removed);

  const leftOver: { item: TraceItem; contentHash: string }[] = [];
  for (const item of items) {
    const contentHash = entryHash(item);
    if (!takeByHash(live, contentHash)) leftOver.push({ item, contentHash });
  }
  let nextOrdinal = inOrder.reduce((next, entry) => Math.max(next, entry.ordinal + 1), 0);
  for (const { item, contentHash } of leftOver) {
    const back = takeByHash(gone, contentHash);
    if (back) {
      change.restored.push(back.id);
      continue;
    }
    const pair = live.shift();
    if (pair) {
      change.edited.push({ id: pair.id, item, contentHash });
      continue;
    }
    const backDated = Date.parse(item.at) < latestKnown;
    change.added.push({ item, ordinal: nextOrdinal, contentHash, backDated });
    nextOrdinal += 1;
  }
  for (const entry of live) change.removed.push(entry.id);
}

function takeByHash(entries: StoredEntry[], contentHash: string): StoredEntry | undefined {
  const index = entries.findIndex((entry) => entry.contentHash === contentHash);
  return index < 0 ? undefined : entries.splice(index, 1)[0];
}

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
