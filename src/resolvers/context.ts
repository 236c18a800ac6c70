import type { Looked } from '../access/looked.js';
import type { Principal } from '../access/principal.js';
import { Refusal } from '../access/refusal.js';
import type { Inlet } from '../intake/inlet.js';
import type { IntakeDeps } from '../intake/types.js';
import type { Reads } from '../reads/engine/reads.js';
import type { KnownSource } from '../reads/health.js';
import type { QueueReports } from '../reads/queue-reports.js';
import type { QueuesServices } from '../reads/queues.js';
import type { Database } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import type { Live, Wakes } from './live/ports.js';

/** What resolvers call; made once a gateway. */
export interface Services {
  database: Database;
  sealer: Sealer;
  reads: Reads;
  queues: QueuesServices;
  /** The report of `queues` for those who follow it. */
  queueReports: QueueReports;
  wakes: Wakes;
  sources: readonly KnownSource[];
  intake: IntakeDeps;
  /** How records are decoded that come through the gateway. */
  inlets: readonly Inlet[];
  /** Whether a file may be fetched from here. */
  allowsFile(url: URL): boolean;
}

/** Of one request. */
export interface Context {
  services: Services;
  requestId: string;
  /** Undefined: nobody; only introspection from this machine comes so far. */
  principal: Principal | undefined;
  /** What it showed of people's data so far. */
  looked: Looked;
  /** The connection that carries it, when it can carry events. */
  live?: Live;
}

/** Who asks. Throws {@link Refusal} UNAUTHENTICATED. */
export function callerOf({ principal }: Context): Principal {
  if (principal) return principal;
  throw new Refusal('UNAUTHENTICATED', 'a service key is needed: Authorization: Bearer lt_…');
}
