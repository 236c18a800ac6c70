import type { Portal, Source } from '../domain/ports.js';
import type { Clock } from '../domain/time.js';
import type { FileRoom } from '../files/index.js';
import type { IntakeDeps } from '../intake/types.js';
import type { TurnDeps } from '../ledger/turn.js';
import type { QueueEngine } from '../queues/engine.js';
import type { Database } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';

/** What a job may use; made once by the composition root. */
export interface JobContext {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  queues: QueueEngine;
  portals: ReadonlyMap<string, Portal>;
  /** In the order in which they are pulled. */
  sources: readonly Source[];
  intake: IntakeDeps;
  turn: TurnDeps;
  files: FileRoom;
  /** Aborted when the process is told to stop. */
  stop: AbortSignal;
  /** Never given personal data or secrets. */
  log(level: 'info' | 'warn' | 'error', message: string, facts?: Record<string, unknown>): void;
}
