import { FaultEngine, type SimClock } from '../../portals/simulation/fault-engine.js';
import type { FaultRule } from '../../portals/simulation/fault-kinds.js';
import { type RunningServer, startServer } from '../../portals/simulation/server.js';
import { DistrictBehaviour } from './behaviour.js';
import type { DistrictAccess } from './gate.js';
import { GatewayBehaviour } from './gateway.js';
import { DistrictLists } from './lists.js';

export type { DistrictAccess } from './gate.js';
export { GatewayBehaviour } from './gateway.js';
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
      return behaviour.gate.issued;
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

/** A running gateway of the axis. `edxml+` + `url` is what `SOURCE_DOCUMENTS_URL` takes. */
export interface GatewayServer extends RunningServer {
  gateway: GatewayBehaviour;
  faults: FaultEngine;
}

/** Starts a gateway with these packages waiting, by id (docs/simulators.md). Throws what `listen` throws. */
export async function startGatewayServer({
  packages = {},
  repeats = false,
  ...options
}: Omit<DistrictServerOptions, 'district'> & {
  packages?: Readonly<Record<string, string>>;
  /** Each id stands twice in the list. */
  repeats?: boolean;
}): Promise<GatewayServer> {
  const clock = options.clock ?? { now: () => Date.now() };
  const faults = new FaultEngine(options.seed ?? 1, clock);
  faults.set(options.faults ?? []);
  const behaviour = new GatewayBehaviour(options.access ?? { kind: 'none' }, clock, repeats);
  for (const [id, xml] of Object.entries(packages)) behaviour.put(id, xml);
  const server = await startServer(behaviour, faults, options);
  return { ...server, gateway: behaviour, faults };
}
