export { catchUp, forgetCaughtUp } from './catch-up.js';
export type { Inlet } from './inlet.js';
export { runSync, type SyncOptions } from './run-sync.js';
export { type SyncAllOptions, type SyncTurn, syncAll } from './sync-all.js';
export { type TrialTurn, trySync } from './trial/index.js';
export {
  type Counts,
  type IntakeDeps,
  type Owe,
  SyncAlreadyRunning,
  type SyncOutcome,
} from './types.js';
