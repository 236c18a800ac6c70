import type { PortalLimits, ReadyWire, Standing } from '../domain/ports.js';
import type { Claim, ClaimedDelivery } from './types.js';

/** One delivery of a claimed lane, made ready to leave. */
export interface Item {
  claim: Claim;
  delivery: ClaimedDelivery;
  wire: ReadyWire;
  standing: Standing;
}

/** One call's items; `spare`: entries of a lane that did not fit into its call and are given back. */
export interface Batching {
  batches: Item[][];
  spare: Item[];
}

interface Filling {
  items: Item[];
  keys: Set<string>;
  bytes: number;
}

/**
 * Groups ready lanes into calls: one operation and one value of `standing.exists` a call, at most `batchOf` items and
 * `maxBatchBytes`, a record's key at most once (national portal contract, section 3). A lane's entries stay together and in
 * order in one call, because a lane has one call in flight. Without `traceReadBack` an entry travels alone: a batch that was
 * refused could not be read back before it is split. `lanes`: each lane's items in order.
 */
export function batchesOf(lanes: readonly (readonly Item[])[], limits: PortalLimits): Batching {
  const open = new Map<string, Filling[]>();
  const batches: Item[][] = [];
  const spare: Item[] = [];
  for (const lane of lanes) {
    const first = lane[0];
    if (!first) continue;
    const most = mostOf(first, limits);
    const together = fitting(lane, most, limits.maxBatchBytes);
    spare.push(...lane.slice(together.length));
    const group = `${first.wire.operation} ${first.standing.exists}`;
    const fillings = open.get(group) ?? [];
    open.set(group, fillings);
    const bytes = sizeOf(together);
    const room = fillings.find(
      (filling) =>
        filling.items.length + together.length <= most &&
        filling.bytes + bytes <= limits.maxBatchBytes &&
        (first.delivery.kind === 'ENTRY' || !filling.keys.has(first.wire.key)),
    );
    if (room) {
      room.items.push(...together);
      room.bytes += bytes;
      room.keys.add(first.wire.key);
      if (room.items.length >= most) fillings.splice(fillings.indexOf(room), 1);
      continue;
    }
    const filling: Filling = { items: [...together], keys: new Set([first.wire.key]), bytes };
    batches.push(filling.items);
    if (filling.items.length < most) fillings.push(filling);
  }
  return { batches, spare };
}

/** The two halves of a refused batch. Lanes are kept whole; one lane's entries are cut in the middle, left first. */
export function halvesOf(items: readonly Item[]): [Item[], Item[]] {
  const middle = Math.ceil(items.length / 2);
  const lanes = new Set(items.map((item) => item.claim.laneId));
  if (lanes.size === 1) return [items.slice(0, middle), items.slice(middle)];
  let best = 0;
  for (let cut = 1; cut < items.length; cut += 1) {
    if (items[cut - 1]?.claim.laneId === items[cut]?.claim.laneId) continue;
    if (Math.abs(cut - middle) < Math.abs(best - middle) || best === 0) best = cut;
  }
  return [items.slice(0, best), items.slice(best)];
}

function mostOf(item: Item, limits: PortalLimits): number {
  if (item.delivery.kind === 'ENTRY' && !limits.traceReadBack) return 1;
  return Math.max(1, limits.batchOf(item.wire.operation));
}

/** The longest beginning that one call takes; at least one item, which then stands or falls by itself. */
function fitting(lane: readonly Item[], most: number, maxBytes: number): Item[] {
  const taken: Item[] = [];
  let bytes = 0;
  for (const item of lane) {
    bytes += item.wire.bytes + 1;
    if (taken.length > 0 && (taken.length >= most || bytes > maxBytes)) break;
    taken.push(item);
  }
  return taken;
}

function sizeOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + item.wire.bytes + 1, 0);
}
