import type { Problem as RecordProblem } from '../domain/ports.js';
import { PROBLEM_TEXTS, type ProblemCode } from '../schema/enums/problems.js';
import type { Problem } from '../schema/payloads.js';

export function problem(code: ProblemCode, path: string[]): Problem {
  const [message, messageEn] = PROBLEM_TEXTS[code];
  return { code, message, messageEn, path };
}

/** A problem of a record's field, as a mutation tells it: what has no code of its own in the closed list is INVALID. */
export function problemOfRecord({ code }: RecordProblem, path: string[]): Problem {
  return problem(isCode(code) ? code : 'INVALID', path);
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_TEXTS, code);
}
