import type { NationalProfile } from './profile.js';

/** What a code of the portal means; `refused` is everything that the profile does not list. */
export type Meaning = 'accepted' | 'alreadyExists' | 'notFound' | 'sessionExpired' | 'busy' | 'refused';

const LISTED = ['accepted', 'alreadyExists', 'notFound', 'sessionExpired', 'busy'] as const;

/** The profile's table, code → meaning. Only the code decides, never the words beside it. */
export function meaningOf(code: string, table: NationalProfile['codes']): Meaning {
  return LISTED.find((meaning) => table[meaning].includes(code)) ?? 'refused';
}

/** What an HTTP status says before any body is looked at (national portal contract, section 3). */
export type StatusMeaning = 'read the body' | 'sessionExpired' | 'notProcessed' | 'refused' | 'unknown';

export function meaningOfStatus(status: number, profile: NationalProfile): StatusMeaning {
  if (status >= 200 && status < 300) return 'read the body';
  if (status === 401) return 'sessionExpired';
  if (status === 429 || profile.notProcessedHttp.includes(status)) return 'notProcessed';
  if (status === 408) return 'unknown';
  // A redirect is not followed and says nothing about what was processed.
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
}
