import { isStopped, isTransient } from '../store/database.js';
import type { IntakeDeps } from './types.js';

/** A transaction that fails for a passing reason is tried so often in all. */
const TRIES = 6;
const FIRST_WAIT_MS = 200;

/**
 * Tries again after what may pass by itself: serialisation, deadlock, resources, shutdown, a lost connection. Not after the time limit
 * of its own database: whoever set one wants an answer by then.
 */
export async function withRetries<T>(
  deps: Pick<IntakeDeps, 'database' | 'wait'>,
  work: () => Promise<T>,
): Promise<T> {
  const wait = deps.wait ?? ((ms: number) => new Promise<void>((resume) => setTimeout(resume, ms)));
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || !isTransient(error) || (deps.database.limited && isStopped(error))) throw error;
      await wait(FIRST_WAIT_MS * 2 ** (tries - 1));
    }
  }
}
