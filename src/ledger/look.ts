import type { LookupAnswer, Outcome, Portal, ReadyWire, Remote } from '../domain/ports.js';
import { recordFirst, turnVerdict } from './classify.js';
import type { Claim, ClaimedDelivery, LaneVerdict, Verdict } from './types.js';

/** How many of each entry key. */
export type Multiset = Map<string, number>;

export interface LookInput {
  claim: Claim;
  answer: LookupAnswer;
  /** What was sent, or would be; a delivery that cannot be made now has none and equals nothing. */
  wires: ReadonlyMap<string, ReadyWire>;
  /** Entry keys of the lane's deliveries that are DELIVERED. */
  delivered: ReadonlyMap<string, number>;
  portal: Pick<Portal, 'same'> & { limits: Pick<Portal['limits'], 'traceReadBack'> };
}

/**
 * What a look at one lane means (rules 10, 13, 15, 16). "Not there", and "there but not as sent", are believed after the last
 * look only, because a read-back may lag behind the write; "there as sent" is believed at once.
 */
export function judgeLook(input: LookInput): LaneVerdict {
  const { claim, answer } = input;
  const lane = { laneId: claim.laneId, fence: claim.fence };
  if (!answer.ok) {
    return { ...lane, verdicts: [], next: 'FREE', ...unanswered(answer.outcome) };
  }
  const { remote } = answer;
  const known = {
    remoteExists: remote.exists,
    ...(remote.remoteId === undefined ? {} : { remoteId: remote.remoteId }),
  };
  if (remote.ambiguous) {
    return { ...lane, next: 'FREE', verdicts: claim.deliveries.map(ambiguous) };
  }
  if (claim.cause === 'ADOPTION') return { ...lane, ...known, next: 'FREE', ...adopted(input, remote) };

  const verdicts: Verdict[] = [];
  let again = false;
  const there = entriesThere(input, remote);
  for (const delivery of claim.deliveries) {
    const verdict =
      delivery.kind === 'ENTRY'
        ? entryVerdict(input, remote, delivery, there.has(delivery.id))
        : recordVerdict(input, remote, delivery);
    if (verdict) verdicts.push(verdict);
    else again = true;
  }
  return again
    ? { ...lane, verdicts, next: 'FREE', lookAgain: true }
    : { ...lane, ...known, verdicts, next: 'FREE' };
}

/** What surely was not processed counts towards no limit; when it may be asked again is the portal's to say. */
function unanswered(outcome: Outcome): Pick<LaneVerdict, 'noAnswer' | 'retryAfterMs'> {
  const { type } = outcome;
  if (type !== 'busy' && type !== 'notSent' && type !== 'loginRefused') return { noAnswer: 'counts' };
  const after = 'retryAfterMs' in outcome ? outcome.retryAfterMs : undefined;
  return after === undefined ? { noAnswer: 'unavailable' } : { noAnswer: 'unavailable', retryAfterMs: after };
}

/** Undefined: look again. */
function recordVerdict(input: LookInput, remote: Remote, delivery: ClaimedDelivery): Verdict | undefined {
  const { claim, portal } = input;
  const wire = input.wires.get(delivery.id);
  if (wire && (remote.exists || delivery.phase === 'WITHDRAW') && portal.same(remote, wire, delivery.phase)) {
    return there(delivery, wire, 'READ_BACK');
  }
  if (claim.cause === 'ALREADY_EXISTS') {
    // There, but not the same: it goes again as an update. Not there: a create after the last look.
    return remote.exists || claim.lastLook ? turnVerdict({ delivery }) : undefined;
  }
  if (!claim.lastLook) return undefined;
  return { deliveryId: delivery.id, type: 'AGAIN', usesAttempt: true };
}

