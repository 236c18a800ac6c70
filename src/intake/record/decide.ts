import { hashOf } from '../../domain/canonical.js';
import type { Flag } from '../../domain/delivery.js';
import { factsOf } from '../../domain/kinds/index.js';
import type { Problem } from '../../domain/ports.js';
import { type DossierRecord, isPlain, type SubjectRecord } from '../../domain/records.js';
import { stateOf } from '../../domain/states.js';
import { judgeStep, needsFinishedAt } from '../../domain/steps.js';
import { toInstant } from '../../domain/time.js';
import type { Candidate } from '../types.js';
import { type Standing, type StoredSubject, seenKey } from './stored.js';
import { combines, standsOnStored, together, without } from './together.js';

/** A version that is going to be written. */
export interface Writing {
  candidate: Candidate;
  record: SubjectRecord;
  hash: Buffer;
  /** Undefined: the key is new. */
  stored?: StoredSubject;
  flags: Flag[];
}

export type Decision =
  | { fate: 'stored'; writing: Writing }
  | { fate: 'unchanged'; candidate: Candidate; stored?: StoredSubject }
  | { fate: 'stale'; candidate: Candidate }
  | { fate: 'quarantined'; candidate: Candidate };

/** Another writer changed a subject after a record was taken for known: the page has to be decoded after all. */
export class KnownNoMore extends Error {
  override readonly name = 'KnownNoMore';
}

/** The content of a version: everything but `changedAt`. */
export function contentHash(record: SubjectRecord): Buffer {
  const { changedAt: _, ...content } = record;
  return hashOf(content);
}

/** Sources that read a portal's catalogue fill what no system of the district fills, and give way to one that does. */
export function isCatalogue(origin: string): boolean {
  return origin.startsWith('national-');
}

/**
 * Decides about candidates, one of each key, under the locks of their rows: another origin's key, stale, unchanged, an
 * impossible step, or a new version. Throws {@link KnownNoMore}.
 */
export async function decide(
  standing: Standing,
  origin: string,
  candidates: readonly Candidate[],
  stored: ReadonlyMap<string, StoredSubject>,
): Promise<Decision[]> {
  const onStored = candidates.filter(
    ({ record }) => record && (record.deleted || standsOnStored(record) || judges(record)),
  );
  const ids = onStored.flatMap(({ key }) => stored.get(key ?? '')?.id ?? []);
  const snapshots = await standing.snapshots(ids);
  const prepared = candidates.map((candidate) =>
    prepare(candidate, stored.get(candidate.key ?? ''), snapshots),
  );
  const seen = await standing.seen(
    prepared.flatMap(({ subject, hash }) => (subject && hash ? [{ id: subject.id, hash }] : [])),
  );
  const decisions: Decision[] = [];
  for (const each of prepared) decisions.push(await decideOne(standing, origin, each, seen));
  return decisions;
}

/** Of a kind that combines, the rule has told old from new: a message that said nothing new may have been told later than what comes now. */
function notBefore({ changedAt }: StoredSubject, record: SubjectRecord): SubjectRecord {
  return Date.parse(record.changedAt) < changedAt ? { ...record, changedAt: toInstant(changedAt) } : record;
}

interface Prepared {
  candidate: Candidate;
  subject: StoredSubject | undefined;
  record: SubjectRecord | undefined;
  hash: Buffer | undefined;
  /** What the store knows of it, where that was asked for. */
  kept: SubjectRecord | undefined;
}

function judges({ kind }: SubjectRecord): boolean {
  return factsOf(kind)?.judge !== undefined;
}

/** A tombstone keeps what the hub has, marked as deleted; a record of a kind that combines is one message of several. */
function prepare(
  candidate: Candidate,
  subject: StoredSubject | undefined,
  snapshots: ReadonlyMap<string, SubjectRecord>,
): Prepared {
  let { record } = candidate;
  const kept = subject && snapshots.get(subject.id);
  if (record?.deleted) record = kept && without(kept, record);
  else if (record && kept) {
    const known = together(kept, record);
    record = combines(record) ? notBefore(subject, known) : known;
  }
  return { candidate, subject, record, hash: record && contentHash(record), kept };
}

