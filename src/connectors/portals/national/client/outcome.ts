import type { Outcome } from '../../../../domain/ports.js';
import type { HttpAnswer, HttpResult } from '../../../transport/http/index.js';
import { retryAfterMs } from '../../../transport/http/index.js';
import { meaningOf, meaningOfStatus } from '../codes.js';
import { decodeAnswer, type PortalAnswer } from '../contract.js';
import type { NationalProfile } from '../profile.js';

/**
 * One HTTP call as the contract reads it: an answer with a code of its own, a session that has ended, or an outcome that
 * speaks for the whole call.
 */
export type Judged =
  | { type: 'answer'; answer: PortalAnswer; meaning: 'accepted' | 'alreadyExists' | 'notFound' | 'refused' }
  | { type: 'sessionExpired'; code: string; message?: string }
  | { type: 'outcome'; outcome: Outcome };

/** Judges by HTTP status first, then by the code; words decide nothing. `now`: ms since the epoch, for `Retry-After`. */
export function judge(result: HttpResult, profile: NationalProfile, now: number): Judged {
  if (result.type === 'notSent')
    return { type: 'outcome', outcome: { type: 'notSent', error: result.error } };
  if (result.type === 'lost') return { type: 'outcome', outcome: { type: 'unknown', error: result.error } };
  switch (meaningOfStatus(result.status, profile)) {
    case 'read the body':
      return judgeBody(result, profile, now);
    case 'sessionExpired':
      return { type: 'sessionExpired', code: codeOf(result) };
    case 'notProcessed':
      return {
        type: 'outcome',
        outcome: { type: 'notSent', error: codeOf(result), ...waiting(result, now) },
      };
    case 'refused':
      return {
        type: 'outcome',
        outcome: { type: 'refused', code: codeOf(result), ...wordsOf(decodeAnswer(result.text)) },
      };
    case 'unknown':
      return { type: 'outcome', outcome: { type: 'unknown', error: codeOf(result) } };
  }
}

function judgeBody(result: HttpAnswer, profile: NationalProfile, now: number): Judged {
  const answer = decodeAnswer(result.text);
  if (!answer) {
    return {
      type: 'outcome',
      outcome: { type: 'unknown', error: `${codeOf(result)}: the answer does not decode` },
    };
  }
  const meaning = meaningOf(answer.error_code, profile.codes);
  if (meaning === 'sessionExpired') return { type: meaning, code: answer.error_code, ...wordsOf(answer) };
  if (meaning === 'busy') {
    return { type: 'outcome', outcome: { type: 'busy', code: answer.error_code, ...waiting(result, now) } };
  }
  return { type: 'answer', answer, meaning };
}

/** The portal's words beside a code, kept for people. */
export function wordsOf(answer: { message?: string | undefined } | undefined): { message?: string } {
  return answer?.message ? { message: answer.message } : {};
}

export function waiting(result: HttpAnswer, now: number): { retryAfterMs?: number } {
  const wait = retryAfterMs(result.headers['retry-after'], now);
  return wait === undefined ? {} : { retryAfterMs: wait };
}

export function codeOf(result: HttpAnswer): string {
  return `HTTP ${result.status}`;
}
