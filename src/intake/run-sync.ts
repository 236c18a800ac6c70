import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../access/principal.js';
import type { Json } from '../domain/canonical.js';
import { type Page, type Source, SourceUnreachable } from '../domain/ports.js';
import { isTransient, type Queryable, sqlState } from '../store/database.js';
import { ahead } from './ahead.js';
import { toCandidates, toNewCandidates } from './candidates.js';
import { closeFile, reportOf } from './files.js';
import { withSourceLock } from './lock.js';
import { openMarks } from './marks.js';
import { applyPage, type PageRun, RunLost } from './page.js';
import { KnownNoMore } from './record/decide.js';
import { withRetries } from './retries.js';
import type { Counts, IntakeDeps, SyncOutcome } from './types.js';
import { retakeLocked } from './waiting.js';

export interface SyncOptions {
  /** Stops the run after the page in hand. */
  signal?: AbortSignal;
  /** Called after each committed page. `share`: 0–1, when the source knows. */
  onProgress?(progress: Counts & { share?: number }): void;
}

/** A run that lost its lock is begun anew so often in all. */
const RUNS = 3;

/**
 * One pull of one source: each page is decoded, admitted and recorded in one transaction with its cursor, so that a run that
 * is stopped anywhere goes on there. A run whose lock was lost with its connection is begun again; its counts are added up.
 * Throws {@link SyncAlreadyRunning}; all else ends in the outcome's state.
 */
export async function runSync(
  deps: IntakeDeps,
  principal: Principal,
  source: Source,
  options: SyncOptions = {},
): Promise<SyncOutcome> {
  let total: SyncOutcome | undefined;
  for (let tries = 1; ; tries += 1) {
    const outcome = await withRetries(deps, () =>
      withSourceLock(deps.database, source.name, async (lost) => {
        const signal = options.signal ? AbortSignal.any([lost, options.signal]) : lost;
        const ended = await runLocked(deps, principal, source, { ...options, signal });
        return { ...ended, lost: lost.aborted };
      }),
    );
    const { lost, ...rest } = outcome;
    total = total ? addUp(total, rest) : rest;
    if (!lost || rest.state !== 'ABANDONED' || options.signal?.aborted || tries >= RUNS) return total;
  }
}

function addUp(first: SyncOutcome, second: SyncOutcome): SyncOutcome {
  const sum = (name: keyof Counts | 'retaken') => first[name] + second[name];
  return {
    ...second,
    read: sum('read'),
    stored: sum('stored'),
    unchanged: sum('unchanged'),
    stale: sum('stale'),
    quarantined: sum('quarantined'),
    retaken: sum('retaken'),
  };
}

async function runLocked(
  deps: IntakeDeps,
  principal: Principal,
  source: Source,
  options: SyncOptions & { signal: AbortSignal },
): Promise<SyncOutcome> {
  const runId = uuidv7();
  await begin(deps, source, runId);
  let state: SyncOutcome['state'] = 'DONE';
  let error: string | undefined;
  let retaken = 0;
  try {
    retaken = await withRetries(deps, () => retakeLocked(deps, principal, source, runId));
    await pullAll({ deps, principal, source, runId }, options);
  } catch (thrown) {
    state = options.signal.aborted || thrown instanceof RunLost ? 'ABANDONED' : 'FAILED';
    error = explain(thrown);
    deps.warn('sync run ended early', { source: source.name, state, error });
  }
  const counts = await end(deps, runId, state, error);
  return { source: source.name, runId, state, ...counts, retaken, ...(error === undefined ? {} : { error }) };
}

/** Whoever holds the lock is the only run: one that still says RUNNING has died. */
async function begin(deps: IntakeDeps, source: Source, runId: string): Promise<void> {
  const now = new Date(deps.clock.now());
  await deps.database.query(
    "update sync_run set state = 'ABANDONED', finished_at = $2 where source = $1 and state = 'RUNNING'",
    [source.name, now],
  );
  await deps.database.query(
    "insert into sync_run (id, source, started_at, state) values ($1, $2, $3, 'RUNNING')",
    [runId, source.name, now],
  );
}

async function pullAll(run: PageRun, options: SyncOptions & { signal: AbortSignal }): Promise<void> {
  const { deps, source, runId } = run;
  const now = deps.clock.now();
  const cursor = await cursorOf(deps.database, source);
  let before = 0;
  const marks = await openMarks(deps, source);
  const pages = ahead(
    (signal) => source.pull(cursor, { now, signal }),
    options.signal,
    ({ records }) => toNewCandidates(source, records, now, marks),
  );
  for await (const { page, made: candidates } of pages) {
    options.signal.throwIfAborted();
    await withRetries(deps, () => applyPage(run, page, candidates, before)).catch((error: unknown) => {
      if (!(error instanceof KnownNoMore)) throw error;
      return withRetries(deps, () => applyPage(run, page, toCandidates(source, page.records, now), before));
    });
    if (page.file?.ends) await finishFile(run, page.file.name);
    const counts = await countsOf(deps, runId);
    before = counts.read;
    options.onProgress?.(withShare(counts, page));
    options.signal.throwIfAborted();
  }
}

/** Where a source's next run goes on; undefined: at its begin. */
export async function cursorOf(store: Queryable, { name }: Source): Promise<Json | undefined> {
  const { rows } = await store.query<{ cursor: Json }>('select cursor from source_cursor where source = $1', [
    name,
  ]);
  return rows[0]?.cursor ?? undefined;
}

function withShare(counts: Counts, page: Page): Counts & { share?: number } {
  return page.progress === undefined ? counts : { ...counts, share: page.progress };
}

async function finishFile({ deps, source }: PageRun, name: string): Promise<void> {
  const report = await reportOf(deps.database, source.name, name);
  if (!report) return;
  await source.fileDone?.(report);
  await closeFile(deps.database, source.name, name);
}

async function countsOf(deps: IntakeDeps, runId: string): Promise<Counts> {
  const { rows } = await withRetries(deps, () =>
    deps.database.query<Counts>(
      'select read, stored, unchanged, stale, quarantined from sync_run where id = $1',
      [runId],
    ),
  );
  const row = rows[0];
  if (!row) throw new RunLost(runId);
  return row;
}

async function end(
  deps: IntakeDeps,
  runId: string,
  state: SyncOutcome['state'],
  error: string | undefined,
): Promise<Counts> {
  await withRetries(deps, () =>
    deps.database.query(
      "update sync_run set state = $2, error = $3, finished_at = $4 where id = $1 and state = 'RUNNING'",
      [runId, state, error ?? null, new Date(deps.clock.now())],
    ),
  );
  return countsOf(deps, runId);
}

/** One line without personal data: a database's message may quote values, so only its code is given. */
export function explain(error: unknown): string {
  if (error instanceof SourceUnreachable) return error.message;
  const state = sqlState(error);
  if (state !== undefined) return `Cơ sở dữ liệu báo lỗi (database error): SQLSTATE ${state}`;
  if (!(error instanceof Error)) return 'lỗi không rõ (unknown error)';
  if (error.name === 'AbortError') return 'Đã dừng (stopped)';
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code}: ${isTransient(error) ? 'mất kết nối (connection lost)' : error.message}`;
}