async function decideOne(
  standing: Standing,
  origin: string,
  { candidate, subject, record, hash, kept }: Prepared,
  seen: ReadonlySet<string>,
): Promise<Decision> {
  const quarantined = (problems: Problem[]): Decision => ({
    fate: 'quarantined',
    candidate: { ...candidate, problems: [...candidate.problems, ...problems] },
  });
  if (candidate.isKnown) {
    if (subject?.origin !== origin || subject.mark !== candidate.mark)
      throw new KnownNoMore('a record was taken for known');
    return { fate: 'unchanged', candidate, stored: subject };
  }
  // Deleted before it was ever known: nothing to delete.
  if (!record || !hash) return { fate: 'unchanged', candidate };
  if (subject && subject.origin !== origin) {
    if (isCatalogue(origin)) return { fate: 'unchanged', candidate };
    if (!isCatalogue(subject.origin)) return quarantined([otherOrigin(subject.origin)]);
  }
  const changedAt = Date.parse(record.changedAt);
  const takesOver = subject !== undefined && subject.origin !== origin;
  if (subject && !takesOver) {
    const same = hash.equals(subject.contentHash);
    const late = changedAt < subject.changedAt || (same && isBefore(candidate, subject));
    const known = seen.has(seenKey(subject.id, hash));
    if (late) {
      const problem = same || known ? undefined : lateProblem(record, kept);
      return problem ? quarantined([problem]) : { fate: 'stale', candidate };
    }
    const before = changedAt === subject.changedAt && known;
    if (same || before) return { fate: 'unchanged', candidate, stored: subject };
  }
  const writing: Writing = { candidate, record, hash, flags: [] };
  if (subject) writing.stored = subject;
  if (record.kind === 'dossier') {
    const { flags, problems } = await judgeDossier(standing, record, subject);
    if (problems.length > 0) return quarantined(problems);
    writing.flags = flags;
  }
  if (isPlain(record) && !record.deleted && candidate.problems.length === 0) {
    const before = kept && isPlain(kept) ? kept : undefined;
    const problem = factsOf(record.kind)?.judge?.(record, before);
    if (problem) return quarantined([problem]);
  }
  return candidate.problems.length > 0 ? quarantined([]) : { fate: 'stored', writing };
}

function lateProblem(record: SubjectRecord, kept: SubjectRecord | undefined): Problem | undefined {
  if (record.deleted || !kept || !isPlain(record) || !isPlain(kept)) return undefined;
  return factsOf(record.kind)?.judgeLate?.(record, kept);
}

/** Of a kind that combines: whether what came, and said nothing new, is older than what is known. */
function isBefore({ record }: Candidate, { changedAt }: StoredSubject): boolean {
  return record !== undefined && Date.parse(record.changedAt) < changedAt;
}

/** One origin writes a key. */
export function otherOrigin(other: string): Problem {
  const message = `Mã này do nguồn ${other} quản lý (this key belongs to source ${other})`;
  return { field: '', code: 'OTHER_ORIGIN', message };
}

async function judgeDossier(
  standing: Standing,
  record: DossierRecord,
  subject: StoredSubject | undefined,
): Promise<{ flags: Flag[]; problems: Problem[] }> {
  const before = (subject?.flags ?? []).filter((flag) => flag !== 'DELETED_AT_SOURCE');
  if (record.deleted) return { flags: [...before, 'DELETED_AT_SOURCE'], problems: [] };
  const problems: Problem[] = [];
  const verdict = judgeStep(subject?.from, record);
  if (!verdict.ok && subject?.from) {
    const names = [subject.from.state, record.state]
      .map((state) => `${state} ${stateOf(state).name}`)
      .join(' → ');
    const message = `Bước chuyển trạng thái không hợp lệ (impossible step): ${names}`;
    problems.push({ field: 'TrangThaiHoSo', code: 'ILLEGAL_STEP', message });
  }
  if (record.finishedAt === undefined && needsFinishedAt(record, undefined)) {
    const other = subject && (await standing.lastOtherThanReturned(subject));
    if (needsFinishedAt(record, other)) {
      const message = `Thiếu NgayKetThucXuLy ở trạng thái ${record.state} (required in state ${record.state})`;
      problems.push({ field: 'NgayKetThucXuLy', code: 'FINISHED_AT_MISSING', message });
    }
  }
  const flags = verdict.ok ? verdict.flags : [];
  return { flags: [...new Set([...before, ...flags])], problems };
}