/** Undefined: look again. */
function entryVerdict(
  input: LookInput,
  remote: Remote,
  delivery: ClaimedDelivery,
  found: boolean,
): Verdict | undefined {
  const { claim } = input;
  const wire = input.wires.get(delivery.id);
  if (found && wire) return there(delivery, wire, 'READ_BACK');
  if (remote.exists && (remote.entries === undefined || !input.portal.limits.traceReadBack)) {
    return {
      deliveryId: delivery.id,
      type: 'HELD',
      reason: 'READ_BACK_IMPOSSIBLE',
      message:
        'Cổng không cho đọc lại quá trình xử lý: cần cán bộ xác nhận · the portal does not show its trace: a person has to say',
      flags: [],
    };
  }
  if (!claim.lastLook) return undefined;
  if (!remote.exists) return recordFirst({ delivery });
  if (claim.cause === 'ALREADY_EXISTS') {
    return {
      deliveryId: delivery.id,
      type: 'REFUSED',
      code: 'alreadyExists',
      message: 'Cổng báo đã tồn tại nhưng đọc lại không thấy · said to exist, not found when read back',
      flags: wire?.flags ?? [],
    };
  }
  return { deliveryId: delivery.id, type: 'AGAIN', usesAttempt: true };
}

/**
 * Which entries of unknown fate are there: those for which the portal shows more of their key than the lane's delivered
 * entries and the ones found at first contact account for. Equal entries are matched in order.
 */
function entriesThere(input: LookInput, remote: Remote): Set<string> {
  const found = new Set<string>();
  if (!input.portal.limits.traceReadBack) return found;
  const free = multisetOf(remote.entries ?? []);
  subtract(free, input.delivered);
  subtract(free, new Map(Object.entries(input.claim.foundEntries ?? {})));
  for (const delivery of input.claim.deliveries) {
    const key = input.wires.get(delivery.id)?.entryKey;
    if (delivery.kind === 'ENTRY' && key !== undefined && take(free, key)) found.add(delivery.id);
  }
  return found;
}

/** First contact (rule 16): found the same is delivered without a write; the entries found are kept to be consumed. */
function adopted(input: LookInput, remote: Remote): Pick<LaneVerdict, 'verdicts' | 'foundEntries'> {
  const free = multisetOf(remote.entries ?? []);
  subtract(free, input.delivered);
  const verdicts = input.claim.deliveries.map((delivery): Verdict => {
    const wire = input.wires.get(delivery.id);
    const found =
      wire !== undefined &&
      (delivery.kind === 'ENTRY'
        ? wire.entryKey !== undefined && take(free, wire.entryKey)
        : (remote.exists || delivery.phase === 'WITHDRAW') &&
          input.portal.same(remote, wire, delivery.phase));
    if (wire && found) return there(delivery, wire, 'ADOPTION');
    return { deliveryId: delivery.id, type: 'AGAIN', usesAttempt: false, delayMs: 0 };
  });
  return remote.entries === undefined ? { verdicts } : { verdicts, foundEntries: listOf(free) };
}

function there(delivery: ClaimedDelivery, wire: ReadyWire, proof: 'READ_BACK' | 'ADOPTION'): Verdict {
  return {
    deliveryId: delivery.id,
    type: 'DELIVERED',
    proof,
    payloadHash: wire.payloadHash,
    flags: wire.flags,
  };
}

function ambiguous(delivery: ClaimedDelivery): Verdict {
  return {
    deliveryId: delivery.id,
    type: 'HELD',
    reason: 'AMBIGUOUS_AT_PORTAL',
    message:
      'Cổng có nhiều tin cùng tiêu đề và ngày · the portal has several with this title and day and no reference of ours',
    flags: [],
  };
}

export function multisetOf(keys: readonly string[]): Multiset {
  const set: Multiset = new Map();
  for (const key of keys) set.set(key, (set.get(key) ?? 0) + 1);
  return set;
}

/** Takes one of `key`; false when there is none. */
export function take(set: Multiset, key: string): boolean {
  const count = set.get(key) ?? 0;
  if (count <= 0) return false;
  set.set(key, count - 1);
  return true;
}

export function listOf(set: ReadonlyMap<string, number>): string[] {
  return [...set].flatMap(([key, count]) => Array.from({ length: Math.max(0, count) }, () => key));
}

function subtract(from: Multiset, other: ReadonlyMap<string, number>): void {
  for (const [key, count] of other) from.set(key, Math.max(0, (from.get(key) ?? 0) - count));
}
