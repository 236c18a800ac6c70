import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../simulation/catalogue.js';
import { FaultEngine } from '../../simulation/fault-engine.js';
import { type RunningServer, startServer } from '../../simulation/server.js';
import { NationalPortal } from './portal.js';
import { NATIONAL_SIMULATOR_PROFILE, type NationalSimulatorOptions } from './profile.js';
import type { NationalState } from './state.js';

export type { NationalSimulatorOptions, NationalSimulatorProfile } from './profile.js';

/** A running simulator of the national portal. `url` includes the base path: it is what `NATIONAL_PORTAL_URL` takes. */
export interface NationalSimulator extends RunningServer {
  state: NationalState;
  faults: FaultEngine;
  /** The address without the base path, for `/_sim/…`. */
  origin: string;
  /** Puts in what stood there before, see `POST /_sim/seed`; returns complaints. */
  seed(given: Record<string, unknown>): string[];
  /** File links that are still to be fetched. */
  pendingDownloads(): number;
}

/**
 * Starts the national portal (contract: login, ten services, every fault) on 127.0.0.1. Credentials default to
 * `lienthong`/`lienthong`, the port to a free one.
 */
export async function startNationalSimulator(
  options: NationalSimulatorOptions = {},
): Promise<NationalSimulator> {
  const profile = { ...NATIONAL_SIMULATOR_PROFILE, ...options.profile };
  const faults = new FaultEngine(options.seed ?? 1, options.clock ?? { now: () => Date.now() });
  faults.set(options.faults ?? []);
  const portal = new NationalPortal({
    profile,
    faults,
    credentials: options.credentials ?? { username: 'lienthong', password: 'lienthong' },
    procedures: options.procedures ?? SAMPLE_PROCEDURES,
    units: options.units ?? SAMPLE_UNITS,
  });
  const server = await startServer(portal, faults, options);
  return {
    origin: server.url,
    url: server.url + profile.base,
    port: server.port,
    state: portal.state,
    faults,
    seed: (given) => portal.seed(given),
    pendingDownloads: () => portal.downloader.pending,
    down: (ms) => server.down(ms),
    up: () => server.up(),
    close: () => {
      portal.downloader.close();
      return server.close();
    },
  };
}
