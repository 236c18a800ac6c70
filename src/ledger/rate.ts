import { setTimeout as sleep } from 'node:timers/promises';
import type { Account, RateGate } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';

/** How much time one reservation may cover at most, ms: what two processes can get out of step by. */
const SLICE_MS = 250;
/** A reserved moment that was not used for this long is let go, so that a pause does not end in a burst. */
const STALE_MS = 1_000;

interface Slice {
  /** Moments on the monotonic clock, earliest first. */
  moments: number[];
  size: number;
  reservedAt: number;
  /** Reservations one after the other. */
  reserving: Promise<void>;
}

/**
 * The rate of an account, shared by all processes through account_rate.next_at: each UPDATE moves it on by a slice of
 * requests (the generic cell rate algorithm), whose moments are handed out here. A slice doubles while they are used up
 * quickly, so that 400 requests a second cost a few updates, and a quiet account reserves one at a time.
 */
export class StoredRate implements RateGate {
  readonly #slices = new Map<string, Slice>();

  constructor(private readonly database: Queryable) {}

  /** Throws the signal's reason when it is aborted while waiting. */
  async take(account: Account, requestsPerSecond: number, signal?: AbortSignal): Promise<void> {
    const moment = await this.#moment(account.id, requestsPerSecond, signal);
    const wait = moment - performance.now();
    if (wait > 0) await sleep(wait, undefined, signal ? { signal } : {});
  }

  async #moment(accountId: string, rate: number, signal: AbortSignal | undefined): Promise<number> {
    const slice = this.#slices.get(accountId) ?? newSlice();
    this.#slices.set(accountId, slice);
    for (;;) {
      signal?.throwIfAborted();
      const moment = slice.moments.shift();
      if (moment === undefined) {
        const turn = slice.reserving.then(async () => {
          if (slice.moments.length === 0) await this.#reserve(accountId, rate, slice);
        });
        slice.reserving = turn.catch(() => undefined);
        await turn;
      } else if (moment > performance.now() - STALE_MS) {
        return moment;
      }
    }
  }

  async #reserve(accountId: string, rate: number, slice: Slice): Promise<void> {
    const most = Math.max(1, Math.floor((rate * SLICE_MS) / 1_000));
    const quick = performance.now() - slice.reservedAt < SLICE_MS * 2;
    slice.size = quick ? Math.min(most, slice.size * 2) : 1;
    slice.reservedAt = performance.now();
    const { rows } = await this.database.query<{ ms: string }>(
      `insert into account_rate as rate (account_id, next_at)
        values ($1, clock_timestamp() + $2 * interval '1 ms')
        on conflict (account_id) do update
          set next_at = greatest(rate.next_at, clock_timestamp()) + $2 * interval '1 ms'
        returning 1000 * extract(epoch from next_at - clock_timestamp()) as ms`,
      [accountId, (slice.size * 1_000) / rate],
    );
    const end = performance.now() + Number(rows[0]?.ms ?? 0);
    for (let left = slice.size; left > 0; left -= 1) slice.moments.push(end - (left * 1_000) / rate);
  }
}

function newSlice(): Slice {
  return { moments: [], size: 1, reservedAt: Number.NEGATIVE_INFINITY, reserving: Promise.resolve() };
}
