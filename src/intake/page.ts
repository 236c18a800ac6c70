import type { Principal } from '../access/principal.js';
import type { Page, Source } from '../domain/ports.js';
import type { SubjectKind } from '../domain/records.js';
import type { Queryable } from '../store/database.js';
import { type AlsoKnown, admit, loadKnown } from './admit.js';
import { judgeClashes } from './clashes.js';
import { countFile } from './files.js';
import { quarantine, resolveStored } from './quarantine.js';
import { keyOf, type Recorded, type RecordRun, record } from './record/index.js';
import { judgeScope } from './scope.js';
import { keepAliases, withStoredKeys } from './stored-keys.js';
import { recording } from './transaction.js';
import { type Candidate, type Counts, type IntakeDeps, noCounts } from './types.js';
import { judgeParents } from './unit-cycles.js';

/** The run was taken over: its lock was lost and another run began. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

export interface PageRun {
  deps: IntakeDeps;
  principal: Principal;
  source: Source;
  runId: string;
}

/**
 * Applies one page in one transaction: records, quarantine, the file's and the run's counts, the cursor. `before`: what the run
 * had read before this page; when the run's row says more, this very page was committed although its answer was lost.
 */
export async function applyPage(
  run: PageRun,
  page: Page,
  candidates: readonly Candidate[],
  before: number,
): Promise<void> {
  const { deps, principal, source, runId } = run;
  await recording(deps, async (client) => {
    const { rows } = await client.query<{ read: number }>(
      "select read from sync_run where id = $1 and state = 'RUNNING' for update",
      [runId],
    );
    if (!rows[0]) throw new RunLost(source.name);
    if (rows[0].read !== before) return;
    const recordRun: RecordRun = {
      client,
      deps,
      principal,
      kind: source.kind,
      origin: source.name,
      runId,
      now: new Date(deps.clock.now()),
    };
    const recorded = await admitAndRecord(recordRun, candidates);
    const counts = countsOf(recorded);
    if (page.file) await countFile(client, source.name, page.file, counts, refusedOf(recorded));
    await addCounts(client, runId, counts);
    await client.query(
      `insert into source_cursor (source, cursor, moved_at) values ($1, $2, $3)
        on conflict (source) do update set cursor = excluded.cursor, moved_at = excluded.moved_at`,
      [source.name, JSON.stringify(page.cursor), recordRun.now],
    );
  });
}

/** What needs the store about each candidate by itself: known units and procedures, where units stand, and the caller's scope. */
export async function admitAll(
  client: Queryable,
  principal: Principal,
  kind: SubjectKind,
  candidates: readonly Candidate[],
  also?: AlsoKnown,
): Promise<Candidate[]> {
  const known = await loadKnown(client, principal, kind, candidates, also);
  const admitted = candidates.map((candidate) => admit(kind, candidate, known));
  return judgeScope(client, principal, await judgeParents(client, admitted, also));
}

/** Admission and recording of candidates, inside the caller's transaction; what is refused is given back and kept nowhere. */
export async function admitRecords(run: RecordRun, candidates: readonly Candidate[]): Promise<Recorded[]> {
  const { client, principal, deps, kind, now } = run;
  const looking = { client, sealer: deps.sealer, now };
  const known = await withStoredKeys(looking, kind, await admitAll(client, principal, kind, candidates));
  const admitted = await judgeClashes(looking, known);
  const readable = admitted.filter((candidate) => keyOf(candidate) !== undefined);
  const recorded = new Map<Candidate, Recorded>();
  const results = await record(run, readable);
  await keepAliases(client, kind, results);
  results.forEach((result, index) => {
    const candidate = readable[index];
    if (candidate) recorded.set(candidate, result);
  });
  return admitted.map((candidate): Recorded => recorded.get(candidate) ?? { candidate, fate: 'quarantined' });
}

/** As {@link admitRecords}, by the same rules, and nothing of it stays: for what was refused already, so that all is told at once. */
export async function judgeRecords(run: RecordRun, candidates: readonly Candidate[]): Promise<Recorded[]> {
  await run.client.query('savepoint judged');
  const judged = await admitRecords(run, candidates);
  await run.client.query('rollback to savepoint judged');
  await run.client.query('release savepoint judged');
  return judged;
}

/** As {@link admitRecords}; what is refused goes to quarantine. */
export async function admitAndRecord(run: RecordRun, candidates: readonly Candidate[]): Promise<Recorded[]> {
  const { client, deps, principal, kind, origin, runId, now } = run;
  const all = await admitRecords(run, candidates);
  const quarantineRun = { client, sealer: deps.sealer, source: origin, kind, runId, now };
  const stored = all
    .filter(({ fate }) => fate === 'stored')
    .flatMap(({ candidate: { record: each, alias } }) =>
      each
        ? [each.code, ...(alias === undefined ? [] : [alias])].map((key) => ({
            key,
            changedAt: each.changedAt,
          }))
        : [],
    );
  await resolveStored(quarantineRun, stored);
  await quarantine(quarantineRun, principal, refusedOf(all));
  return all;
}

function refusedOf(recorded: readonly Recorded[]): Candidate[] {
  return recorded.filter(({ fate }) => fate === 'quarantined').map(({ candidate }) => candidate);
}

/** How many records met which fate. */
export function countsOf(recorded: readonly Recorded[]): Counts {
  const counts = { ...noCounts(), read: recorded.length };
  for (const { fate } of recorded) counts[fate] += 1;
  return counts;
}

async function addCounts(client: Queryable, runId: string, counts: Counts): Promise<void> {
  await client.query(
    `update sync_run set read = read + $2, stored = stored + $3, unchanged = unchanged + $4, stale = stale + $5,
        quarantined = quarantined + $6 where id = $1`,
    [runId, counts.read, counts.stored, counts.unchanged, counts.stale, counts.quarantined],
  );
}
