import { factsOf } from '../../domain/kinds/index.js';
import type { SubjectRecord } from '../../domain/records.js';
import type { Queryable } from '../../store/database.js';
import type { Sealer } from '../../store/sealed.js';
import type { Candidate } from '../types.js';
import { loadSnapshots, readStored } from './stored.js';
import { namedAsNow } from './stored-names.js';

/** Whether a record says only a part of what is known of its subject. */
export function combines({ kind }: SubjectRecord): boolean {
  return factsOf(kind)?.combine !== undefined;
}

/** Whether what is stored decides with a record what is known: it says only a part, or leaves something unsaid. */
export function standsOnStored(record: SubjectRecord): boolean {
  return combines(record) || factsOf(record.kind)?.complete !== undefined;
}

/** What is known once `incoming` is. */
export function together(stored: SubjectRecord, incoming: SubjectRecord): SubjectRecord {
  const { combine, complete } = factsOf(incoming.kind) ?? {};
  const known = (combine ?? complete)?.(stored, incoming);
  // A kind's own rule gives a record of the kind.
  return known ? (known as SubjectRecord) : incoming;
}

/** What stays known once a tombstone of it came. */
export function without(stored: SubjectRecord, tombstone: SubjectRecord): SubjectRecord {
  const rest = factsOf(tombstone.kind)?.remove?.(stored, tombstone);
  return (rest ?? { ...stored, changedAt: tombstone.changedAt, deleted: true }) as SubjectRecord;
}

/** Candidates as they would stand beside what is stored, to be compared with it. */
export async function withStored(
  client: Queryable,
  sealer: Sealer,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const parts = candidates.flatMap(({ record }) => (record && standsOnStored(record) ? [record] : []));
  const [first] = parts;
  if (!first) return candidates;
  const stored = await readStored(client, first.kind, [...new Set(parts.map(({ code }) => code))]);
  const ids = [...stored.values()].map(({ id }) => id);
  const snapshots = await namedAsNow(client, await loadSnapshots(client, sealer, ids));
  return candidates.map((candidate) => {
    const { record } = candidate;
    const kept = record && snapshots.get(stored.get(record.code)?.id ?? '');
    if (!kept || !standsOnStored(record)) return candidate;
    if (!record.deleted) return { ...candidate, record: together(kept, record) };
    return combines(record) ? { ...candidate, record: without(kept, record) } : candidate;
  });
}
