import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemPrincipal } from '../../src/access/principal.js';
import { loadConfig } from '../../src/config.js';
import { syncAll } from '../../src/intake/index.js';
import { deliveryCounts } from '../../src/ledger/outlook.js';
import { openEngines } from '../../src/processes/engines.js';
import { type Hub, openHub } from '../../src/processes/hub.js';
import { untilIdle } from '../../src/processes/until-idle.js';
import { startWorker } from '../../src/processes/worker.js';
import type { Recorder } from './recorder.js';
import { CONCURRENCY, CREDENTIAL, type Measured, REQUESTS_PER_SECOND } from './setting.js';
import type { Simulators } from './simulators.js';

const PRINCIPAL = systemPrincipal('bench');
const LIMIT_MS = 15 * 60_000;

export interface HubSetting {
  dataDir: string;
  databaseUrl: string;
  /** The sample's sources. */
  sources: Readonly<Record<string, string>>;
  simulators: Pick<Simulators, 'nationalUrl' | 'provincialUrl'>;
  adoption: 'never' | 'always';
}

/** Brings the store up to date and reads the sample in: everything is owed and committed before a round begins. */
export async function takeIn(setting: HubSetting): Promise<Record<string, Record<string, number>>> {
  return withHub(setting, async (hub) => {
    await syncAll(hub.intake, PRINCIPAL, hub.sources);
    await hub.database.query('analyze');
    return deliveryCounts(hub.database, PRINCIPAL);
  });
}

/** A worker, from its start to the last acceptance at each portal. Throws when anything owed was not delivered. */
export async function runHub(
  setting: HubSetting,
  simulators: Simulators,
  recorder?: Recorder,
): Promise<Measured & { turns: number }> {
  return withHub(setting, async (hub) => {
    if (recorder) {
      const { portalOf } = hub.turn;
      hub.turn.portalOf = (code) => {
        const portal = portalOf(code);
        return portal && recorder.over(portal);
      };
    }
    const { rows } = await hub.database.query<{ now: Date }>('select clock_timestamp() as now');
    const begun = rows[0]?.now.getTime() ?? 0;
    const worker = await startWorker(hub, { schedules: false });
    const { status } = await untilIdle(hub.database, { maxWaitMs: LIMIT_MS });
    await wait(50);
    await worker.close();
    const counts = await deliveryCounts(hub.database, PRINCIPAL);
    if (status !== 0) throw new Error(`not everything arrived: ${JSON.stringify(counts)}`);
    const ends = await hub.database.query<{ portal: string; end: Date }>(
      'select portal, max(accepted_at) as end from receipt group by portal',
    );
    const exchanges = await hub.database.query<{ n: string }>('select count(*) as n from exchange');
    const end = (code: string) => ends.rows.find(({ portal }) => portal === code)?.end.getTime() ?? 0;
    return {
      ms: { national: end('national') - begun, provincial: end('provincial') - begun },
      held: await simulators.held(),
      turns: Number(exchanges.rows[0]?.n ?? 0),
    };
  });
}

async function withHub<T>(setting: HubSetting, work: (hub: Hub) => Promise<T>): Promise<T> {
  const config = loadConfig(environmentOf(setting));
  const engines = await openEngines(config, { migrate: true, patience: 'command' });
  const log = (level: string, message: string, facts?: unknown) => {
    if (level === 'error') console.error(message, facts);
  };
  const hub = await openHub(config, engines, { log });
  try {
    return await work(hub);
  } finally {
    await hub.close();
    await engines.close();
  }
}

function environmentOf({ dataDir, databaseUrl, sources, simulators, adoption }: HubSetting) {
  const profiles = join(dataDir, `profiles-${adoption}.json`);
  const profile = { requestsPerSecond: REQUESTS_PER_SECOND, adoption, answerTimeout: 20_000 };
  writeFileSync(
    profiles,
    JSON.stringify({
      national: { ...profile, concurrency: CONCURRENCY.national },
      provincial: { ...profile, concurrency: CONCURRENCY.provincial },
    }),
  );
  const redis = process.env['REDIS_URL'];
  return {
    DATABASE_URL: databaseUrl,
    ...(redis ? { REDIS_URL: redis } : {}),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    PORTAL_PROFILES: profiles,
    NATIONAL_PORTAL_URL: simulators.nationalUrl,
    NATIONAL_PORTAL_USERNAME: CREDENTIAL,
    NATIONAL_PORTAL_PASSWORD: CREDENTIAL,
    PROVINCIAL_PORTAL_URL: simulators.provincialUrl,
    PROVINCIAL_PORTAL_CLIENT_ID: CREDENTIAL,
    PROVINCIAL_PORTAL_CLIENT_SECRET: CREDENTIAL,
    ...sources,
  };
}
