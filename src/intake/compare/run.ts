import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../../access/principal.js';
import type { Source, WholeReading } from '../../domain/ports.js';
import { isTransient } from '../../store/database.js';
import { admit, loadKnown } from '../admit.js';
import { toCandidates } from '../candidates.js';
import { withSourceLock } from '../lock.js';
import { RunLost } from '../page.js';
import { withStored } from '../record/together.js';
import { withRetries } from '../retries.js';
import { explain } from '../run-sync.js';
import { withStoredKeys } from '../stored-keys.js';
import type { IntakeDeps } from '../types.js';
import { judge } from './judge.js';
import { sourceRow } from './source-row.js';
import { SourceStage } from './stage.js';
import { type ComparisonOutcome, type Found, nothingFound } from './types.js';

export interface CompareOptions {
  signal?: AbortSignal;
  /** After each page. `share`: 0–1, when the source knows. */
  onProgress?(progress: { read: number; share?: number }): void;
}

/** A comparison that lost a connection is begun anew so often in all. */
const RUNS = 3;
/**
 * What changed in the last hour before the last whole sync began may be on its way still: clocks differ, transactions are long.
 * It is judged the next day.
 */
const SETTLES_MS = 3_600_000;

/** A source that can be read whole. */
export type Comparable = Source & Required<Pick<Source, 'whole'>>;

export function isComparable(source: Source): source is Comparable {
  return source.configured && source.whole !== undefined;
}

/**
 * Reads all that a source holds and compares it with the store, under the lock of its sync runs: neither ever runs beside the
 * other. Only reports: the store's records, the portals and the source's cursor stay as they are. Stopped anywhere, it has found
 * nothing. Throws `SyncAlreadyRunning`; all else ends in the outcome's state.
 */
export async function runComparison(
  deps: IntakeDeps,
  principal: Principal,
  source: Comparable,
  options: CompareOptions = {},
): Promise<ComparisonOutcome> {
  for (let tries = 1; ; tries += 1) {
    const { outcome, again } = await withRetries(deps, () =>
      withSourceLock(deps.database, source.name, (lost) =>
        compareLocked(deps, principal, source, options, lost),
      ),
    );
    if (!again || tries >= RUNS || options.signal?.aborted) return outcome;
  }
}

async function compareLocked(
  deps: IntakeDeps,
  principal: Principal,
  source: Comparable,
  options: CompareOptions,
  lost: AbortSignal,
): Promise<{ outcome: ComparisonOutcome; again: boolean }> {
  const signal = options.signal ? AbortSignal.any([lost, options.signal]) : lost;
  const run = { deps, principal, source, comparisonId: uuidv7(), began: new Date(deps.clock.now()) };
  await begin(run);
  const base = { source: source.name, comparisonId: run.comparisonId };
  try {
    const found = await readAndJudge(run, { ...options, signal });
    return { outcome: { ...base, ...found, state: 'DONE' }, again: false };
  } catch (thrown) {
    const stopped = signal.aborted || thrown instanceof RunLost;
    const state = stopped ? 'ABANDONED' : 'FAILED';
    const error = explain(thrown);
    deps.warn('comparison ended early', { source: source.name, state, error });
    await end(run, state, error);
    const outcome = { ...base, ...nothingFound(), state, error } as const;
    return { outcome, again: stopped || isTransient(thrown) };
  }
}

interface ComparisonRun {
  deps: IntakeDeps;
  principal: Principal;
  source: Comparable;
  comparisonId: string;
  began: Date;
}

/** Whoever holds the lock is the only one: a comparison that still says RUNNING has died. */
async function begin({ deps, source, comparisonId, began }: ComparisonRun): Promise<void> {
  await deps.database.query(
    "update comparison set state = 'ABANDONED', finished_at = $2 where source = $1 and state = 'RUNNING'",
    [source.name, began],
  );
  await deps.database.query(
    "insert into comparison (id, source, started_at, state) values ($1, $2, $3, 'RUNNING')",
    [comparisonId, source.name, began],
  );
}

async function end({ deps, comparisonId }: ComparisonRun, state: string, error: string): Promise<void> {
  await withRetries(deps, () =>
    deps.database.query(
      "update comparison set state = $2, error = $3, finished_at = $4 where id = $1 and state = 'RUNNING'",
      [comparisonId, state, error, new Date(deps.clock.now())],
    ),
  );
}

async function readAndJudge(
  run: ComparisonRun,
  options: CompareOptions & { signal: AbortSignal },
): Promise<Found> {
  const { deps, source, began } = run;
  const settledBefore = await settledUntil(run);
  const reading = source.whole({ now: began.getTime(), signal: options.signal });
  const stage = await SourceStage.open(deps.database);
  try {
    await stageAll(run, reading, stage, options);
    const unjudged = reading.unjudged() ?? ((await stage.hasKeyless()) ? 'KEYLESS_ROWS' : undefined);
    return await stage.transaction(async (client) => {
      const { rowCount } = await client.query(
        "select 1 from comparison where id = $1 and state = 'RUNNING' for update",
        [run.comparisonId],
      );
      if (rowCount !== 1) throw new RunLost(source.name);
      const now = new Date(deps.clock.now());
      const settled = reading.taken ? null : settledBefore;
      const found = await judge(client, { source, began, now, settledBefore: settled, unjudged });
      await client.query(
        `update comparison set state = 'DONE', finished_at = $2, read = $3, changed = $4, gone = $5, missed = $6, closed = $7,
            gone_unjudged = $8 where id = $1`,
        [
          run.comparisonId,
          now,
          found.read,
          found.changed,
          found.gone,
          found.missed,
          found.closed,
          unjudged ?? null,
        ],
      );
      return { ...found, ...(unjudged === undefined ? {} : { goneUnjudged: unjudged }) };
    });
  } finally {
    stage.close();
  }
}

async function stageAll(
  { deps, principal, source, began }: ComparisonRun,
  { pages }: WholeReading,
  stage: SourceStage,
  { signal, onProgress }: CompareOptions & { signal: AbortSignal },
): Promise<void> {
  let read = 0;
  for await (const { records, progress } of pages) {
    signal.throwIfAborted();
    const candidates = toCandidates(source, records, began.getTime());
    const known = await loadKnown(deps.database, principal, source.kind, candidates);
    const admitted = candidates.map((candidate) => admit(source.kind, candidate, known));
    const looking = { client: deps.database, sealer: deps.sealer, now: began };
    const keyed = await withStoredKeys(looking, source.kind, admitted);
    const beside = await withStored(deps.database, deps.sealer, keyed);
    await stage.add(beside.map((candidate) => sourceRow(deps.sealer, candidate)));
    read += records.length;
    onProgress?.(progress === undefined ? { read } : { read, share: progress });
  }
  signal.throwIfAborted();
}

/** What changed before this has been read by a whole sync, if it could be; before the first one nothing has. */
async function settledUntil({ deps, source }: ComparisonRun): Promise<Date> {
  const { rows } = await deps.database.query<{ at: Date | null }>(
    "select max(started_at) as at from sync_run where source = $1 and state = 'DONE'",
    [source.name],
  );
  const last = rows[0]?.at;
  return new Date(last ? last.getTime() - SETTLES_MS : 0);
}
