import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createKey } from '../access/keys.js';
import { systemPrincipal } from '../access/principal.js';
import { type Config, loadConfig } from '../config.js';
import { runSimulators, type Simulation } from '../connectors/portals/simulation/index.js';
import { syncAll } from '../intake/index.js';
import { deliveryCounts } from '../ledger/outlook.js';
import { type Engines, openEngines } from '../processes/engines.js';
import { type RunningGateway, startGateway } from '../processes/gateway.js';
import { type Hub, openHub } from '../processes/hub.js';
import { untilStopped } from '../processes/shutdown.js';
import { untilIdle } from '../processes/until-idle.js';
import { startWorker } from '../processes/worker.js';
import { QUEUES } from '../queues/names.js';
import { writeSample } from '../sample/index.js';
import { openOrm } from '../store/orm.js';
import { comparePortals } from './comparer/index.js';
import { emptyStore } from './engines.js';
import { demoEnvironment } from './environment.js';
import { DEMO_QUERIES } from './queries.js';
import { type DemoScreen, tellSummary } from './screen.js';
import { hubCounts, sumUp } from './summary.js';
import { Trouble } from './trouble.js';

export interface DemoOptions extends DemoScreen {
  /** Ends after the summary. */
  exit: boolean;
  dossiers: number;
  seed: number;
}

const MAX_WAIT_MS = 10 * 60_000;
const SIGNATURES_AT_ONCE = 100;
const PRINCIPAL = systemPrincipal('demo');

/** The district in a box. Returns the exit status: 0 only if everything adds up. */
export async function runDemo(options: DemoOptions): Promise<0 | 1> {
  const given = loadConfig();
  const dataDir = join(given.dataDir, 'demo');
  mkdirSync(dataDir, { recursive: true });
  const databaseUrl = await emptyStore(given, dataDir);
  rmSync(join(dataDir, 'district'), { recursive: true, force: true });
  options.say('Liên Thông · một huyện mẫu, hai cổng mô phỏng / a made-up district, two simulated portals\n');

  const sample = await writeSample({
    dossiers: options.dossiers,
    seed: options.seed,
    out: join(dataDir, 'district'),
  });
  options.say(
    `✓ ${sample.records} bản ghi hồ sơ, ${sample.notices} tin trong tệp / records and notices in files: ${sample.out}`,
  );
  const simulation = await runSimulators({ seed: options.seed, downloads: true });
  options.say(`✓ Cổng DVCQG ${simulation.national.url}\n✓ Cổng Thanh Hóa ${simulation.provincial.url}`);
  const environment = demoEnvironment({
    dataDir,
    databaseUrl,
    redisUrl: given.redisUrl,
    port: given.port,
    sources: sample.environment,
    nationalUrl: simulation.national.url,
    provincialUrl: simulation.provincial.url,
  });
  const config = loadConfig(environment);
  const engines = await openEngines(config, { migrate: true, patience: 'command' });
  options.say(
    `✓ PostgreSQL ${engines.kind === 'embedded' ? 'nhúng / embedded' : 'đã cho / given'}, hàng đợi / queues: ${(await engines.queues()).kind}`,
  );
  const hub = await openHub(config, engines);
  const gateway = await startGateway(hub);
  try {
    const status = await carryAndProve(options, { hub, engines, simulation, gateway });
    await showHow(options, { config, engines, gateway, simulation });
    if (!options.exit) await untilStopped();
    return status;
  } finally {
    await gateway.close();
    await hub.close();
    await engines.close();
    await simulation.close();
  }
}

interface Running {
  hub: Hub;
  engines: Engines;
  simulation: Simulation;
  gateway: RunningGateway;
}

