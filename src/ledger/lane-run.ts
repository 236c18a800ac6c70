import type { Item } from './batch.js';
import type { Judgement } from './classify.js';
import { listOf, type Multiset } from './look.js';
import type { Claim, LaneVerdict, Verdict } from './types.js';

/** Given back unsent: nothing happened to it, so it costs nothing and waits for nothing. */
export function givenBack(deliveryId: string): Verdict {
  return { deliveryId, type: 'AGAIN', usesAttempt: false, delayMs: 0 };
}

/** One claimed lane on its way through a turn: what is still to be sent, and what has been decided without sending. */
export class LaneRun {
  /** Settled for good: nothing more may be said about it under this claim. */
  over = false;
  /** At least one call was opened for it. */
  begun = false;
  readonly open = new Set<Item>();
  /**
   * Entries found at first contact that no settled delivery has consumed: what a read-back in the middle of the turn leaves out,
   * beside those that are delivered.
   */
  unconsumed: ReadonlyMap<string, number>;
  readonly #waiting: Verdict[] = [];
  #found: Multiset | undefined;

  constructor(readonly claim: Claim) {
    this.unconsumed = new Map(Object.entries(claim.foundEntries ?? {}));
  }

  /** A verdict that needs no call; it is written with the lane's next settlement. */
  decide(verdict: Verdict): void {
    this.#waiting.push(verdict);
  }

  /** What is left of the entries found at first contact, when some were consumed. */
  consumed(found: Multiset): void {
    this.#found = found;
  }

  get decided(): boolean {
    return this.#waiting.length > 0;
  }

  /**
   * The lane's part of a settlement: the judged items leave it. When one of them blocks, or `end`, the others are given back and
   * the claim is over; else the lane is kept while some are still open.
   */
  settlement(judged: ReadonlyMap<Item, Judgement>, { end = false } = {}): LaneVerdict {
    const verdicts = this.#waiting.splice(0);
    let blocked = end;
    let look = false;
    const known: Pick<LaneVerdict, 'remoteExists' | 'remoteId'> = {};
    for (const [item, judgement] of judged) {
      this.open.delete(item);
      verdicts.push(judgement.verdict);
      blocked ||= judgement.blocks;
      look ||= judgement.look === true;
      if (judgement.remoteExists !== undefined) known.remoteExists = judgement.remoteExists;
      if (judgement.remoteId !== undefined) known.remoteId = judgement.remoteId;
    }
    if (blocked) {
      for (const item of this.open) verdicts.push(givenBack(item.delivery.id));
      this.open.clear();
    }
    this.over = this.open.size === 0;
    const found = this.#found;
    this.#found = undefined;
    if (found) this.unconsumed = found;
    return {
      laneId: this.claim.laneId,
      fence: this.claim.fence,
      verdicts,
      next: look ? 'LOOK' : this.over ? 'FREE' : 'KEEP',
      ...known,
      ...(found ? { foundEntries: listOf(found) } : {}),
    };
  }
}
