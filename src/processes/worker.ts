import { systemPrincipal } from '../access/principal.js';
import type { Config } from '../config.js';
import { ZONE } from '../domain/time.js';
import { catchUp } from '../intake/index.js';
import type { JobContext } from '../jobs/context.js';
import { jobs } from '../jobs/registry.js';
import { wakeReady } from '../jobs/sweep.js';
import { addReplay, addRequestedSync } from '../queues/add.js';
import type { HubWorker, QueueEngine } from '../queues/engine.js';
import { QUEUES, type QueueName } from '../queues/names.js';
import { pauses } from '../queues/pauses.js';
import type { Hub } from './hub.js';
import { WakeListener } from './wake.js';

const SWEEP_MS = 2_000;
/** How often each worker looks whether the schedules are still there: a Redis may lose everything it holds. */
const SCHEDULES_MS = 5_000;

export interface RunningWorker {
  context: JobContext;
  /** No new calls; what is in flight settles; then the queues are let go. */
  close(): Promise<void>;
}

/**
 * Performs jobs until closed: hears NOTIFY, keeps the schedules. `schedules: false` pulls no source by itself (the sweep
 * runs all the same); what the next pull would owe a portal that got its address meanwhile is then owed here. Where it cannot start it
 * throws, and nothing of it runs on.
 */
export async function startWorker(
  hub: Hub,
  { schedules = true }: { schedules?: boolean } = {},
): Promise<RunningWorker> {
  const queues = await hub.engines.queues();
  const stop = new AbortController();
  const context: JobContext = { ...hub, queues, stop: stop.signal };
  const complain = (error: unknown) =>
    hub.log('warn', 'could not add turns; the sweep will', {
      error: error instanceof Error ? error.message : String(error),
    });
  const listener = new WakeListener(hub.engines.databaseUrl, ['push', 'sync', 'replay'], (channel) => {
    const add = { sync: addRequestedSync, replay: addReplay };
    const heard = channel === 'sync' || channel === 'replay' ? add[channel](queues) : wakeReady(context);
    heard.catch(complain);
  });
  const workers: HubWorker[] = [];
  let keeper: NodeJS.Timeout | undefined;
  const close = async () => {
    stop.abort();
    clearInterval(keeper);
    await listener.close();
    await Promise.all(workers.map((worker) => worker.close()));
  };
  try {
    await listener.start();
    await schedule(queues, hub.config, schedules);
    for (const name of QUEUES) workers.push(workerOf(name, context));
    await Promise.all(workers.map((worker) => worker.ready()));
    if (!schedules) await catchUp(hub.intake, systemPrincipal('worker'), stop.signal);
    await wakeReady(context);
    keeper = keepSchedules(queues, () => schedule(queues, hub.config, schedules), complain);
  } catch (error) {
    await close();
    throw error;
  }
  return { context, close };
}

/** What takes the jobs of one queue; one that fails is logged. */
function workerOf(name: QueueName, context: JobContext): HubWorker {
  const { perform, concurrency } = jobs[name];
  return context.queues.worker(
    name,
    async (data) => {
      try {
        // The store says it, and not the queue engine: a pause outlives a restart, and a Redis that lost everything.
        if ((await pauses(context.database, `queue:${name}`)).length > 0) return { paused: true };
        return await (perform as (context: JobContext, data: unknown) => Promise<unknown>)(context, data);
      } catch (error) {
        context.log('error', `${name} job failed`, {
          error: error instanceof Error ? error.message : String(error),
        });
        throw error;
      }
    },
    { concurrency },
  );
}

/** The sweep is what brings everything else back, so its schedule is what has to be there. */
function keepSchedules(
  queues: QueueEngine,
  make: () => Promise<void>,
  complain: (error: unknown) => void,
): NodeJS.Timeout {
  let looking = false;
  return setInterval(async () => {
    // An engine that is away keeps the first question until it is back.
    if (looking) return;
    looking = true;
    try {
      if (!(await queues.queue('upkeep').getJobScheduler('sweep'))) await make();
    } catch (error) {
      complain(error);
    } finally {
      looking = false;
    }
  }, SCHEDULES_MS);
}

/** New files are few, and roots and lists change about once a day. */
const SIGNATURES_MS = 5 * 60_000;

/** Schedules are rows of the queue engine: several workers agree on one. */
async function schedule(
  queues: QueueEngine,
  { syncEveryMs, compareAt }: Pick<Config, 'syncEveryMs' | 'compareAt'>,
  withSources: boolean,
): Promise<void> {
  const upkeep = queues.queue('upkeep');
  await upkeep.upsertJobScheduler('sweep', { every: SWEEP_MS }, { name: 'sweep', data: { task: 'sweep' } });
  await upkeep.upsertJobScheduler(
    'housekeeping',
    { pattern: '15 2 * * *', tz: ZONE },
    { name: 'housekeeping', data: { task: 'housekeeping' } },
  );
  await upkeep.upsertJobScheduler(
    'signatures',
    { every: SIGNATURES_MS },
    { name: 'signatures', data: { task: 'signatures' } },
  );
  if (!withSources) return;
  if (compareAt) {
    await upkeep.upsertJobScheduler(
      'compare',
      { pattern: `${compareAt.minute} ${compareAt.hour} * * *`, tz: ZONE },
      { name: 'compare', data: { task: 'compare' } },
    );
  } else await upkeep.removeJobScheduler('compare');
  await queues
    .queue('sync')
    .upsertJobScheduler('every', { every: syncEveryMs, tz: ZONE }, { name: 'every', data: {} });
}
