/** Where a worker is killed, in the order in which a call passes through it. */
export const KILL_POINTS = [
  'after the claim',
  'before the first byte',
  'applied but unanswered',
  'answered but unsettled',
  "inside settle's commit",
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

/** The harness to a worker: die at the next such place, of this portal where one is named. */
export interface Arm {
  type: 'arm';
  point: KillPoint;
  portal?: string;
  /** Of "inside settle's commit": just before COMMIT leaves, or once it has left and before it is answered. */
  commitLeft: boolean;
}

export type ToWorker = Arm | { type: 'disarm' } | { type: 'go' };

/** A worker to the harness. `sending`: about to send these; it waits for `go`. */
export type FromWorker = { type: 'up' } | { type: 'sending'; portal: string; key: string };
