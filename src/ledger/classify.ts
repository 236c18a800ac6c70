import type { DeliverAnswer, Outcome, Portal } from '../domain/ports.js';
import type { Item } from './batch.js';
import type { Verdict } from './types.js';

/** What an outcome means for one item that stands alone. */
export interface Judgement {
  verdict: Verdict;
  /** The lane goes on to a look. */
  look?: boolean;
  remoteExists?: boolean;
  remoteId?: string;
  /** Later entries of the lane must not go now: order would be lost, or they would meet the same wall. */
  blocks: boolean;
}

/** The portal's own words, kept as evidence. */
interface Said {
  code: string;
  message?: string;
}

/** Whether an answer for a call of several items is nobody's outcome, so that the batch is split (rule 12). */
export function wantsSplit(answer: DeliverAnswer, items: number): boolean {
  if (answer.scope !== 'whole' || items < 2) return false;
  const { type } = answer.outcome;
  return type === 'refused' || type === 'alreadyExists' || type === 'notFound';
}

/** One outcome per item: the portal's own list, or its word on the whole call for each. A list of another length is unknown. */
export function outcomesOf(answer: DeliverAnswer, items: number): Outcome[] {
  if (answer.scope === 'whole') return Array.from({ length: items }, () => answer.outcome);
  if (answer.outcomes.length === items) return answer.outcomes;
  const outcome: Outcome = {
    type: 'unknown',
    error: `${answer.outcomes.length} outcomes for ${items} items`,
  };
  return Array.from({ length: items }, () => outcome);
}

/**
 * Rules 13 and 14 for one item with an outcome of its own. An attempt is used only by what was sent and lost, or by a second
 * alreadyExists/notFound turn; what surely was not processed uses none, so that an outage never ends in EXHAUSTED.
 */
export function judgeAlone(item: Item, outcome: Outcome, portal: Pick<Portal, 'same'>): Judgement {
  const { delivery, wire } = item;
  const deliveryId = delivery.id;
  switch (outcome.type) {
    case 'accepted':
      return {
        verdict: {
          deliveryId,
          type: 'DELIVERED',
          proof: 'ANSWER',
          payloadHash: wire.payloadHash,
          flags: wire.flags,
          ...said(outcome),
        },
        blocks: false,
        ...(delivery.phase === 'PUBLISH' ? { remoteExists: true } : {}),
        ...(outcome.remoteId === undefined ? {} : { remoteId: outcome.remoteId }),
      };
    case 'alreadyExists':
      return {
        verdict: {
          deliveryId,
          type: 'UNKNOWN',
          error: `alreadyExists ${outcome.code}`,
          payloadHash: wire.payloadHash,
        },
        look: true,
        blocks: true,
      };
    case 'notFound':
      return delivery.kind === 'ENTRY'
        ? entryWithoutRecord(item, outcome)
        : recordNotFound(item, outcome, portal);
    case 'refused':
      return refused(item, outcome);
    case 'busy':
    case 'notSent':
      // Without a Retry-After of the portal's own it waits longer each time.
      return {
        verdict: {
          deliveryId,
          type: 'AGAIN',
          usesAttempt: false,
          ...(outcome.retryAfterMs === undefined ? {} : { delayMs: outcome.retryAfterMs }),
          ...(outcome.type === 'busy' ? { code: outcome.code } : { message: outcome.error }),
        },
        blocks: true,
      };
    case 'loginRefused':
      return {
        verdict: { deliveryId, type: 'AGAIN', usesAttempt: false, ...said(outcome) },
        blocks: true,
      };
    case 'unknown':
      return {
        verdict: { deliveryId, type: 'UNKNOWN', error: outcome.error, payloadHash: wire.payloadHash },
        blocks: true,
      };
  }
}

/**
 * A RECORD turns between create and update (rule 13): at once and for free the first time, then by an attempt with
 * backoff, so that an endless 3 / -3 ends in EXHAUSTED.
 */
export function turnVerdict(item: Pick<Item, 'delivery'>, code?: string, message?: string): Verdict {
  const again = item.delivery.turns > 0;
  return {
    deliveryId: item.delivery.id,
    type: 'AGAIN',
    usesAttempt: again,
    turn: true,
    ...(again ? {} : { delayMs: 0 }),
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
  };
}

/** Rule 13: the ENTRY's dossier is not there: the record goes first, once; then a person has to look. */
export function recordFirst(item: Pick<Item, 'delivery'>, code?: string, message?: string): Verdict {
  const { id: deliveryId, turns } = item.delivery;
  if (turns > 0) {
    return {
      deliveryId,
      type: 'HELD',
      reason: 'NOT_AT_PORTAL',
      message: 'Cổng không có hồ sơ của bước xử lý này · the portal does not have the dossier of this entry',
      flags: [],
    };
  }
  return {
    deliveryId,
    type: 'RECORD_FIRST',
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
  };
}

function recordNotFound(item: Item, outcome: Said, portal: Pick<Portal, 'same'>): Judgement {
  const { delivery, wire } = item;
  if (delivery.phase === 'WITHDRAW' && portal.same({ exists: false }, wire, 'WITHDRAW')) {
    return {
      verdict: {
        deliveryId: delivery.id,
        type: 'DELIVERED',
        proof: 'ANSWER',
        payloadHash: wire.payloadHash,
        flags: wire.flags,
        ...said(outcome),
      },
      remoteExists: false,
      blocks: false,
    };
  }
  if (!item.standing.exists) return refused(item, outcome);
  return { verdict: turnVerdict(item, outcome.code, outcome.message), remoteExists: false, blocks: true };
}

function entryWithoutRecord(item: Item, outcome: Said): Judgement {
  return { verdict: recordFirst(item, outcome.code, outcome.message), remoteExists: false, blocks: true };
}

function refused(item: Item, outcome: Said): Judgement {
  return {
    verdict: {
      deliveryId: item.delivery.id,
      type: 'REFUSED',
      payloadHash: item.wire.payloadHash,
      flags: item.wire.flags,
      code: outcome.code,
      ...(outcome.message === undefined ? {} : { message: outcome.message }),
    },
    // A refused RECORD does not block entries, nor a refused ENTRY the next (design: a lane).
    blocks: false,
  };
}

function said(outcome: Said): Said {
  return outcome.message === undefined
    ? { code: outcome.code }
    : { code: outcome.code, message: outcome.message };
}
