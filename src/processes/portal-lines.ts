import { type BreakerChange, LOGIN_REFUSED } from '../ledger/breaker.js';
import type { AwayAccount } from '../ledger/outlook.js';

/** What the breaker's reasons mean to who reads them: Vietnamese, English, and English once it is over. */
const WORDS: Readonly<Record<string, readonly [vi: string, en: string, over: string]>> = {
  NOT_REACHED: ['không kết nối được', 'cannot be reached', 'is reached again'],
  NO_CLEAR_ANSWER: ['không trả lời rõ', 'gives no clear answer', 'answers again'],
  BUSY: ['đang bận', 'is busy', 'takes calls again'],
  [LOGIN_REFUSED]: ['từ chối đăng nhập', 'refuses the login', 'accepts the login again'],
};
const OTHER = ['không nhận', 'does not take calls', 'takes calls again'] as const;

/** One line of the log for an account whose breaker opened or closed. `at`: its portal's address, without secrets. */
export function breakerLine(
  change: BreakerChange,
  at: string | undefined,
): { level: 'warn' | 'info'; message: string; facts: Record<string, string> } {
  const { portal, agencyCode: agency, reason } = change;
  const [, is, over] = WORDS[reason] ?? OTHER;
  const where = whereIs(portal, at);
  if (change.type === 'closed') {
    const { since } = change;
    return {
      level: 'info',
      message: `${where} ${over}; nothing was sent to it since ${since}`,
      facts: { portal, agency, reason, since },
    };
  }
  const { error, nextTryAt } = change;
  const advice = reason === LOGIN_REFUSED ? ': check the account and its password' : '';
  return {
    level: 'warn',
    message: `${where} ${is}${cause(error)}${advice}; nothing is sent to it, next try at ${nextTryAt}`,
    facts: { portal, agency, reason, ...(error === undefined ? {} : { error }), nextTryAt },
  };
}

/** Why an account's lanes do not leave, for officers. */
export function awayLine(
  { portal, agencyCode, reason, error, lanes }: AwayAccount,
  at: string | undefined,
): string {
  const [vi, en] = WORDS[reason] ?? OTHER;
  return `${whereIs(portal, at)} (${agencyCode}) ${vi} / ${en}${cause(error)}, còn / left ${lanes}`;
}

function whereIs(portal: string, at: string | undefined): string {
  return at === undefined ? `portal ${portal}` : `portal ${portal} at ${at}`;
}

function cause(error: string | undefined): string {
  return error ? ` (${error})` : '';
}
