import type { RawRecord } from '../../domain/ports.js';
import type { Candidate } from '../types.js';

/** Why records would go to quarantine: one problem, and how many records have it. */
export interface Reason {
  code: string;
  /** The source's name of the field, without positions: `QuaTrinh[].ThoiDiem`; empty for a record as a whole. */
  field: string;
  /** Of the first one; names no personal value. */
  message: string;
  records: number;
  /** Where the first one stands. */
  first: RawRecord['place'] & { record?: string };
}

/** So many reasons are told apart; a file that is wrong in more ways is wrong as a whole. */
const MAX_REASONS = 200;

/** Counts the problems of refused records; memory for {@link MAX_REASONS} of them. */
export class Reasons {
  readonly #byProblem = new Map<string, Reason>();

  add({ raw, key, problems }: Candidate): void {
    const counted = new Set<Reason>();
    for (const problem of problems) {
      const field = problem.field.replaceAll(/\[\d+\]/g, '[]');
      const id = `${problem.code} ${field}`;
      let reason = this.#byProblem.get(id);
      if (!reason) {
        if (this.#byProblem.size >= MAX_REASONS) continue;
        const first = { ...raw.place, ...(key === undefined ? {} : { record: key }) };
        reason = { code: problem.code, field, message: problem.message, records: 0, first };
        this.#byProblem.set(id, reason);
      }
      counted.add(reason);
    }
    for (const reason of counted) reason.records += 1;
  }

  /** Most frequent first. */
  list(): Reason[] {
    return [...this.#byProblem.values()].sort((a, b) => b.records - a.records);
  }
}
