import type { Queryable } from '../store/database.js';

const TOGETHER_MS = 50;

/** Heard by gateways; without a body: who hears it reads with its callers' policies. */
export const SETTLED_CHANNEL = 'lienthong_settled';

/**
 * Says that deliveries settled, many at once, after their commit: a NOTIFY inside the transactions would let them commit one after
 * another only. One that is lost costs a moment, no event: gateways look by themselves too.
 */
export class Announcer {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Queryable) {}

  settled(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.database.query(`notify ${SETTLED_CHANNEL}`).catch(() => undefined);
    }, TOGETHER_MS).unref();
  }
}
