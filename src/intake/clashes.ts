import { isPlain } from '../domain/records.js';
import { clashesOf } from '../store/kinds/index.js';
import type { KindLooking } from '../store/kinds/kind.js';
import type { Candidate } from './types.js';

/** Adds a problem to every record that contradicts what the store has of other keys of its kind, by the kind's own rule (store/kinds). */
export async function judgeClashes(
  writing: KindLooking,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const sound = candidates.flatMap(({ record, problems }) =>
    record && isPlain(record) && problems.length === 0 ? [record] : [],
  );
  const clashes = await clashesOf(writing, sound);
  return candidates.map((candidate) => {
    const problem = clashes.get(candidate.record?.code ?? '');
    return problem && candidate.problems.length === 0 ? { ...candidate, problems: [problem] } : candidate;
  });
}
