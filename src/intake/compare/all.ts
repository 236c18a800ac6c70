import type { Principal } from '../../access/principal.js';
import type { Source } from '../../domain/ports.js';
import type { Queryable } from '../../store/database.js';
import { type IntakeDeps, SyncAlreadyRunning } from '../types.js';
import { type Comparable, type CompareOptions, isComparable, runComparison } from './run.js';
import type { ComparisonOutcome } from './types.js';

export interface CompareAllOptions {
  signal?: AbortSignal;
  /** How long a source that is being synchronised is waited for, ms. */
  patience: number;
  /** Before a source is read. */
  onSource?(source: Source): void;
  onProgress?(source: Source, progress: Parameters<NonNullable<CompareOptions['onProgress']>>[0]): void;
}

/** How a source's turn ended, one that was synchronised or compared all the time included. */
export type ComparisonTurn = ComparisonOutcome | { source: string; state: 'ALREADY_RUNNING' };

const LOOK_AGAIN_MS = 1_000;

/** Compares these sources one after the other, in the order in which they are pulled. */
export async function compareAll(
  deps: IntakeDeps,
  principal: Principal,
  chosen: readonly Comparable[],
  options: CompareAllOptions,
): Promise<ComparisonTurn[]> {
  const turns: ComparisonTurn[] = [];
  for (const source of chosen.toSorted((a, b) => a.order - b.order)) {
    if (options.signal?.aborted) break;
    options.onSource?.(source);
    turns.push(await oneTurn(deps, principal, source, options));
  }
  return turns;
}

async function oneTurn(
  deps: IntakeDeps,
  principal: Principal,
  source: Comparable,
  { signal, patience, onProgress }: CompareAllOptions,
): Promise<ComparisonTurn> {
  const wait = deps.wait ?? ((ms: number) => new Promise<void>((resume) => setTimeout(resume, ms)));
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    try {
      return await runComparison(deps, principal, source, {
        ...(signal ? { signal } : {}),
        ...(onProgress ? { onProgress: (progress) => onProgress(source, progress) } : {}),
      });
    } catch (error) {
      if (!(error instanceof SyncAlreadyRunning)) throw error;
      if (waited >= patience || signal?.aborted) return { source: source.name, state: 'ALREADY_RUNNING' };
      await wait(LOOK_AGAIN_MS);
    }
  }
}

/**
 * The sources of which a day's comparison is still due: a job that is taken up again after its worker was killed goes on with
 * those that it had not reached. `within`: a comparison that began no longer ago counts, ms.
 */
export async function dueComparisons(
  database: Queryable,
  sources: readonly Source[],
  now: number,
  within: number,
): Promise<Comparable[]> {
  const { rows } = await database.query<{ source: string }>(
    "select distinct source from comparison where state = 'DONE' and started_at > $1",
    [new Date(now - within)],
  );
  const done = new Set(rows.map(({ source }) => source));
  return sources.filter(isComparable).filter(({ name }) => !done.has(name));
}
