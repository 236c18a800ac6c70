import type { Clock } from '../domain/time.js';

/** So many servers are asked at once by the hub of itself. */
const AT_ONCE = 8;
/** A server that took longer than this for what was wanted of it is left alone for a while, ms. */
const PATIENCE = 60_000;
const REST = 10 * 60_000;
/** All that lies in drops: they are on this machine or were copied to it. */
const DROPS = '';

/** What is asked of servers without anybody waiting for it: one that is slow holds up none of the others. */
export class Servers {
  /** By `host:port` as an address has it: until when it rests, ms. */
  readonly #resting = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Those that are left alone now, `host:port` in small letters. */
  resting(): string[] {
    const now = this.clock.now();
    for (const [server, until] of this.#resting) if (until <= now) this.#resting.delete(server);
    return [...this.#resting.keys()];
  }

  /**
   * Takes each, those of one server one after the other and several servers at once. What is left of one that has used up all patience is not taken; it
   * rests. Answers how many were taken.
   */
  async each<T extends { reference: string }>(
    wanted: readonly T[],
    take: (one: T) => Promise<unknown>,
  ): Promise<number> {
    const left = [...new Set(wanted.map(serverOf))];
    const inTurn = async () => {
      let taken = 0;
      for (let server = left.shift(); server !== undefined; server = left.shift()) {
        const its = wanted.filter((one) => serverOf(one) === server);
        taken += await this.#of(server, its, take);
      }
      return taken;
    };
    const turns = await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
    return turns.reduce((sum, taken) => sum + taken, 0);
  }

  async #of<T>(server: string, wanted: readonly T[], take: (one: T) => Promise<unknown>): Promise<number> {
    const began = this.clock.now();
    for (const [at, one] of wanted.entries()) {
      await take(one);
      if (server === DROPS || this.clock.now() - began <= PATIENCE) continue;
      this.#resting.set(server, this.clock.now() + REST);
      return at + 1;
    }
    return wanted.length;
  }
}

/** As SQL finds it too: see references.ts. */
function serverOf({ reference }: { reference: string }): string {
  return /^https?:\/\/([^/]*)/i.exec(reference)?.[1]?.toLowerCase() ?? DROPS;
}
