import type { Principal } from '../access/principal.js';
import type { Source } from '../domain/ports.js';
import { sqlState } from '../store/database.js';
import { catchUp, followUnits } from './catch-up.js';
import { type Inlet, waitingDoors } from './inlet.js';
import { renameDocuments } from './rename-documents.js';
import { runSync, type SyncOptions } from './run-sync.js';
import { type IntakeDeps, SyncAlreadyRunning, type SyncOutcome } from './types.js';
import { retakeWaiting } from './waiting.js';

export interface SyncAllOptions {
  signal?: AbortSignal;
  /** Before a source is pulled. */
  onSource?(source: Source): void;
  onProgress?(source: Source, progress: Parameters<NonNullable<SyncOptions['onProgress']>>[0]): void;
}

/** How a source's turn ended, one that another process is pulling right now included. */
export type SyncTurn = SyncOutcome | { source: string; state: 'ALREADY_RUNNING' };

/**
 * Owes portals what they missed, then pulls `chosen` one after the other, lower `order` first: units, procedures and catalogues before what refers to them. Then
 * takes up again, for every source of `all`, what waited for a unit or procedure that has come: also of those just pulled, since
 * another process may have been the one that was reading the units meanwhile.
 */
export async function syncAll(
  deps: IntakeDeps,
  principal: Principal,
  all: readonly Source[],
  chosen: readonly Source[] = all,
  options: SyncAllOptions = {},
): Promise<SyncTurn[]> {
  const turns: SyncTurn[] = [];
  await catchUp(deps, principal, options.signal);
  const ordered = pulledInOrder(chosen);
  await lookAhead(deps, ordered, options.signal);
  for (const source of ordered) {
    if (options.signal?.aborted) break;
    options.onSource?.(source);
    turns.push(await oneTurn(deps, principal, source, options));
  }
  const brought = ordered.some(({ kind }) => kind === 'unit' || kind === 'procedure');
  if (ordered.some(({ kind }) => kind === 'unit')) {
    await followUnits(deps, principal);
    await renameQuietly(deps, principal, options.signal);
  }
  if (brought && !options.signal?.aborted) {
    const doors = await waitingDoors(deps.database, all);
    for (const inlet of [...all.filter(({ configured }) => configured), ...doors])
      await retakeQuietly(deps, principal, inlet);
  }
  return turns;
}

/** All at once, so that files stand still in one second and not in one each. What cannot be looked at says so in its own turn. */
export async function lookAhead(
  { clock }: IntakeDeps,
  sources: readonly Source[],
  signal = new AbortController().signal,
): Promise<void> {
  await Promise.allSettled(sources.map((source) => source.lookAhead?.({ signal, now: clock.now() })));
}

/** Those that are configured, in the order in which one pull of all takes them. */
export function pulledInOrder(chosen: readonly Source[]): Source[] {
  return chosen.filter((source) => source.configured).sort((a, b) => a.order - b.order);
}

async function oneTurn(
  deps: IntakeDeps,
  principal: Principal,
  source: Source,
  { signal, onProgress }: SyncAllOptions,
): Promise<SyncTurn> {
  try {
    return await runSync(deps, principal, source, {
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress: (progress) => onProgress(source, progress) } : {}),
    });
  } catch (error) {
    if (error instanceof SyncAlreadyRunning) return { source: source.name, state: 'ALREADY_RUNNING' };
    throw error;
  }
}

/** Another turn does what did not succeed: nothing else waits for it. */
async function renameQuietly(deps: IntakeDeps, principal: Principal, signal?: AbortSignal): Promise<void> {
  try {
    await renameDocuments(deps, principal, signal);
  } catch (error) {
    const facts = { error: error instanceof Error ? error.name : '', sqlState: sqlState(error) ?? '' };
    deps.warn('documents could not be put under the codes that their agencies have now', facts);
  }
}

async function retakeQuietly(deps: IntakeDeps, principal: Principal, source: Inlet): Promise<void> {
  try {
    await retakeWaiting(deps, principal, source);
  } catch (error) {
    // Its own run is under way and does the same.
    if (!(error instanceof SyncAlreadyRunning)) throw error;
  }
}
