import { codesIn } from '../domain/kinds/codes.js';
import { factsOf } from '../domain/kinds/index.js';
import type { RawRecord, Reference } from '../domain/ports.js';
import { isPlain, type SubjectRecord } from '../domain/records.js';
import type { Inlet } from './inlet.js';
import type { Marks } from './marks.js';
import type { Candidate } from './types.js';

/** Decodes raw records, each by itself. A decoder that throws costs its record, not the run. `now`: ms. */
export function toCandidates(source: Inlet, records: readonly RawRecord[], now: number): Candidate[] {
  return records.map((raw) => toCandidate(source, raw, now));
}

/**
 * As {@link toCandidates}, but what stands in the store just as it came is not decoded again: a source that is read all day mostly says
 * what it said before. One whose key has other records on the same page is: their order counts.
 */
export async function toNewCandidates(
  source: Inlet,
  records: readonly RawRecord[],
  now: number,
  marks: Marks,
): Promise<Candidate[]> {
  const marked = records.map((raw) => ({ raw, mark: marks.of(raw) }));
  const known = await marks.known(marked.flatMap(({ mark }) => mark ?? []));
  const decoded = ({ raw, mark }: { raw: RawRecord; mark: string | undefined }): Candidate => ({
    ...toCandidate(source, raw, now),
    ...(mark === undefined ? {} : { mark }),
  });
  const candidates = marked.map((each): Candidate => {
    const { raw, mark } = each;
    const key = mark && known.get(mark);
    return mark && key !== undefined
      ? { raw, key, mark, isKnown: true, problems: [], references: [] }
      : decoded(each);
  });
  const told = new Set(candidates.flatMap(({ key, isKnown }) => (isKnown ? [] : (key ?? []))));
  return candidates.map((each) =>
    each.isKnown && told.has(each.key ?? '') ? decoded({ raw: each.raw, mark: each.mark }) : each,
  );
}

function toCandidate(source: Inlet, raw: RawRecord, now: number): Candidate {
  if (raw.unreadable) return { raw, problems: [raw.unreadable], references: [] };
  try {
    const decoded = source.decode(raw, { now });
    if (decoded.ok) {
      const { record } = decoded;
      return { raw, key: record.code, record, problems: [], references: referencesOf(record) };
    }
    const { key, changedAt, problems, references = [] } = decoded;
    const told = { ...(key === undefined ? {} : { key }), ...(changedAt === undefined ? {} : { changedAt }) };
    return { raw, ...told, problems: [...problems], references };
  } catch {
    const message = 'Bản ghi không đọc được (record cannot be read)';
    return { raw, problems: [{ field: '', code: 'UNREADABLE', message }], references: [] };
  }
}

/** The codes of a record that have to be known: a dossier's procedure and receiving unit, and what its kind says. */
export function referencesOf(record: SubjectRecord): Reference[] {
  if (isPlain(record)) {
    if (record.deleted) return [];
    const own = codesIn(record).flatMap(({ field, type, code, required }) =>
      required ? [{ field, type, code }] : [],
    );
    return [...own, ...(factsOf(record.kind)?.agencies?.needed(record) ?? [])];
  }
  if (record.kind !== 'dossier' || record.deleted) return [];
  return [
    { field: 'MaTTHC', type: 'procedure', code: record.procedureCode },
    { field: 'DonVi', type: 'unit', code: record.receivingUnit },
  ];
}
