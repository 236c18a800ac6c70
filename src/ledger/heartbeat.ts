import type { Principal } from '../access/principal.js';
import type { HeldLane, Ledger } from './machine-port.js';

interface Lease {
  fence: string;
  /** On the monotonic clock, ms. */
  until: number;
  lost: AbortController;
}

/** A call's hold on its lanes. */
export interface Hold {
  /** Aborted when one of the lanes was lost. */
  signal: AbortSignal;
  /** Right before the first byte: whether every lease still stands, on the monotonic clock. */
  stands(): boolean;
}

/** A part of each lease in which nothing new is begun: what the database's clock and this one may differ by. */
const MARGIN = 0.2;

/**
 * The leases of one turn: renewed together at a third of their length. A lane that another took, or that could not be
 * renewed until shortly before its end, is lost: its calls are aborted (rule 9).
 */
export class Heartbeat {
  readonly #leases = new Map<string, Lease>();
  readonly #timer: NodeJS.Timeout;
  #beating: Promise<void> | undefined;

  constructor(
    private readonly ledger: Pick<Ledger, 'renewLeases'>,
    private readonly principal: Principal,
    private readonly leaseMs: number,
  ) {
    this.#timer = setInterval(() => void this.beat(), Math.max(10, leaseMs / 3));
  }

  /** `since`: `performance.now()` from before the claim was asked for. */
  hold(lanes: readonly HeldLane[], since: number): void {
    for (const { laneId, fence } of lanes) {
      this.#leases.set(laneId, { fence, until: since + this.leaseMs, lost: new AbortController() });
    }
  }

  release(laneId: string): void {
    this.#leases.delete(laneId);
  }

  over(laneIds: readonly string[]): Hold {
    const leases = laneIds.map((laneId) => this.#leases.get(laneId));
    const signals = leases.map((lease) => lease?.lost.signal ?? AbortSignal.abort());
    const [only] = signals;
    return {
      signal: signals.length === 1 && only ? only : AbortSignal.any(signals),
      stands: () => {
        const latest = performance.now() + this.leaseMs * MARGIN;
        return leases.every((lease) => lease && !lease.lost.signal.aborted && latest < lease.until);
      },
    };
  }

  /** One renewal of all leases; also called by the timer. Never throws. */
  beat(): Promise<void> {
    this.#beating ??= this.#renew().finally(() => {
      this.#beating = undefined;
    });
    return this.#beating;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#leases.clear();
  }

  async #renew(): Promise<void> {
    const asked = [...this.#leases];
    if (asked.length === 0) return;
    const since = performance.now();
    try {
      const held = await this.ledger.renewLeases(
        this.principal,
        asked.map(([laneId, { fence }]) => ({ laneId, fence })),
        this.leaseMs,
      );
      for (const [laneId, lease] of asked) {
        if (held.has(laneId)) lease.until = since + this.leaseMs;
        else if (this.#leases.get(laneId) === lease) lease.lost.abort();
      }
    } catch {
      // The store did not answer: asked again at the next beat, as long as the lease lasts.
      const latest = performance.now() + this.leaseMs * MARGIN;
      for (const [, lease] of asked) if (lease.until <= latest) lease.lost.abort();
    }
  }
}
