import { national } from '../../../../src/connectors/portals/national/index.js';
import {
  type NationalSimulator,
  type NationalSimulatorOptions,
  startNationalSimulator,
} from '../../../../src/connectors/portals/national/simulator/index.js';
import { fakePortalServices } from '../../../support/portal-services.js';
import type { Target } from '../conformance/harness.js';

export interface NationalTarget extends Target {
  simulator: NationalSimulator;
}

/** The national connector in front of its simulator. */
export async function startNational(
  options: {
    profile?: Record<string, unknown>;
    credentials?: 'wrong';
    simulator?: NationalSimulatorOptions;
  } = {},
): Promise<NationalTarget> {
  const simulator = await startNationalSimulator(options.simulator ?? {});
  const services = fakePortalServices();
  const environment = {
    NATIONAL_PORTAL_URL: simulator.url,
    NATIONAL_PORTAL_USERNAME: 'lienthong',
    NATIONAL_PORTAL_PASSWORD: options.credentials === 'wrong' ? 'wrong' : 'lienthong',
  };
  const portal = national.create(environment, national.parseProfile(options.profile ?? {}), services);
  if (!portal) throw new Error('the portal is off');
  return {
    simulator,
    portal,
    services,
    faults: simulator.faults,
    endSession: () => simulator.state.sessions.clear(),
    requests: () =>
      [...simulator.state.calls].reduce((sum, [name, count]) => sum + (name.includes(':') ? 0 : count), 0),
    holds: () => ({
      dossiers: [...simulator.state.dossiers.values()].filter(({ record }) => record.current).length,
      traces: simulator.state.traces().length,
      notices: [...simulator.state.notices.values()].filter(({ record }) => record.current).length,
    }),
    down: (ms) => simulator.down(ms),
    up: () => simulator.up(),
    close: () => simulator.close(),
  };
}
