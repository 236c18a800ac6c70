/** The hub's queues. A job only says that there is work, never what: the ledger and the cursors know. */
export const QUEUES = ['sync', 'push', 'upkeep'] as const;
export type QueueName = (typeof QUEUES)[number];

/** A turn for one account of a portal. Slots are the turns that may run at once for an account. */
export interface PushJob {
  portal: string;
  accountId: string;
  slot: number;
}

/** `requestedOnly`: just what somebody asked for; absent: all that are due. */
export interface SyncJob {
  requestedOnly?: boolean;
}

export type UpkeepTask = 'sweep' | 'housekeeping' | 'replay' | 'compare' | 'signatures';
export interface UpkeepJob {
  task: UpkeepTask;
}

export interface JobOf {
  sync: SyncJob;
  push: PushJob;
  upkeep: UpkeepJob;
}
