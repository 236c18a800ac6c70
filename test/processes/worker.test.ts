import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { loadConfig } from '../../src/config.js';
import { runSimulators, type Simulation } from '../../src/connectors/portals/simulation/index.js';
import { syncAll } from '../../src/intake/index.js';
import { deliveryCounts } from '../../src/ledger/outlook.js';
import { planReplay, requestReplay } from '../../src/ledger/replay.js';
import { replayToken } from '../../src/ledger/replay-token.js';
import { openEngines } from '../../src/processes/engines.js';
import { type Hub, openHub } from '../../src/processes/hub.js';
import { untilIdle } from '../../src/processes/until-idle.js';
import { startWorker } from '../../src/processes/worker.js';
import { pause, resume } from '../../src/queues/pauses.js';
import { writeSample } from '../../src/sample/index.js';
import { freshDatabase } from '../support/database.js';
import { until } from '../support/poll.js';
import { queueEngineKinds } from '../support/queue-engines.js';

const FAST = JSON.stringify({
  national: { requestsPerSecond: 5_000, readBackDelays: [50, 100, 200] },
  provincial: { requestsPerSecond: 5_000, concurrency: 8, readBackDelays: [50, 100, 200] },
});
const PRINCIPAL = systemPrincipal('test');

// With Redis in the run on Redis alone: on PostgreSQL they stand in the embedded half, and test/queues asks both engines of every server.
describe.each(queueEngineKinds().slice(-1))('a worker with its queues on %s', (kind) => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });

  /** A hub over a small sample and both simulators. */
  async function open(extra: NodeJS.ProcessEnv = {}): Promise<{ hub: Hub; simulation: Simulation }> {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-worker-'));
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'profiles.json'), FAST);
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const sample = await writeSample({
      dossiers: 12,
      notices: 4,
      badRecords: 0,
      seed: 3,
      out: join(folder, 'district'),
    });
    const simulation = await runSimulators({ seed: 1 });
    undo.push(() => simulation.close());
    const { url, drop } = await freshDatabase({ connections: 1 });
    undo.push(drop);
    const config = loadConfig({
      ...sample.environment,
      DATABASE_URL: url,
      ...(kind === 'redis' ? { REDIS_URL: inject('redis') } : {}),
      DATA_DIR: folder,
      PORTAL_PROFILES: join(folder, 'profiles.json'),
      NATIONAL_PORTAL_URL: simulation.national.url,
      NATIONAL_PORTAL_USERNAME: 'lienthong',
      NATIONAL_PORTAL_PASSWORD: 'lienthong',
      PROVINCIAL_PORTAL_URL: simulation.provincial.url,
      PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
      PROVINCIAL_PORTAL_CLIENT_SECRET: 'lienthong',
      ...extra,
    });
    const engines = await openEngines(config, { migrate: false, patience: 'command' });
    undo.push(() => engines.close());
    const hub = await openHub(config, engines);
    undo.push(() => hub.close());
    return { hub, simulation };
  }

  async function work(hub: Hub, options: Parameters<typeof startWorker>[1]) {
    const worker = await startWorker(hub, options);
    let closed = false;
    const close = async () => {
      if (!closed) await worker.close();
      closed = true;
    };
    undo.push(close);
    return { ...worker, close };
  }

  it('pulls on its schedule and carries everything, without being told', async () => {
    const { hub, simulation } = await open({ SYNC_EVERY: '1s' });
    await work(hub, {});
    await until(
      async () =>
        (await hub.database.query(`select 1 from sync_run where source = 'notices' and state = 'DONE'`))
          .rowCount,
      {
        timeoutMs: 60_000,
        what: 'the scheduled pull',
      },
    );
    const { status } = await untilIdle(hub.database, { maxWaitMs: 100_000 });
    expect(status).toBe(0);
    expect(simulation.national.state.dossiers.size).toBeGreaterThan(5);
    const counts = await deliveryCounts(hub.database, PRINCIPAL);
    expect(counts['national']?.['DELIVERED']).toBeGreaterThan(20);
    expect(counts['provincial']?.['DELIVERED']).toBeGreaterThan(20);
  });

  it('compares sources with the store at the time of day that is set, and not when that is off', async () => {
    const { hub } = await open({ COMPARE_AT: '04:30' });
    await syncAll(hub.intake, PRINCIPAL, hub.sources);
    const worker = await work(hub, {});
    const upkeep = worker.context.queues.queue('upkeep');
    expect(await upkeep.getJobScheduler('compare')).toMatchObject({
      pattern: '30 4 * * *',
      tz: 'Asia/Ho_Chi_Minh',
    });
    await upkeep.add('compare', { task: 'compare' });
    const compared = `select source from comparison where state = 'DONE' and changed + gone + missed = 0 order by source`;
    const sources = ['notices', 'one-stop', 'procedures', 'units'];
    await until(async () => (await hub.database.query(compared)).rowCount === sources.length, {
      timeoutMs: 60_000,
      what: 'the comparison of every source',
    });
    await worker.close();
    const off = await work({ ...hub, config: { ...hub.config, compareAt: undefined } }, {});
    expect(await off.context.queues.queue('upkeep').getJobScheduler('compare')).toBeUndefined();
  });

  it('hears at once what another process owes', async () => {
    const { hub } = await open();
    await work(hub, { schedules: false });
    await syncAll(hub.intake, PRINCIPAL, hub.sources);
    const { status } = await untilIdle(hub.database, { maxWaitMs: 100_000 });
    expect(status).toBe(0);
  });

  it('owes a portal that got its address after the pull, though it pulls nothing itself', async () => {
    const { hub } = await open();
    const national = hub.intake.portals.filter(({ code }) => code === 'national');
    await syncAll({ ...hub.intake, portals: national }, PRINCIPAL, hub.sources);
    await work(hub, { schedules: false });
    const { status } = await untilIdle(hub.database, { maxWaitMs: 100_000 });
    expect(status).toBe(0);
    const counts = await deliveryCounts(hub.database, PRINCIPAL);
    expect(counts['provincial']?.['DELIVERED']).toBeGreaterThan(20);
  });

  it('takes a pull that was asked for', async () => {
    const { hub } = await open();
    await work(hub, { schedules: false });
    await hub.database.query(
      `insert into source_cursor (source, cursor, moved_at, requested_at) values ('units', null, now(), now())`,
    );
    await hub.database.query('notify lienthong_sync');
    await until(
      async () =>
        (await hub.database.query(`select 1 from sync_run where source = 'units' and state = 'DONE'`))
          .rowCount,
      {
        what: 'the pull that was asked for',
      },
    );
    const { rows } = await hub.database.query('select distinct source from sync_run');
    expect(rows).toEqual([{ source: 'units' }]);
  });

  it('a pause outlives a restart and an engine that forgot everything; resumed, all goes on', async () => {
    const { hub, simulation } = await open();
    const operator = { id: 'key', name: 'vận hành', role: 'operator', scopes: [] } as const;
    const write = { action: 'test', input: {} };
    for (const scope of ['queue:push', 'portal:national'] as const) {
      await pause(hub.database, hub.sealer, operator, { scope, reason: undefined, write });
    }
    await syncAll(hub.intake, PRINCIPAL, hub.sources);
    const queue = (await hub.engines.queues()).queue('push');
    const refusedTurn = async () => {
      const jobs = await queue.getJobs(['completed']);
      return jobs.some(({ returnvalue }) => (returnvalue as { paused?: boolean } | null)?.paused);
    };
    const first = await work(hub, { schedules: false });
    await until(refusedTurn, { what: 'a turn that found the pause' });
    await first.close();
    await queue.obliterate({ force: true });
    await work(hub, { schedules: false });
    await until(refusedTurn, { what: 'a turn of the next worker that found it' });
    expect((await hub.database.query('select 1 from exchange')).rowCount).toBe(0);
    await resume(hub.database, hub.sealer, operator, { scope: 'queue:push', write });
    await until(
      async () => ((await deliveryCounts(hub.database, PRINCIPAL))['provincial']?.['DELIVERED'] ?? 0) > 20,
      { what: 'the portal that is not paused' },
    );
    expect((await deliveryCounts(hub.database, PRINCIPAL))['national']?.['DELIVERED']).toBeUndefined();
    expect(simulation.national.state.dossiers.size).toBe(0);
    await resume(hub.database, hub.sealer, operator, { scope: 'portal:national', write });
    expect((await untilIdle(hub.database, { maxWaitMs: 100_000 })).status).toBe(0);
    expect(simulation.national.state.dossiers.size).toBeGreaterThan(5);
  });

  it('carries out a replay that was asked for', async () => {
    const { hub } = await open();
    await syncAll(hub.intake, PRINCIPAL, hub.sources);
    await work(hub, { schedules: false });
    expect((await untilIdle(hub.database, { maxWaitMs: 100_000 })).status).toBe(0);
    const filter = { states: ['DELIVERED' as const], portal: 'national' };
    const { count } = await planReplay(hub.database, PRINCIPAL, filter);
    const now = hub.clock.now();
    const asked = await requestReplay(hub.database, hub.sealer, PRINCIPAL, {
      filter,
      token: replayToken(hub.sealer, PRINCIPAL, filter, count, now),
      now,
      write: { action: 'test', input: {} },
    });
    expect(asked.ok).toBe(true);
    await until(
      async () =>
        (
          await hub.database.query(
            "select 1 from delivery where generation = 1 and state = 'DELIVERED' having count(*) = $1",
            [count],
          )
        ).rowCount,
      { timeoutMs: 60_000, what: 'every record a second time' },
    );
    expect(count).toBeGreaterThan(5);
  });

  it('stops in order: what is in flight settles, no lane stays taken', async () => {
    const { hub } = await open();
    await syncAll(hub.intake, PRINCIPAL, hub.sources);
    const worker = await work(hub, { schedules: false });
    await until(
      async () => (await hub.database.query(`select 1 from delivery where state = 'DELIVERED'`)).rowCount,
      {
        what: 'the first deliveries',
      },
    );
    await worker.close();
    const { rows } = await hub.database.query<{ n: string }>(
      `select count(*) as n from lane where state = 'BUSY'`,
    );
    expect(rows[0]?.n).toBe('0');
  });
});
