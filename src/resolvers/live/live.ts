import { Refusal } from '../../access/refusal.js';
import type { Context } from '../context.js';
import type { Live } from './ports.js';

/** The connection of a subscription. Throws {@link Refusal} where there is none: over plain HTTP. */
export function liveOf({ live }: Context): Live {
  if (live) return live;
  throw new Refusal('BAD_USER_INPUT', 'subscriptions are answered over WebSocket and server-sent events');
}

/**
 * The events of a generator that ends at once when its client completes, even while it waits: `make` is given a signal to wait with.
 */
export function endable<T>(
  live: Live,
  make: (signal: AbortSignal) => AsyncGenerator<T, void>,
): AsyncIterableIterator<T> {
  const done = new AbortController();
  const events = make(AbortSignal.any([live.signal, done.signal]));
  return {
    next: () => events.next(),
    return: () => {
      done.abort();
      return events.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
