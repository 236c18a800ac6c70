import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../simulation/catalogue.js';
import { FaultEngine } from '../../simulation/fault-engine.js';
import { type RunningServer, startServer } from '../../simulation/server.js';
import type { Named } from './content.js';
import { ProvincialPortal } from './portal.js';
import { PROVINCIAL_SIMULATOR_PROFILE, type ProvincialSimulatorOptions } from './profile.js';
import type { ProvincialState } from './state.js';

export type { ProvincialSimulatorOptions, ProvincialSimulatorProfile } from './profile.js';

/** A running simulator of the provincial portal. `url` is what `PROVINCIAL_PORTAL_URL` takes. */
export interface ProvincialSimulator extends RunningServer {
  state: ProvincialState;
  faults: FaultEngine;
  /** The same as `url`: `/_sim/…` lies under it. */
  origin: string;
  channels: readonly Named[];
  articleStates: readonly Named[];
  /** Puts in what stood there before, see `POST /_sim/seed`; returns complaints. */
  seed(given: Record<string, unknown>): string[];
}

/**
 * Starts the provincial portal (contract: token, dossiers, statistics, votes, notices, every fault) on 127.0.0.1.
 * Credentials default to `lienthong`/`lienthong`, the port to a free one.
 */
export async function startProvincialSimulator(
  options: ProvincialSimulatorOptions = {},
): Promise<ProvincialSimulator> {
  const faults = new FaultEngine(options.seed ?? 1, options.clock ?? { now: () => Date.now() });
  faults.set(options.faults ?? []);
  const portal = new ProvincialPortal({
    profile: { ...PROVINCIAL_SIMULATOR_PROFILE, ...options.profile },
    faults,
    credentials: options.credentials ?? { clientId: 'lienthong', clientSecret: 'lienthong' },
    procedures: options.procedures ?? SAMPLE_PROCEDURES,
    units: options.units ?? SAMPLE_UNITS,
  });
  const server = await startServer(portal, faults, options);
  return {
    origin: server.url,
    url: server.url,
    port: server.port,
    state: portal.state,
    faults,
    channels: portal.channels,
    articleStates: portal.articleStates,
    seed: (given) => portal.seed(given),
    down: (ms) => server.down(ms),
    up: () => server.up(),
    close: () => server.close(),
  };
}
