import type { Wakes } from '../../../resolvers/live/ports.js';
import { WakeListener } from '../../wake.js';

/** Hears what every process says of this store, from the first subscription on: so all gateways tell the same. */
export class StoreWakes implements Wakes {
  readonly #waiting = new Set<() => void>();
  readonly #listener: WakeListener;
  #listening: Promise<void> | undefined;

  constructor(databaseUrl: string) {
    this.#listener = new WakeListener(databaseUrl, ['settled', 'push'], () => {
      for (const wake of [...this.#waiting]) wake();
    });
  }

  next(ms: number, signal: AbortSignal): Promise<void> {
    this.#listening ??= this.#listener.start().catch(() => {
      this.#listening = undefined;
    });
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }

  async close(): Promise<void> {
    await this.#listening;
    await this.#listener.close();
  }
}
