/** What both sides are measured under. */
export type PortalCode = 'national' | 'provincial';

/** Calls in flight at each portal, hub and loop alike. */
export const CONCURRENCY: Record<PortalCode, number> = { national: 4, provincial: 8 };
/** More than the simulators can answer: the rate is not what is measured. */
export const REQUESTS_PER_SECOND = 100_000;
export const CREDENTIAL = 'lienthong';

/** One side of one round: ms from the start to the last acceptance, and what the simulators hold afterwards. */
export interface Measured {
  ms: Record<PortalCode, number>;
  held: Record<PortalCode, string>;
  /** Processor time that it took, start and end included; absent where the system does not tell. */
  cpu?: Cpu;
}

/** ms: the side itself with its HTTP, the simulators, and the sessions of PostgreSQL. */
export interface Cpu {
  process: number;
  simulators: number;
  postgres: number;
}

export function bothOf({ ms }: Measured): number {
  return Math.max(ms.national, ms.provincial);
}
