import { FaultEngine, type SimClock } from '../../portals/simulation/fault-engine.js';
import type { FaultRule } from '../../portals/simulation/fault-kinds.js';
import { type RunningServer, startServer } from '../../portals/simulation/server.js';
import { type DistrictAccess, DistrictBehaviour } from './behaviour.js';
import { DistrictLists } from './lists.js';

export type { DistrictAccess } from './behaviour.js';
export { DistrictLists } from './lists.js';

export interface DistrictServerOptions {
  /** What it serves: a folder that `lienthong sample` wrote, or lists. */
  district: string | DistrictLists;
  /** 0 or absent: a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Rules of the kinds that a reading can meet; others never play. */
  faults?: readonly FaultRule[];
  seed?: number;
  access?: DistrictAccess;
  clock?: SimClock;
}

/** A running server of a district's lists. `url` + `/one-stop` is what `SOURCE_ONE_STOP_URL` takes. */
export interface DistrictServer extends RunningServer {
  lists: DistrictLists;
  faults: FaultEngine;
  /** How many tokens it has given out. */
  readonly issued: number;
}

/** Starts a district's systems as paged REST (docs/simulators.md). Throws what `listen` throws. */
export async function startDistrictServer(options: DistrictServerOptions): Promise<DistrictServer> {
  const clock = options.clock ?? { now: () => Date.now() };
  const faults = new FaultEngine(options.seed ?? 1, clock);
  faults.set(options.faults ?? []);
  const { district } = options;
  const lists = typeof district === 'string' ? DistrictLists.fromDrops(district) : district;
  const behaviour = new DistrictBehaviour(lists, options.access ?? { kind: 'none' }, clock);
  const server = await startServer(behaviour, faults, options);
  return {
    lists,
    faults,
    get issued() {
      return behaviour.issued;
    },
    url: server.url,
    get port() {
      return server.port;
    },
    down: (ms) => server.down(ms),
    up: () => server.up(),
    close: () => server.close(),
  };
}
