import { setTimeout as wait } from 'node:timers/promises';
import { isTransient } from '../store/database.js';

/** An engine that did not answer in time; the message names it, its address without secrets, and what to do. */
export class EngineUnreachable extends Error {
  override readonly name = 'EngineUnreachable';
}

/** An address without its user, password and query, which may hold a key: for messages. */
export function withoutSecrets(url: string): string {
  const copy = new URL(url);
  copy.username = '';
  copy.password = '';
  copy.search = '';
  return copy.href;
}

/**
 * Tries `attempt` until it answers; says so in one line a try, with the next pause. Throws {@link EngineUnreachable} after
 * `limitMs`, and at once what is no matter of reachability.
 */
export async function persistently<T>(
  what: string,
  url: string,
  attempt: () => Promise<T>,
  { limitMs, say, signal }: { limitMs: number; say: (line: string) => void; signal?: AbortSignal },
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (let pause = 500; ; pause = Math.min(pause * 2, 10_000)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTransient(error)) throw error;
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
      const line = `${what} at ${withoutSecrets(url)} cannot be reached (${reason})`;
      if (performance.now() + pause > deadline || signal?.aborted)
        throw new EngineUnreachable(`${line}: is it running?`);
      say(`${line}; trying again in ${pause / 1000} s`);
      await wait(pause, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
