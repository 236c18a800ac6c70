/** APPLIED → VERIFIED → DECIDED → PAID ⇄ SUSPENDED → MOVED, STOPPED or DECEASED → FUNERAL; or REFUSED before it is decided. */
export const ENTITLEMENT_STATES = [
  'APPLIED',
  'VERIFIED',
  'REFUSED',
  'DECIDED',
  'PAID',
  'SUSPENDED',
  'MOVED',
  'STOPPED',
  'DECEASED',
  'FUNERAL',
] as const;
export type EntitlementState = (typeof ENTITLEMENT_STATES)[number];

/** Without a decision that grants it. */
export const UNDECIDED_STATES: readonly EntitlementState[] = ['APPLIED', 'VERIFIED', 'REFUSED'];

/** What may follow straight; the hub does not see every state, so what may follow that may follow too. */
const NEXT: Readonly<Record<EntitlementState, readonly EntitlementState[]>> = {
  APPLIED: ['VERIFIED', 'REFUSED'],
  VERIFIED: ['DECIDED', 'REFUSED'],
  REFUSED: [],
  DECIDED: ['PAID'],
  PAID: ['SUSPENDED', 'MOVED', 'STOPPED', 'DECEASED'],
  SUSPENDED: ['PAID', 'MOVED', 'STOPPED', 'DECEASED'],
  // Who died after the file was closed is told of in the file.
  MOVED: ['DECEASED'],
  STOPPED: ['DECEASED'],
  DECEASED: ['FUNERAL'],
  FUNERAL: [],
};

/** Whether an entitlement that stood so may stand so now: it never goes back, and after a death there is the funeral support only. */
export function mayFollow(before: EntitlementState, now: EntitlementState): boolean {
  return before === now || reachedFrom(before).has(now);
}

function reachedFrom(state: EntitlementState): Set<EntitlementState> {
  const reached = new Set(NEXT[state]);
  // A set that grows while it is walked gives what is added too.
  for (const each of reached) for (const next of NEXT[each]) reached.add(next);
  return reached;
}
