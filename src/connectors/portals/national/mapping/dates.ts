import { DateTime } from 'luxon';
import { type Instant, ZONE } from '../../../../domain/time.js';

/** `yyyyMMddHHmmss` in Asia/Ho_Chi_Minh (national portal contract, section 4). */
export function wireTime(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : DateTime.fromISO(at, { zone: ZONE }).toFormat('yyyyMMddHHmmss');
}
