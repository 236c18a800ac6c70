import type { Carried, LookupKey, ReadyWire } from '../domain/ports.js';
import type { CallContext, Calls } from './calls.js';
import { judgeLook, type Multiset, multisetOf } from './look.js';
import { makeReady } from './prepare.js';
import { deliveredKeys, type Sent, wiresOfEntry } from './sent-entries.js';
import type { Claim, LaneVerdict } from './types.js';

export interface LookMaterial {
  /** By delivery id. */
  carried: ReadonlyMap<string, Carried>;
  sent: Sent;
}

/** One look: reads the portal back and settles what it means. Undefined when the turn stopped before the call. */
export async function lookAt(
  context: CallContext,
  calls: Calls,
  claim: Claim,
  { carried, sent }: LookMaterial,
): Promise<LaneVerdict | undefined> {
  const wires = new Map<string, ReadyWire>();
  const others = new Map<string, ReadyWire[]>();
  for (const delivery of claim.deliveries) {
    const what = carried.get(delivery.id);
    if (what?.type === 'trace') {
      const { payloadHash } = delivery;
      const entry = payloadHash ? { carried: what, payloadHash } : { carried: what };
      const [first, ...rest] = await wiresOfEntry(context, entry, sent);
      if (first) wires.set(delivery.id, first);
      if (rest.length > 0) others.set(delivery.id, rest);
      continue;
    }
    const ready = await makeReady(what, context);
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
  const delivered = await deliveredKeys(context, sent, claim.laneId);
  if (made.answer.ok) chooseShown(wires, others, made.answer.remote.entries ?? [], delivered);
  const verdict = judgeLook({ claim, answer: made.answer, wires, delivered, portal: context.portal });
  await calls.settle(made, [verdict]);
  return verdict;
}

/** An entry edited while its fate was unknown is known by whichever of its contents the portal shows. */
function chooseShown(
  wires: Map<string, ReadyWire>,
  others: ReadonlyMap<string, readonly ReadyWire[]>,
  shown: readonly string[],
  delivered: Multiset,
): void {
  const times = multisetOf(shown);
  for (const [id, earlier] of others) {
    const candidates = [wires.get(id), ...earlier];
    const found = candidates.find(
      (wire) =>
        wire?.entryKey !== undefined && (times.get(wire.entryKey) ?? 0) > (delivered.get(wire.entryKey) ?? 0),
    );
    if (found) wires.set(id, found);
  }
}

/** What a read-back asks for. An entry is looked for in its dossier. */
export function lookupKeyOf(claim: Claim, wire: ReadyWire | undefined): LookupKey {
  const record = claim.form === 'record' ? claim.kind : claim.form;
  const doubles =
    claim.cause !== 'ADOPTION' &&
    (claim.kind === 'notice' || claim.deliveries.some(({ kind }) => kind === 'ENTRY'));
  return {
    operation: claim.kind === 'notice' && wire ? wire.operation : record,
    key: wire?.key ?? claim.key,
    ...(doubles ? { doubles } : {}),
    ...(claim.remoteId === undefined ? {} : { remoteId: claim.remoteId }),
    ...(claim.kind === 'notice' ? { adopt: claim.cause === 'ADOPTION', ...(wire ? { wire } : {}) } : {}),
  };
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
