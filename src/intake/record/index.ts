import type { Principal } from '../../access/principal.js';
import type { SubjectKind } from '../../domain/records.js';
import { isPlain } from '../../domain/records.js';
import { type Queryable, sqlState } from '../../store/database.js';
import { writePlain } from '../../store/kinds/index.js';
import { procedureStore } from '../../store/procedure.js';
import type { Candidate, Fate, IntakeDeps } from '../types.js';
import { type Decision, decide, isCatalogue, type Writing } from './decide.js';
import { oweFor } from './owe-for.js';
import { lockStored, lockWhole, storedStanding } from './stored.js';
import { writeDossiers } from './write-dossiers.js';
import { writeCatalogue, writeNotices } from './write-others.js';
import {
  type Touch,
  touchUnchanged,
  type WriteContext,
  type Written,
  writeSubjects,
} from './write-subjects.js';
import { writeUnits } from './write-units.js';

/** Where a page is being recorded. */
export interface RecordRun {
  client: Queryable;
  deps: IntakeDeps;
  principal: Principal;
  kind: SubjectKind;
  /** The source's name: who writes these keys. */
  origin: string;
  /** Null: no sync run brought it. */
  runId: string | null;
  now: Date;
}

/** A candidate and what became of it; a quarantined one has its problems. */
export interface Recorded {
  candidate: Candidate;
  fate: Fate;
}

/** Another transaction put keys there between our look and our insert. */
class KeysTaken extends Error {
  override readonly name = 'KeysTaken';
}

/**
 * Records the candidates of one page inside the caller's transaction. A database error of class 22 or 23 (the data's fault)
 * splits them by savepoints until the bad record stands alone; any other error is thrown. A page that has to be gone through more
 * than once locks everything first, in the order of all (ledger rule 3): its parts, one by one, would lock subjects after lanes.
 */
export async function record(run: RecordRun, candidates: readonly Candidate[]): Promise<Recorded[]> {
  if (candidates.length === 0) return [];
  const { client, kind } = run;
  let once = rounds(candidates).length <= 1;
  for (;;) {
    await client.query('savepoint page');
    try {
      if (!once) await lockWhole(client, kind, keysOf(candidates));
      const recorded = await (once ? recordInRounds(run, candidates) : recordInParts(run, candidates));
      await client.query('release savepoint page');
      return recorded;
    } catch (error) {
      if (!(error instanceof KeysTaken) && !isOfData(error)) throw error;
      await client.query('rollback to savepoint page');
      await client.query('release savepoint page');
      once = false;
    }
  }
}

async function recordInParts(run: RecordRun, candidates: readonly Candidate[]): Promise<Recorded[]> {
  await run.client.query('savepoint part');
  try {
    const recorded = await recordInRounds(run, candidates);
    await run.client.query('release savepoint part');
    return recorded;
  } catch (error) {
    if (!isOfData(error)) throw error;
    await run.client.query('rollback to savepoint part');
    await run.client.query('release savepoint part');
    const [only] = candidates;
    if (candidates.length === 1 && only) return [unstorable(only, sqlState(error))];
    const middle = Math.ceil(candidates.length / 2);
    const left = await recordInParts(run, candidates.slice(0, middle));
    return [...left, ...(await recordInParts(run, candidates.slice(middle)))];
  }
}

/** SQLSTATE 22 and 23: what a record holds, not how the database is. */
export function isOfData(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '');
}

/** Of what can be recorded: what was decoded, and what is known without. */
export function keyOf({ record: each, isKnown, key }: Candidate): string | undefined {
  return isKnown ? key : each?.code;
}

function keysOf(candidates: readonly Candidate[]): string[] {
  return candidates.flatMap((candidate) => keyOf(candidate) ?? []);
}

function unstorable(candidate: Candidate, state = ''): Recorded {
  const message = `Cơ sở dữ liệu từ chối bản ghi (the database refused the record): SQLSTATE ${state}`;
  const problems = [...candidate.problems, { field: '', code: 'UNSTORABLE', message }];
  return { candidate: { ...candidate, problems }, fate: 'quarantined' };
}