async function carryAndProve(options: DemoOptions, { hub, engines, simulation }: Running): Promise<0 | 1> {
  const queues = await engines.queues();
  for (const name of QUEUES) await queues.queue(name).obliterate({ force: true });

  const reading = options.bars();
  const turns = await syncAll(hub.intake, PRINCIPAL, hub.sources, hub.sources, {
    onSource: ({ name }) => reading.add(name),
    onProgress: ({ name }, { share, read }) => reading.count(name, { done: read, share }),
  });
  reading.stop();

  const carrying = options.bars();
  for (const portal of hub.portals.values()) carrying.add(portal.label);
  const trouble = new Trouble(simulation, (line) => carrying.say(line));
  const worker = await startWorker(hub, { schedules: false });
  const showProgress = async () => {
    const counts = await deliveryCounts(hub.database, PRINCIPAL);
    for (const { code, label } of hub.portals.values()) {
      const { SUPERSEDED: _, ...states } = counts[code] ?? {};
      const owed = Object.values(states).reduce((sum, n) => sum + n, 0);
      const share = owed === 0 ? 0 : (states['DELIVERED'] ?? 0) / owed;
      const unknown = states['UNKNOWN'] ?? 0;
      carrying.move(
        label,
        share,
        `${states['DELIVERED'] ?? 0}/${owed}${unknown > 0 ? ` · chưa rõ / unknown ${unknown}` : ''}`,
      );
      trouble.at(code, share);
    }
  };
  let shown = Promise.resolve();
  const idle = await untilIdle(hub.database, {
    maxWaitMs: MAX_WAIT_MS,
    onLook: () => {
      shown = shown.then(showProgress).catch(() => undefined);
    },
  });
  await shown;
  carrying.stop();
  trouble.end();
  while (simulation.national.pendingDownloads() > 0) await wait(50);
  await worker.close();
  await tellSignatures(options, hub);

  const folder = (name: string) => fileURLToPath(hub.config.environment[name] ?? 'file:///');
  const verdict = await comparePortals({
    sources: {
      units: folder('SOURCE_UNITS_URL'),
      procedures: folder('SOURCE_PROCEDURES_URL'),
      oneStop: folder('SOURCE_ONE_STOP_URL'),
      notices: folder('SOURCE_NOTICES_URL'),
    },
    national: simulation.national.origin,
    provincial: simulation.provincial.url,
    agency: hub.config.agencyCode,
    now: hub.clock.now(),
  });
  return tellSummary(options, sumUp(await hubCounts(hub.database), turns, verdict, idle.status));
}

/** Checks every signature in the files that went to the portals, as the worker does within minutes. */
async function tellSignatures(options: DemoOptions, { database, files }: Hub): Promise<void> {
  while ((await files.checkSignatures(SIGNATURES_AT_ONCE)) > 0);
  const { rows } = await database.query<{ result: string; count: string }>(
    'select result, count(*) from file_signature group by result order by result desc',
  );
  const told = rows.map(({ result, count }) => `${result} ${count}`).join(', ');
  options.say(`✓ chữ ký số trong các tệp kết quả / digital signatures in result files: ${told}`);
}

async function showHow(
  options: DemoOptions,
  {
    config,
    engines,
    gateway,
    simulation,
  }: { config: Config; engines: Engines; gateway: RunningGateway; simulation: Simulation },
): Promise<void> {
  const orm = await openOrm(engines.databaseUrl);
  const { key } = await createKey(orm.em.fork(), {
    name: 'demo',
    role: 'administrator',
    scopes: ['personal'],
  });
  await orm.close(true);
  const url = `http://127.0.0.1:${gateway.port}/graphql`;
  const ask = (query: string): string =>
    `  curl -s ${url} -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\\n    -d '${JSON.stringify({ query })}'`;
  const where =
    engines.kind === 'embedded'
      ? `DATA_DIR=${config.dataDir}`
      : `DATABASE_URL=… (lienthong_demo) DATA_DIR=${config.dataDir}`;
  options.say(`
Khóa / key:   ${key}
GraphiQL:     ${url}
Hàng đợi:     http://127.0.0.1:${gateway.port}/queues
Cổng nói gì / what the portals hold: ${simulation.national.origin}/_sim/state  ${simulation.provincial.url}/_sim/state

${DEMO_QUERIES.map(ask).join('\n\n')}
`);
  if (!options.exit)
    options.say(`Vẫn chạy; Ctrl-C để dừng / stays up; Ctrl-C ends it. ${where} npx lienthong status`);
}
