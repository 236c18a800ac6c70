import type { Carried, LookupKey, ReadyWire } from '../domain/ports.js';
import type { CallContext, Calls } from './calls.js';
import { judgeLook, type Multiset } from './look.js';
import { makeReady } from './prepare.js';
import type { Claim, LaneVerdict } from './types.js';

export interface LookMaterial {
  carried: ReadonlyMap<string, Carried>;
  /** The lane's entries that are DELIVERED. */
  delivered: readonly Carried[];
}

/** One look: reads the portal back and settles what it means. Undefined when the turn stopped before the call. */
export async function lookAt(
  context: CallContext,
  calls: Calls,
  claim: Claim,
  { carried, delivered }: LookMaterial,
): Promise<LaneVerdict | undefined> {
  const wires = new Map<string, ReadyWire>();
  for (const delivery of claim.deliveries) {
    const ready = await makeReady(carried.get(delivery.id), context);
    if (ready.ok) {
      wires.set(delivery.id, ready.wire);
      continue;
    }
    const instead = withoutWire(claim, ready);
    if (!instead) continue;
    await calls.settle(undefined, [instead]);
    return instead;
  }
  const made = await calls.lookup(claim, lookupKeyOf(claim, [...wires.values()][0]));
  if (!made) return undefined;
  const verdict = judgeLook({
    claim,
    answer: made.answer,
    wires,
    delivered: entryKeysOf(context, delivered),
    portal: context.portal,
  });
  await calls.settle(made, [verdict]);
  return verdict;
}

/** What a read-back asks for. An entry is looked for in its dossier. */
export function lookupKeyOf(claim: Claim, wire: ReadyWire | undefined): LookupKey {
  const record = claim.form === 'record' ? claim.kind : claim.form;
  return {
    operation: claim.kind === 'notice' && wire ? wire.operation : record,
    key: wire?.key ?? claim.key,
    ...(claim.remoteId === undefined ? {} : { remoteId: claim.remoteId }),
    ...(claim.kind === 'notice' ? { adopt: claim.cause === 'ADOPTION', ...(wire ? { wire } : {}) } : {}),
  };
}

/** Entry keys of what a lane has had delivered, as the portal's own rendering makes them. */
export function entryKeysOf(context: CallContext, delivered: readonly Carried[]): Multiset {
  const keys: Multiset = new Map();
  for (const entry of delivered) {
    const rendering = context.portal.render(entry, context.catalogue, context.account);
    const key = rendering.ok ? rendering.wire.entryKey : undefined;
    if (key !== undefined) keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  return keys;
}

/**
 * When a wire cannot be made now. A file's host that is down: later. A notice has no id there before its first answer, so without
 * its wire it cannot be searched for: at first contact it is held, after a loss the look counts as unanswered. A dossier
 * is looked up by its code all the same.
 */
function withoutWire(
  claim: Claim,
  ready: Extract<Awaited<ReturnType<typeof makeReady>>, { ok: false }>,
): LaneVerdict | undefined {
  const lane = { laneId: claim.laneId, fence: claim.fence, next: 'FREE' as const };
  if (ready.retry) return { ...lane, verdicts: [], noAnswer: 'unavailable' };
  if (claim.kind !== 'notice' || claim.remoteId !== undefined) return undefined;
  if (claim.cause !== 'ADOPTION') return { ...lane, verdicts: [], noAnswer: 'counts' };
  const { hold: reason, field, message } = ready;
  return {
    ...lane,
    verdicts: claim.deliveries.map(({ id }) => ({
      deliveryId: id,
      type: 'HELD',
      reason,
      field,
      message,
      flags: [],
    })),
  };
}
