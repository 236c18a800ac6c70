import { LoginRefused, type NewSession, type Outcome } from '../../../../domain/ports.js';
import type { HttpResult } from '../../../transport/http/index.js';
import { meaningOf, meaningOfStatus } from '../codes.js';
import { decodeLogin } from '../contract.js';
import type { NationalProfile } from '../profile.js';
import { codeOf, waiting } from './outcome.js';

/** The login could not be had this time, so the call that needs it was not sent; the credentials are not in doubt. */
export class LoginUnavailable extends Error {
  override readonly name = 'LoginUnavailable';
  constructor(readonly outcome: Extract<Outcome, { type: 'notSent' | 'busy' }>) {
    super('login unavailable');
  }
}

/**
 * The session in a login's answer (national portal contract, section 2). Throws {@link LoginRefused} when the portal says no
 * to the credentials or to the address, {@link LoginUnavailable} when it says nothing clear: a login may be repeated. The code of an
 * ended session says no as well: a login has none that could end.
 */
export function sessionIn(result: HttpResult, profile: NationalProfile, now: number): NewSession {
  if (result.type !== 'answered') throw unavailable(result.error);
  switch (meaningOfStatus(result.status, profile)) {
    case 'read the body':
      break;
    case 'sessionExpired':
    case 'refused':
      throw new LoginRefused(codeOf(result), 'the portal refused the login');
    case 'notProcessed':
      throw unavailable(codeOf(result), waiting(result, now));
    case 'unknown':
      throw unavailable(codeOf(result));
  }
  const answer = decodeLogin(result.text);
  if (!answer) throw unavailable('the answer does not decode');
  const code = answer.error_code;
  switch (meaningOf(code, profile.codes)) {
    case 'accepted':
      if (answer.session === undefined) throw unavailable('the answer has no session');
      return { token: answer.session };
    case 'busy':
      throw new LoginUnavailable({ type: 'busy', code, ...waiting(result, now) });
    default:
      throw new LoginRefused(code, answer.message ?? 'the portal refused the login');
  }
}

function unavailable(error: string, wait: { retryAfterMs?: number } = {}): LoginUnavailable {
  return new LoginUnavailable({ type: 'notSent', error: `login: ${error}`, ...wait });
}
