import { DateTime } from 'luxon';
import { type Instant, ZONE } from '../../../../domain/time.js';
import type { ProvincialProfile } from '../profile.js';

/** What OpenCPS prints where there is no date. */
export const ZERO_DATE = '0000-00-00T00:00:00.000+0700';

type DateProfile = Pick<ProvincialProfile, 'dates' | 'absentDate'>;

/**
 * A date-time on the wire: RFC 3339 with milliseconds in UTC, or (`local-z`) the local time of Asia/Ho_Chi_Minh with a
 * literal `Z`, as OpenCPS prints it.
 */
export function dateOf(at: Instant | undefined, profile: DateProfile): string | undefined {
  if (at === undefined) return undefined;
  if (profile.dates === 'utc') return new Date(at).toISOString();
  return DateTime.fromISO(at, { zone: ZONE }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
}

/** A date that the portal's schema wants even before the event: what an absent one looks like is the profile's. */
export function wantedDateOf(at: Instant | undefined, profile: DateProfile): string | undefined {
  if (at !== undefined) return dateOf(at, profile);
  if (profile.absentDate === 'omit') return undefined;
  return profile.absentDate === 'empty' ? '' : ZERO_DATE;
}