async function recordInRounds(run: RecordRun, candidates: readonly Candidate[]): Promise<Recorded[]> {
  const recorded = new Map<Candidate, Recorded>();
  for (const round of rounds(candidates)) {
    const results = await recordRound(run, round);
    for (const [index, candidate] of round.entries()) {
      const result = results[index];
      if (result) recorded.set(candidate, result);
    }
  }
  return candidates.map(
    (candidate) => recorded.get(candidate) ?? { candidate, fate: 'quarantined' as const },
  );
}

/** Each key once a round, in the order in which its records came; what has no record is left out. */
export function rounds(candidates: readonly Candidate[]): Candidate[][] {
  const made: Candidate[][] = [];
  const times = new Map<string, number>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    if (key === undefined) continue;
    const round = times.get(key) ?? 0;
    times.set(key, round + 1);
    const list = made[round];
    if (list) list.push(candidate);
    else made.push([candidate]);
  }
  return made;
}

/** In the order of `round`. Throws {@link KeysTaken}. */
async function recordRound(run: RecordRun, round: readonly Candidate[]): Promise<Recorded[]> {
  const { client, deps, kind, origin } = run;
  const stored = await lockStored(client, kind, keysOf(round));
  const decisions = await decide(storedStanding(client, deps.sealer), origin, round, stored);
  const late = await carryOut(run, decisions);
  if (late.length > 0) throw new KeysTaken(`${late.length} keys were written by another source meanwhile`);
  return decisions.map(recordedOf);
}

/** What became of the candidate that was decided about. */
export function recordedOf(decision: Decision): Recorded {
  if (decision.fate === 'stored') return { candidate: decision.writing.candidate, fate: 'stored' };
  return { candidate: decision.candidate, fate: decision.fate };
}

/** Writes what was decided; gives back what another transaction was quicker with. */
async function carryOut(run: RecordRun, decisions: readonly Decision[]): Promise<Writing[]> {
  const { client, deps, principal, kind, origin, runId, now } = run;
  const context: WriteContext = { client, sealer: deps.sealer, kind, origin, runId, now };
  const writings = decisions.flatMap((decision) => (decision.fate === 'stored' ? [decision.writing] : []));
  await touchUnchanged(
    client,
    decisions.flatMap((decision) => (decision.fate === 'unchanged' ? touchOf(decision) : [])),
    now,
  );
  if (kind === 'procedure' && isCatalogue(origin)) await keepCatalogueNames(context, decisions);
  if (writings.length === 0) return [];
  const { written, late } = await writeSubjects(context, writings);
  await writeKind(context, written);
  const requests = await oweFor(client, deps.portals, written, now.getTime());
  if (requests.length > 0) await deps.owe(client, principal, requests);
  return late;
}

function touchOf({ stored, candidate: { record: each, mark } }: Decision & { fate: 'unchanged' }): Touch[] {
  return stored ? [{ id: stored.id, changedAt: each?.changedAt, mark }] : [];
}

async function keepCatalogueNames(context: WriteContext, decisions: readonly Decision[]): Promise<void> {
  const records = decisions.flatMap((decision) => {
    const found = decision.fate === 'stored' ? decision.writing.record : decision.candidate.record;
    return decision.fate !== 'quarantined' && found?.kind === 'procedure' ? [found] : [];
  });
  await writeCatalogue(context, 'national', records);
}

async function writeKind(context: WriteContext, written: readonly Written[]): Promise<void> {
  switch (context.kind) {
    case 'dossier':
      return writeDossiers(context, written);
    case 'notice':
      return writeNotices(context, written);
    case 'unit':
      return writeUnits(context, written);
    case 'procedure':
      return procedureStore.write(
        context,
        written.flatMap(({ id, record: each, isNew }) =>
          each.kind === 'procedure' ? [{ id, record: each, isNew }] : [],
        ),
      );
    default:
      return writePlain(
        context.kind,
        context,
        written.flatMap(({ id, record: each, isNew }) =>
          isPlain(each) ? [{ id, record: each, isNew }] : [],
        ),
      );
  }
}
