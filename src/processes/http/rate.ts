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

  /** Counts one request; false when it was one too many and is answered here with 429. */
  async allows(asker: string, response: Response): Promise<boolean> {
    try {
      await this.#limiter.consume(asker);
      return true;
    } catch (full) {
      if (!(full instanceof RateLimiterRes)) throw full;
      response.setHeader('retry-after', Math.max(1, Math.ceil(full.msBeforeNext / 1_000)));
      const message = `Quá nhiều yêu cầu, hãy chờ · more than ${this.perMinute} requests a minute`;
      refuse(response, 429, 'RATE_LIMITED', message);
      return false;
    }
  }
}
