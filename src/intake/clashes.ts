import { factsOf, type PlainRecord } from '../domain/kinds/index.js';
import type { Problem, RawRecord } from '../domain/ports.js';
import { isPlain } from '../domain/records.js';
import { clashesOf } from '../store/kinds/index.js';
import type { KindLooking } from '../store/kinds/kind.js';
import type { Candidate } from './types.js';

/**
 * Adds a problem to every record that contradicts what the store has of other keys of its kind, by the kind's own rule (store/kinds), and to records
 * of one key of which it cannot be told whether they are about one (`twins` of domain/kinds).
 */
export async function judgeClashes(
  looking: KindLooking,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const sound = candidates.flatMap(({ record, problems, raw: { place } }) =>
    record && isPlain(record) && problems.length === 0 ? [{ record, place }] : [],
  );
  const clashes = await clashesOf(
    looking,
    sound.map(({ record }) => record),
  );
  const twins = twinsAmong(sound);
  return candidates.map((candidate) => {
    const { record, problems } = candidate;
    const code = record?.code ?? '';
    const problem = clashes.get(code) ?? (record?.deleted ? undefined : twins.get(code));
    return problem && problems.length === 0 ? { ...candidate, problems: [problem] } : candidate;
  });
}

interface Sound {
  record: PlainRecord;
  place: RawRecord['place'];
}

/** By key. */
function twinsAmong(sound: readonly Sound[]): ReadonlyMap<string, Problem> {
  const problems = new Map<string, Problem>();
  const first = new Map<string, Sound>();
  for (const each of sound) {
    const { record, place } = each;
    const judge = record.deleted ? undefined : factsOf(record.kind)?.twins;
    if (!judge) continue;
    const before = first.get(record.code);
    if (!before) {
      first.set(record.code, each);
      continue;
    }
    const { file, line, row } = before.place;
    const apart = file !== undefined && file === place.file && (line !== place.line || row !== place.row);
    const problem = judge(before.record, record, apart);
    if (problem) problems.set(record.code, problem);
  }
  return problems;
}
