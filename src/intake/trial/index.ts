import type { Principal } from '../../access/principal.js';
import type { Source } from '../../domain/ports.js';
import { ahead } from '../ahead.js';
import { toCandidates } from '../candidates.js';
import { withSourceLock } from '../lock.js';
import { countsOf } from '../page.js';
import { cursorOf, explain } from '../run-sync.js';
import { lookAhead, pulledInOrder, type SyncAllOptions } from '../sync-all.js';
import { type Counts, type IntakeDeps, noCounts, SyncAlreadyRunning } from '../types.js';
import { type Reason, Reasons } from './reasons.js';
import { Trial } from './trial.js';

/** What a source's turn would come to. */
export interface TrialTurn extends Counts {
  source: string;
  state: 'DONE' | 'FAILED' | 'ABANDONED' | 'ALREADY_RUNNING';
  error?: string;
  /** Why records would be quarantined, most frequent first. */
  reasons: Reason[];
}

/**
 * As `syncAll`, on trial: the same sources in the same order, read from where the next run would begin, decoded, admitted and
 * decided about by the same rules, and nothing is written: no record, no quarantine, no run, no cursor, and no file moves. What a
 * source brings counts for those behind it, as it would. Only what the database itself would refuse in a record is not seen.
 */
export async function trySync(
  deps: IntakeDeps,
  principal: Principal,
  chosen: readonly Source[],
  options: SyncAllOptions = {},
): Promise<TrialTurn[]> {
  const client = await deps.database.pool.connect();
  // A connection that dies between two statements: the next statement fails and says so.
  client.on('error', () => undefined);
  try {
    const trial = await Trial.open(deps, principal, client);
    const turns: TrialTurn[] = [];
    const ordered = pulledInOrder(chosen);
    await lookAhead(deps, ordered, options.signal);
    for (const source of ordered) {
      if (options.signal?.aborted) break;
      options.onSource?.(source);
      turns.push(await oneTurn(deps, trial, source, options));
    }
    return turns;
  } finally {
    // With the connection goes all that was laid down for the trial.
    client.release(true);
  }
}

async function oneTurn(
  deps: IntakeDeps,
  trial: Trial,
  source: Source,
  options: SyncAllOptions,
): Promise<TrialTurn> {
  const counts = noCounts();
  const reasons = new Reasons();
  const ended = (state: TrialTurn['state'], error?: string): TrialTurn => ({
    ...{ source: source.name, state, ...counts, reasons: reasons.list() },
    ...(error === undefined ? {} : { error }),
  });
  let stop = options.signal;
  try {
    await withSourceLock(deps.database, source.name, async (lost) => {
      stop = options.signal ? AbortSignal.any([lost, options.signal]) : lost;
      await tryPages(deps, trial, source, stop, { counts, reasons, options });
    });
    return ended('DONE');
  } catch (error) {
    if (error instanceof SyncAlreadyRunning) return ended('ALREADY_RUNNING');
    return ended(stop?.aborted ? 'ABANDONED' : 'FAILED', explain(error));
  }
}

async function tryPages(
  deps: IntakeDeps,
  trial: Trial,
  source: Source,
  stop: AbortSignal,
  { counts, reasons, options }: { counts: Counts; reasons: Reasons; options: SyncAllOptions },
): Promise<void> {
  const now = deps.clock.now();
  await trial.retakeWaiting(source, now);
  const cursor = await cursorOf(deps.database, source);
  const pages = ahead(
    (signal) => source.pull(cursor, { now, signal, trial: true }),
    stop,
    ({ records }) => toCandidates(source, records, now),
  );
  for await (const { page, made } of pages) {
    stop.throwIfAborted();
    const judged = await trial.judge(source, made);
    const { read, stored, unchanged, stale, quarantined } = countsOf(judged);
    counts.read += read;
    counts.stored += stored;
    counts.unchanged += unchanged;
    counts.stale += stale;
    counts.quarantined += quarantined;
    for (const { candidate, fate } of judged) if (fate === 'quarantined') reasons.add(candidate);
    const share = page.progress === undefined ? {} : { share: page.progress };
    options.onProgress?.(source, { ...counts, ...share });
  }
}
