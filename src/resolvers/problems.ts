import { PROBLEM_CODES, type ProblemCode } from '../schema/enums/operations.js';
import type { Problem } from '../schema/payloads.js';

const ENGLISH: Readonly<Record<ProblemCode, string>> = {
  UNKNOWN_SOURCE: 'no source has this name',
  SOURCE_OFF: 'the source has no address configured',
  NOT_FOUND: 'not found',
  NOT_RETRYABLE: 'its present state does not allow sending it again',
  NEWER_VERSION: 'a newer version has taken its place',
  NOT_ALLOWED: 'this role may not do that',
  NOT_HELD: 'it is not held',
  NEEDS_ANSWER: 'somebody has to say whether the portal has it',
  NO_ACCOUNT: 'its unit has no account at the portal',
  LANE_BUSY: 'it is being sent: try again later',
};

export function problem(code: ProblemCode, path: string[]): Problem {
  return { code, message: PROBLEM_CODES[code], messageEn: ENGLISH[code], path };
}
