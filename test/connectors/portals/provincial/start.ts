import { provincial } from '../../../../src/connectors/portals/provincial/index.js';
import {
  type ProvincialSimulator,
  type ProvincialSimulatorOptions,
  startProvincialSimulator,
} from '../../../../src/connectors/portals/provincial/simulator/index.js';
import type { Portal } from '../../../../src/domain/ports.js';
import { fakePortalServices } from '../../../support/portal-services.js';
import type { Target } from '../conformance/harness.js';

export interface ProvincialTarget extends Target {
  simulator: ProvincialSimulator;
  portal: Portal;
  /** A connector as another process would make it. */
  connect(): Portal;
}

/** The connector, made as the hub makes it, in front of a simulator of its own. */
export async function startProvincial(
  options: {
    profile?: Record<string, unknown>;
    credentials?: 'wrong';
    simulator?: ProvincialSimulatorOptions;
    environment?: Record<string, string>;
  } = {},
): Promise<ProvincialTarget> {
  const simulator = await startProvincialSimulator(options.simulator);
  const services = fakePortalServices();
  const connect = (): Portal => {
    const portal = provincial.create(
      {
        PROVINCIAL_PORTAL_URL: simulator.url,
        PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
        PROVINCIAL_PORTAL_CLIENT_SECRET: options.credentials === 'wrong' ? 'sai' : 'lienthong',
        ...options.environment,
      },
      provincial.parseProfile(options.profile),
      services,
    );
    if (!portal) throw new Error('no portal');
    return portal;
  };
  return {
    simulator,
    portal: connect(),
    connect,
    services,
    faults: simulator.faults,
    endSession: () => simulator.state.tokens.clear(),
    requests: () => requestsIn(simulator),
    holds: () => ({
      dossiers: [...simulator.state.dossiers.values()].filter(({ record }) => record.current).length,
      traces: [...simulator.state.dossiers.values()].reduce((sum, { traces }) => sum + traces.length, 0),
      notices: [simulator.state.articles, simulator.state.legalDocuments]
        .flatMap((section) => [...section.values()])
        .filter(({ record }) => record.current).length,
    }),
    down: (ms) => simulator.down(ms),
    up: () => simulator.up(),
    close: () => simulator.close(),
  };
}

/** Every answered call is counted once under its service's name, and once with its status. */
function requestsIn({ state }: ProvincialSimulator): number {
  return [...state.calls].filter(([name]) => !name.includes(':')).reduce((sum, [, count]) => sum + count, 0);
}
