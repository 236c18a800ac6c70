import {
  createPostgresBackend,
  type PostgresConnectionOptions,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { JobOf, QueueName } from './names.js';

export type HubQueue<Name extends QueueName = QueueName> = Queue<JobOf[Name]>;
export interface HubWorker {
  /** Throws when its engine went away before it was there: BullMQ would never ask again. */
  ready(): Promise<void>;
  /** Waits for the running jobs; `force` does not. */
  close(force?: boolean): Promise<void>;
}

/** What carries the queues: chosen here and nowhere else. */
export interface QueueEngine {
  readonly kind: 'redis' | 'postgres';
  queue<Name extends QueueName>(name: Name): HubQueue<Name>;
  worker<Name extends QueueName>(
    name: Name,
    perform: (
      data: JobOf[Name],
      job: { id?: string | undefined; token?: string | undefined },
    ) => Promise<unknown>,
    options: Pick<WorkerOptions, 'concurrency'>,
  ): HubWorker;
  /** Throws when the engine does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A killed worker's job is taken up again within about eight seconds: leases in the ledger are as long. */
const WORKER_TIMES = {
  lockDuration: 5_000,
  stalledInterval: 3_000,
  maxStalledCount: 1_000_000,
  /** After a refused connection; BullMQ's own quarter of a minute would leave the queues idle long after a restart. */
  runRetryDelay: 1_000,
};
const JOB_DEFAULTS = {
  attempts: 1,
  removeOnComplete: { count: 200 },
  removeOnFail: { count: 500 },
};

/** BullMQ on Redis when `redisUrl` is given, else on the hub's own PostgreSQL (schema `bullmq`). Throws when it cannot be reached. */
export async function openQueueEngine({
  databaseUrl,
  redisUrl,
}: {
  databaseUrl: string;
  redisUrl: string | undefined;
}): Promise<QueueEngine> {
  return redisUrl ? openRedis(redisUrl, prefixOf(databaseUrl)) : openPostgres(databaseUrl);
}

/** Queues are named after the database that they belong to, so that two hubs may share a Redis. One hash slot in a cluster. */
function prefixOf(databaseUrl: string): string {
  return `{lienthong:${new URL(databaseUrl).pathname.slice(1) || 'default'}}`;
}

async function openRedis(url: string, prefix: string): Promise<QueueEngine> {
  const connection = await connectRedis(url);
  const queues = new Map<QueueName, Queue>();
  return {
    kind: 'redis',
    queue: (name) =>
      cached(queues, name, () =>
        quiet(new Queue(name, { connection, prefix, defaultJobOptions: JOB_DEFAULTS })),
      ),
    worker: (name, perform, options) =>
      hubWorker(
        new Worker(name, (job, token) => perform(job.data, { id: job.id, token }), {
          connection,
          prefix,
          ...WORKER_TIMES,
          ...options,
        }),
      ),
    ping: async () => {
      if (connection.status !== 'ready') throw new Error(`Redis: ${connection.status}`);
      await connection.ping();
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close().catch(() => undefined)));
      connection.disconnect();
    },
  };
}

/**
 * Throws what the first try met. Once connected, Redis is disposable: ioredis reconnects by itself, health tells the officer
 * meanwhile; but before that it would keep every command for ever, without a word.
 */
async function connectRedis(url: string): Promise<Redis> {
  const connection = new Redis(url, {
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    lazyConnect: true,
  });
  let met: Error | undefined;
  connection.on('error', (error: Error) => {
    met = error;
  });
  try {
    await connection.connect();
  } catch (error) {
    connection.disconnect();
    throw met ?? error;
  }
  return connection;
}

async function openPostgres(url: string): Promise<QueueEngine> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
  const bound = withBackend(createPostgresBackend);
  const connection = { connectionString: url, max: 3 };
  // The queues share one pool; each worker has its own, since its LISTEN must not take a slot of the others.
  const pool = new pg.Pool({ connectionString: url, max: 4, options: '-c search_path=bullmq,public' });
  pool.on('error', () => undefined);
  const queues = new Map<QueueName, Queue>();
  return {
    kind: 'postgres',
    queue: (name) =>
      cached(
        queues,
        name,
        () =>
          quiet(
            new bound.Queue(name, {
              connection: pool as unknown as PostgresConnectionOptions,
              defaultJobOptions: JOB_DEFAULTS,
            }),
          ) as unknown as Queue,
      ),
    worker: (name, perform, options) =>
      hubWorker(
        new bound.Worker(name, (job, token) => perform(job.data, { id: job.id, token }), {
          connection,
          ...WORKER_TIMES,
          ...options,
        }),
      ),
    ping: async () => {
      await pool.query('select 1');
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close().catch(() => undefined)));
      await pool.end();
    },
  };
}

function cached<Name extends QueueName>(
  queues: Map<QueueName, Queue>,
  name: Name,
  make: () => Queue,
): HubQueue<Name> {
  const known = queues.get(name);
  if (known) return known as HubQueue<Name>;
  const made = make();
  queues.set(name, made);
  // One whose engine was away when it was made keeps failing for good: the next caller gets a new one.
  made.waitUntilReady().catch(() => {
    if (queues.get(name) === made) queues.delete(name);
  });
  return made as HubQueue<Name>;
}

function hubWorker(
  worker: Pick<Worker, 'waitUntilReady' | 'close'> & Parameters<typeof quiet>[0],
): HubWorker {
  quiet(worker);
  return {
    ready: async () => {
      await worker.waitUntilReady();
    },
    close: (force) => worker.close(force),
  };
}

/** A lost engine shows in health and metrics; an unheard 'error' event would end the process. */
function quiet<Emitter extends { on(event: 'error', listener: (error: Error) => void): unknown }>(
  emitter: Emitter,
): Emitter {
  emitter.on('error', () => undefined);
  return emitter;
}
