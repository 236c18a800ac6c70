import { PROBLEM_TEXTS, type ProblemCode } from '../schema/enums/problems.js';
import type { Problem } from '../schema/payloads.js';

export function problem(code: ProblemCode, path: string[]): Problem {
  const [message, messageEn] = PROBLEM_TEXTS[code];
  return { code, message, messageEn, path };
}
