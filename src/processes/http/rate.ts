import type { Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from './errors.js';

/**
 * So many requests a minute of one asker. Each gateway counts by itself: what it protects is this process and its connections, and a
 * count that others share would cost every request a round trip.
 */
export class Rate {
  readonly #limiter: RateLimiterMemory;

  constructor(private readonly perMinute: number) {
    this.#limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  }

  /** Counts one request; when it was one too many, the seconds to wait. */
  async take(asker: string): Promise<number | undefined> {
    try {
      await this.#limiter.consume(asker);
      return undefined;
    } catch (full) {
      if (!(full instanceof RateLimiterRes)) throw full;
      return Math.max(1, Math.ceil(full.msBeforeNext / 1_000));
    }
  }

  /** Counts one request; false when it was one too many and is answered here with 429. */
  async allows(asker: string, response: Response): Promise<boolean> {
    const wait = await this.take(asker);
    if (wait === undefined) return true;
    response.setHeader('retry-after', wait);
    const message = `Quá nhiều yêu cầu, hãy chờ · more than ${this.perMinute} requests a minute`;
    refuse(response, 429, 'RATE_LIMITED', message);
    return false;
  }
}
