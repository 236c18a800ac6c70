import type { LinkState } from '../../../../domain/kinds/network-site.js';
import type { Instant } from '../../../../domain/time.js';
import type { Target } from './targets.js';

/** What an earlier look left of a site. */
export interface Remembered {
  /** What was told then, without the time. */
  told: Readonly<Record<string, string>>;
  /** Since when that is so. */
  since: Instant;
  /** When something of the site answered last. */
  heardAt?: Instant;
}

/**
 * The record of a site in the exchange form. Only changes are told: while nothing does, a record is the same to the last letter, so that
 * a look every minute makes no versions. `LanCuoiThay` stands only where not everything answers, for it would change with every look.
 */
export function tell(
  { row }: Target,
  state: LinkState,
  now: Instant,
  before: Remembered | undefined,
): { record: Record<string, string>; remembered: Remembered } {
  const heardAt = state === 'UP' || state === 'DEGRADED' ? now : before?.heardAt;
  const seen =
    state === 'UP' || heardAt === undefined ? {} : { LanCuoiThay: lastSeen(state, heardAt, before) };
  const told = { ...row, TinhTrang: state, ...seen };
  const same = before !== undefined && isSame(before.told, told);
  const since = same ? before.since : now;
  return {
    record: { ...told, NgayCapNhat: since },
    remembered: { told, since, ...(heardAt === undefined ? {} : { heardAt }) },
  };
}

/** Of one that answers in part: since when it has been so, as it was told then. */
function lastSeen(state: LinkState, heardAt: Instant, before: Remembered | undefined): Instant {
  return (before?.told['TinhTrang'] === state ? before.told['LanCuoiThay'] : undefined) ?? heardAt;
}

function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
