import type { Principal } from '../../access/principal.js';

/** Of a subscription: the connection that carries it. */
export interface Live {
  /** Subscriptions only: what is asked for by an address must not write, nor be answered as a stream. */
  readonly eventsOnly: boolean;
  /** Aborted when the connection or its credentials end. */
  readonly signal: AbortSignal;
  /** Who asks, looked up anew. Throws `Refusal` UNAUTHENTICATED when the key was revoked or the token expired, and ends the connection. */
  caller(): Promise<Principal>;
}

/** What tells a gateway's subscriptions that there may be something new. */
export interface Wakes {
  /** Resolves when something was heard, after `ms` at the latest, and at once when `signal` is aborted. Never rejects. */
  next(ms: number, signal: AbortSignal): Promise<void>;
}
