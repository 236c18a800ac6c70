import type { Instant } from '../time.js';
import type { Account } from './carried.js';

/** One session or token for all workers of an account; renewed by compare-and-set across processes. */
export interface Sessions {
  current(account: Account): Promise<Session | undefined>;
  /**
   * Runs `login` in one process only while others wait for its result; a session newer than `stale` is returned as is.
   * Throws {@link LoginRefused} when the portal refuses, at most one try in five minutes.
   */
  renew(account: Account, stale: number | undefined, login: () => Promise<NewSession>): Promise<Session>;
}
export interface NewSession {
  token: string;
  expiresAt?: Instant;
}
export interface Session extends NewSession {
  /** Grows by one with each renewal. */
  generation: number;
}
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Waits until the account may make one more request; the rate is shared by all processes. */
export interface RateGate {
  take(account: Account, requestsPerSecond: number, signal?: AbortSignal): Promise<void>;
}
