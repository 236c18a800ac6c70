import { national } from '../../../src/connectors/portals/national/index.js';
import type { NationalSimulatorProfile } from '../../../src/connectors/portals/national/simulator/index.js';
import { startNationalSimulator } from '../../../src/connectors/portals/national/simulator/index.js';
import { provincial } from '../../../src/connectors/portals/provincial/index.js';
import { startProvincialSimulator } from '../../../src/connectors/portals/provincial/simulator/index.js';
import type { Portal, PortalServices } from '../../../src/domain/ports.js';
import { systemClock } from '../../../src/domain/time.js';
import { Breaker } from '../../../src/ledger/breaker.js';
import { StoredCatalogue } from '../../../src/ledger/catalogue.js';
import { expire } from '../../../src/ledger/expiry.js';
import { sqlLedger } from '../../../src/ledger/machine.js';
import { outlook } from '../../../src/ledger/outlook.js';
import { owe } from '../../../src/ledger/owe.js';
import { StoredRate } from '../../../src/ledger/rate.js';
import { readyAccounts, sweepReady } from '../../../src/ledger/ready.js';
import { StoredSessions } from '../../../src/ledger/sessions.js';
import { StoredSnapshots } from '../../../src/ledger/snapshots.js';
import { ensurePortals } from '../../../src/ledger/switches.js';
import { runTurn, type TurnDeps, type TurnReport } from '../../../src/ledger/turn.js';
import { Database } from '../../../src/store/database.js';
import { type Bench, bench, principal, procedure, sourceOf, unit } from '../../intake/support.js';
import { NO_FILES } from './fakes.js';

const PROFILE = {
  readBackDelays: [20, 60, 250],
  answerTimeout: 400,
  connectTimeout: 400,
  requestsPerSecond: 5_000,
};

export interface CarryWorld extends Bench {
  national: Awaited<ReturnType<typeof startNationalSimulator>>;
  provincial: Awaited<ReturnType<typeof startProvincialSimulator>>;
  portals: Map<string, Portal>;
  /** Another process: its own pool, sessions, rate, breaker and connectors. */
  worker(name: string): TurnDeps;
  /** Turns of these workers, side by side, until nothing can leave by itself. */
  settle(workers: readonly TurnDeps[], options?: { timeoutMs?: number }): Promise<TurnReport[]>;
  states(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Intake, ledger and courier on the real store, in front of both simulators. */
export async function carryWorld(
  options: {
    adoption?: 'always' | 'never' | 'before-enabled';
    profile?: Record<string, unknown>;
    simulator?: Partial<NationalSimulatorProfile>;
    /** In front of that one's simulators instead of new ones. */
    before?: CarryWorld;
    password?: string;
  } = {},
): Promise<CarryWorld> {
  const base = await bench({ empty: true });
  const nationalSim =
    options.before?.national ??
    (await startNationalSimulator({ profile: { checkNames: false, ...options.simulator } }));
  const provincialSim = options.before?.provincial ?? (await startProvincialSimulator());
  const closing: (() => Promise<void>)[] = [];
  const portalsOf = (services: PortalServices): Map<string, Portal> => {
    const profile = { ...PROFILE, adoption: options.adoption ?? 'never', ...options.profile };
    const portals = new Map<string, Portal>();
    const environment = {
      NATIONAL_PORTAL_URL: nationalSim.url,
      NATIONAL_PORTAL_USERNAME: 'lienthong',
      NATIONAL_PORTAL_PASSWORD: options.password ?? 'lienthong',
      PROVINCIAL_PORTAL_URL: provincialSim.url,
      PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
      PROVINCIAL_PORTAL_CLIENT_SECRET: options.password ?? 'lienthong',
    };
    for (const definition of [national, provincial]) {
      const portal = definition.create(environment, definition.parseProfile(profile), services);
      if (portal) portals.set(portal.code, portal);
      if (portal) closing.push(() => portal.close());
    }
    return portals;
  };
  const servicesOf = (database: Database, breaker: Breaker): PortalServices => ({
    sessions: new StoredSessions(database, base.sealer, breaker, { pollMs: 10 }),
    rate: new StoredRate(database),
    clock: systemClock,
    warn: () => undefined,
  });
  const portals = portalsOf(servicesOf(base.database, new Breaker(base.database)));
  await ensurePortals(
    base.database,
    principal,
    [...portals.values()].map(({ code, profileVersion }) => ({ code, profileVersion, agencyCode: 'H56.14' })),
  );
  base.deps.portals = [...portals.values()];
  base.deps.owe = owe;
  await base.sync(sourceOf('unit', [[unit(), unit({ Ma: 'H56.14', Ten: 'UBND huyện Mẫu', Cap: 'HUYEN' })]]));
  await base.sync(sourceOf('procedure', [[procedure()]]));

  const world: CarryWorld = {
    ...base,
    national: nationalSim,
    provincial: provincialSim,
    portals,
    worker(name) {
      const database = new Database(base.url, { connections: 8, name });
      const breaker = new Breaker(database, { failures: 5, baseMs: 20, maxMs: 100, probeMs: 1_000 });
      const own = portalsOf(servicesOf(database, breaker));
      closing.push(() => database.close());
      return {
        ledger: sqlLedger(database, base.sealer),
        portalOf: (code) => own.get(code),
        snapshots: new StoredSnapshots(database, base.sealer),
        catalogue: new StoredCatalogue(database),
        files: NO_FILES,
        breaker,
        worker: name,
        settings: { leaseMs: 2_000, turnMs: 3_000, graceMs: 500 },
      };
    },
    async settle(workers, { timeoutMs = 110_000 } = {}) {
      const reports: TurnReport[] = [];
      const deadline = performance.now() + timeoutMs;
      const signal = new AbortController().signal;
      for (;;) {
        await expire(base.database, principal);
        await hurry(base);
        await sweepReady(base.database, principal);
        const accounts = await readyAccounts(base.database, principal);
        const turns = workers.flatMap((deps) =>
          accounts.map(({ portal, accountId }) =>
            runTurn(deps, principal, { portal, accountId, slot: 0, signal }),
          ),
        );
        reports.push(...(await Promise.all(turns)));
        const { moving } = await outlook(base.database, principal);
        if (moving === 0) return reports;
        if (performance.now() > deadline)
          throw new Error(`${moving} lanes still move: ${JSON.stringify(await world.states())}`);
        await new Promise((resume) => {
          setTimeout(resume, 10);
        });
      }
    },
    async states() {
      const rows = await base.all<{ state: string; n: string }>(
        `select d.state || coalesce(' ' || d.hold_reason, '') as state, count(*) as n from delivery d group by 1`,
      );
      return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
    },
    async close() {
      for (const each of closing) await each();
      if (!options.before) await Promise.all([nationalSim.close(), provincialSim.close()]);
      await base.drop();
    },
  };
  return world;
}

/** Backoffs of minutes are not waited for: their time has come. */
async function hurry({ database }: Bench): Promise<void> {
  await database.query(
    `update delivery set next_attempt_at = now() where state = 'PENDING' and next_attempt_at > now()`,
  );
  await sweepReady(database, principal);
  await database.query(
    `update lane set ready_at = now() where state = 'UNKNOWN' and ready_at > now() + interval '300 ms'`,
  );
}
