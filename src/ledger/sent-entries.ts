import type { ReadyWire } from '../domain/ports.js';
import type { TraceItem } from '../domain/records.js';
import type { CallContext } from './calls.js';
import type { Multiset } from './look.js';
import { makeReady } from './prepare.js';
import type { DeliveredEntry, Snapshots } from './snapshots.js';
import type { Claim } from './types.js';

/** What looks at some lanes are judged by, beside the portal's answer. */
export interface Sent {
  /** By lane id. */
  delivered: ReadonlyMap<string, readonly DeliveredEntry[]>;
  /** By entry id: see {@link Snapshots.earlier}. */
  earlier: ReadonlyMap<number, readonly TraceItem[]>;
}

export async function loadSent(
  context: CallContext & { snapshots: Snapshots },
  claims: readonly Claim[],
): Promise<Sent> {
  if (claims.length === 0) return { delivered: new Map(), earlier: new Map() };
  const { snapshots, principal } = context;
  const delivered = await snapshots.delivered(principal, claims);
  const ids = new Set([...delivered.values()].flat().map(({ carried }) => carried.entryId));
  for (const { deliveries } of claims)
    for (const { entryId } of deliveries) if (entryId !== undefined) ids.add(entryId);
  return { delivered, earlier: await snapshots.earlier(principal, [...ids]) };
}

/**
 * The wires that an entry may have been sent as, likeliest first: the one with the hash of what was sent alone, when there is
 * such a one; else as it is now, then as it was before.
 */
export async function wiresOfEntry(
  context: CallContext,
  { carried, payloadHash }: DeliveredEntry,
  { earlier }: Pick<Sent, 'earlier'>,
): Promise<ReadyWire[]> {
  const contents = [carried.entry, ...(earlier.get(carried.entryId) ?? [])];
  const wires: ReadyWire[] = [];
  for (const entry of contents) {
    const ready = await makeReady({ ...carried, entry }, context);
    if (ready.ok) wires.push(ready.wire);
  }
  const sent = payloadHash && wires.find((wire) => wire.payloadHash.equals(payloadHash));
  return sent ? [sent] : wires;
}

/** Entry keys of what a lane has had delivered: what the portal shows beyond them is new. */
export async function deliveredKeys(context: CallContext, sent: Sent, laneId: string): Promise<Multiset> {
  const keys: Multiset = new Map();
  for (const entry of sent.delivered.get(laneId) ?? []) {
    const key = (await wiresOfEntry(context, entry, sent))[0]?.entryKey;
    if (key !== undefined) keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  return keys;
}
