import type { Outcome } from '../../../../domain/ports.js';
import { type HttpAnswer, retryAfterMs } from '../../../transport/http/index.js';
import { decode, errorSchema, resultSchema, toldSchema } from '../contract.js';
import type { ProvincialProfile } from '../profile.js';

type Judging = Pick<ProvincialProfile, 'notProcessedHttp' | 'statuses'>;

/**
 * What an HTTP status other than 2xx and 401 means (national portal contract, section 3, which holds here too). The
 * body's words decide nothing. `now` in ms, for a `Retry-After` that is a date.
 */
export function outcomeOfStatus(answer: HttpAnswer, profile: Judging, now: number): Outcome {
  const { status } = answer;
  const error = httpCode(status);
  if (status === 429 || profile.notProcessedHttp.includes(status)) {
    const retryAfter = retryAfterMs(answer.headers['retry-after'], now);
    return retryAfter === undefined
      ? { type: 'notSent', error }
      : { type: 'notSent', error, retryAfterMs: retryAfter };
  }
  if (status >= 400 && status < 500 && status !== 408) {
    const messages =
      decode(errorSchema, answer.text)?.messages.join('; ') ?? decode(toldSchema, answer.text)?.Message;
    return { type: 'refused', code: error, ...(messages ? { message: messages } : {}) };
  }
  return { type: 'unknown', error };
}

/** What a 2xx answer of a dossier call means: `Status` by the profile's table; without one the outcome is unknown. */
export function outcomeOfResult(body: string, { statuses }: Judging): Outcome {
  const result = decode(resultSchema, body);
  if (!result) return { type: 'unknown', error: 'an answer without Status' };
  const code = String(result.Status);
  const told = result.Message ? { message: result.Message } : {};
  if (statuses.accepted.includes(result.Status)) return { type: 'accepted', code, ...told };
  if (statuses.alreadyExists.includes(result.Status)) return { type: 'alreadyExists', code, ...told };
  if (statuses.busy.includes(result.Status)) return { type: 'busy', code };
  return { type: 'refused', code, ...told };
}

/** An HTTP status in the place of a portal's own code. */
export function httpCode(status: number): string {
  return `HTTP ${status}`;
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
