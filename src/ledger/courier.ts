import pLimit from 'p-limit';
import { batchesOf, halvesOf, type Item } from './batch.js';
import { type CallContext, Calls } from './calls.js';
import { type Judgement, judgeAlone, outcomesOf, wantsSplit } from './classify.js';
import type { LaneRun } from './lane-run.js';
import { lookAt } from './looking.js';
import { prepareLane } from './prepare.js';
import { readBackRefused } from './read-back.js';
import { loadSent } from './sent-entries.js';
import type { Snapshots } from './snapshots.js';
import type { Claim, LaneVerdict } from './types.js';

export interface CourierContext extends CallContext {
  snapshots: Snapshots;
  /** Told of each claim whose last call was answered, before what it means is written. */
  answered(claim: Claim): void;
  /** Told of each claim once nothing more is done about it in this turn. */
  finished(claim: Claim): void;
  /** Told of faults of the store or of ours: the lanes concerned are left to their leases. */
  failed(error: unknown): void;
}

/** Lanes that are made ready at the same time: files may have to be fetched for them. */
const AT_WORK = 8;

/** Carries claimed lanes to one portal and settles what became of them. Knows the portal by its port only. */
export class Courier {
  readonly #calls: Calls;
  readonly #runs = new WeakMap<Claim, LaneRun>();
  readonly #finished = new WeakSet<Claim>();

  constructor(private readonly context: CourierContext) {
    this.#calls = new Calls(context);
  }

  /** Looks first, then what is to be sent. Never throws: see `failed`. */
  async carry(claims: readonly Claim[]): Promise<void> {
    try {
      const { snapshots, principal } = this.context;
      const looks = claims.filter(({ task }) => task === 'LOOK');
      const sends = claims.filter(({ task }) => task === 'SEND');
      const carried = await snapshots.load(principal, claims);
      const sent = await loadSent(this.context, looks);
      const looking = looks.map((claim) => this.#look(claim, { carried, sent }));
      const atWork = pLimit(AT_WORK);
      const runs = await Promise.all(
        sends.map((claim) => atWork(() => prepareLane(claim, carried, this.context))),
      );
      await Promise.all([...looking, this.#send(runs)]);
    } catch (error) {
      this.context.failed(error);
      for (const claim of claims) this.#finish(claim);
    }
  }

  async #look(claim: Claim, material: Parameters<typeof lookAt>[3]): Promise<void> {
    try {
      const verdict = await lookAt(this.context, this.#calls, claim, material);
      if (!verdict) await this.#release([claim]);
    } catch (error) {
      this.context.failed(error);
    } finally {
      this.#finish(claim);
    }
  }

  async #send(runs: readonly LaneRun[]): Promise<void> {
    for (const run of runs) this.#runs.set(run.claim, run);
    const { batches, spare } = batchesOf(
      runs.map((run) => [...run.open]),
      this.context.portal.limits,
    );
    for (const item of spare) {
      const run = this.#runOf(item);
      run.open.delete(item);
      run.decide({ deliveryId: item.delivery.id, type: 'AGAIN', usesAttempt: false, delayMs: 0 });
    }
    const still = runs.filter((run) => run.open.size === 0);
    const parts = batches.map((batch) => this.#part(batch));
    if (still.length > 0) parts.push(this.#settleUnsent(still));
    await Promise.all(parts);
  }

  /** One call and what follows from it. Its lanes are finished, or stay with whoever sends the other half. */
  async #part(items: readonly Item[]): Promise<void> {
    const runs = this.#runsOf(items);
    try {
      await this.#deliver(items, runs);
    } catch (error) {
      this.context.failed(error);
      for (const run of runs) run.over = true;
    }
    for (const run of runs) if (run.over) this.#finish(run.claim);
  }

  async #deliver(items: readonly Item[], runs: readonly LaneRun[]): Promise<void> {
    const made = await this.#calls.deliver(items);
    if (!made) return this.#giveBack(runs);
    for (const run of runs) run.begun = true;
    if (wantsSplit(made.answer, items.length)) {
      await this.#calls.settle(made, []);
      return this.#split(items, runs);
    }
    const outcomes = outcomesOf(made.answer, items.length);
    const verdicts = runs.map((run) => {
      const judged = new Map<Item, Judgement>();
      for (const [index, item] of items.entries()) {
        const outcome = outcomes[index];
        if (outcome && item.claim.laneId === run.claim.laneId) {
          judged.set(item, judgeAlone(item, outcome, this.context.portal));
        }
      }
      return run.settlement(judged);
    });
    for (const run of runs) if (run.over) this.context.answered(run.claim);
    await this.#calls.settle(made, verdicts);
  }

  /** Rule 12: nobody's outcome. Two halves, each its own exchange; those of one lane one after the other, left first. */
  async #split(items: readonly Item[], runs: readonly LaneRun[]): Promise<void> {
    const [first] = items;
    if (first?.delivery.kind === 'ENTRY' || first?.claim.kind === 'notice') {
      await Promise.all(
        runs.map((run) =>
          readBackRefused(
            this.context,
            this.#calls,
            run,
            items.filter(({ claim }) => claim.laneId === run.claim.laneId),
          ),
        ),
      );
    }
    const open = items.filter((item) => this.#runOf(item).open.has(item));
    if (open.length === 0) return;
    if (open.length === 1) return this.#part(open);
    const [left, right] = halvesOf(open);
    if (this.#runsOf(open).length > 1) {
      await Promise.all([this.#part(left), this.#part(right)]);
      return;
    }
    await this.#part(left);
    const stillOpen = right.filter((item) => this.#runOf(item).open.has(item));
    if (stillOpen.length > 0) await this.#part(stillOpen);
  }

  async #settleUnsent(runs: readonly LaneRun[]): Promise<void> {
    try {
      await this.#calls.settle(
        undefined,
        runs.map((run) => run.settlement(new Map())),
      );
    } catch (error) {
      this.context.failed(error);
    } finally {
      for (const run of runs) this.#finish(run.claim);
    }
  }

  /** The turn stops, or the lease is gone: what was not sent goes back as it was. */
  async #giveBack(runs: readonly LaneRun[]): Promise<void> {
    const untouched = runs.filter((run) => !run.begun && !run.decided);
    for (const run of untouched) run.over = true;
    await this.#release(untouched.map(({ claim }) => claim));
    const verdicts: LaneVerdict[] = runs
      .filter((run) => !run.over)
      .map((run) => run.settlement(new Map(), { end: true }));
    await this.#calls.settle(undefined, verdicts);
  }

  async #release(claims: readonly Claim[]): Promise<void> {
    if (claims.length === 0) return;
    const { ledger, principal } = this.context;
    await ledger.releaseClaims(
      principal,
      claims.map(({ laneId, fence }) => ({ laneId, fence })),
    );
  }

  #finish(claim: Claim): void {
    if (this.#finished.has(claim)) return;
    this.#finished.add(claim);
    this.context.heartbeat.release(claim.laneId);
    this.context.finished(claim);
  }

  #runOf(item: Item): LaneRun {
    const run = this.#runs.get(item.claim);
    if (!run) throw new Error(`lane ${item.claim.laneId} is not in this turn`);
    return run;
  }

  #runsOf(items: readonly Item[]): LaneRun[] {
    return [...new Set(items.map((item) => this.#runOf(item)))];
  }
}
