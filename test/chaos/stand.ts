import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { openEmbedded } from '../../src/store/embedded/engine.js';
import { until } from '../support/poll.js';

/** The engines that a run stands on, and how they are taken away under it. */
export interface Stand {
  /** For the hub's environment; without DATABASE_URL the embedded engine of DATA_DIR. */
  environment: Record<string, string>;
  /** What stands, in words. */
  label: string;
  /** PostgreSQL goes away and comes back on its port: killed, or stopped as an officer would. */
  restartPostgres(how: 'SIGKILL' | 'SIGINT'): Promise<void>;
  /** Everything in Redis is gone; absent without Redis. */
  flushRedis?(): Promise<void>;
  close(): Promise<void>;
}

const NOBODY = 65_534;
const asNobody = () => (process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {});

/** The embedded engine under `folder`; the queues on a Redis database of its own when `redisUrl` names one. */
export async function embeddedStand(folder: string, redisUrl?: string): Promise<Stand> {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const engine = await openEmbedded(folder);
  const redis = redisUrl === undefined ? undefined : redisAt(redisUrl);
  await redis?.flush();
  return {
    label: `embedded PostgreSQL, queues on ${redis ? 'Redis' : 'PostgreSQL'}`,
    environment: redisUrl === undefined ? {} : { REDIS_URL: redisUrl },
    restartPostgres: async (how) => {
      const pid = Number(
        readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
      );
      process.kill(pid, how);
      await untilGone(pid);
      // As the next command of this data folder would: it finds no server and starts it.
      await openEmbedded(folder);
    },
    ...(redis ? { flushRedis: redis.flush } : {}),
    close: async () => {
      await redis?.close();
      await engine.release();
    },
  };
}

/** A cluster of Debian's PostgreSQL and a Redis of our own, both under `folder`. */
export async function givenStand(folder: string): Promise<Stand> {
  const [version] = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
  const bin = `/usr/lib/postgresql/${version}/bin`;
  const data = join(folder, 'cluster');
  mkdirSync(data, { recursive: true });
  chmodSync(folder, 0o755);
  if (process.getuid?.() === 0) chownSync(data, NOBODY, NOBODY);
  const user = asNobody();
  execFileSync(
    `${bin}/initdb`,
    ['-D', data, '-U', 'lienthong', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    {
      ...user,
      cwd: data,
      stdio: 'ignore',
    },
  );
  const [port, redisPort] = [await freePort(), await freePort()];
  const url = (database: string) => `postgres://lienthong@127.0.0.1:${port}/${database}`;
  const log = openSync(join(folder, 'cluster.log'), 'a');
  const start = async () => {
    const options = [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      '',
      '-h',
      '127.0.0.1',
      '-c',
      'max_connections=200',
    ];
    const launch = () =>
      spawn(`${bin}/postgres`, options, { ...user, cwd: data, stdio: ['ignore', log, log] });
    let child = launch();
    // It ends by itself for as long as the last process of a killed one holds on to its shared memory.
    await until(
      () => {
        if (child.exitCode !== null) child = launch();
        return answers(url('postgres'));
      },
      { what: 'PostgreSQL', everyMs: 100 },
    );
    return child;
  };
  let server = await start();
  await statement(url('postgres'), 'create database lienthong');
  const redisServer = spawn(
    'redis-server',
    [
      '--port',
      String(redisPort),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--maxmemory-policy',
      'noeviction',
      '--dir',
      folder,
    ],
    { stdio: 'ignore' },
  );
  const redisUrl = `redis://127.0.0.1:${redisPort}`;
  const redis = redisAt(redisUrl);
  return {
    label: `Debian's PostgreSQL ${version}, queues on Redis`,
    environment: { DATABASE_URL: url('lienthong'), REDIS_URL: redisUrl },
    restartPostgres: async (how) => {
      server.kill(how);
      await untilGone(server.pid ?? 0);
      server = await start();
    },
    flushRedis: redis.flush,
    close: async () => {
      await redis.close();
      redisServer.kill('SIGTERM');
      server.kill('SIGINT');
      await untilGone(server.pid ?? 0);
    },
  };
}

function redisAt(url: string) {
  const client = new Redis(url, { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  return {
    // Only this run's database number: a Redis may be shared.
    flush: async () => {
      await client.flushdb();
    },
    close: async () => {
      await client.flushdb();
      client.disconnect();
    },
  };
}

function untilGone(pid: number): Promise<unknown> {
  return until(() => !existsSync(`/proc/${pid}`) || isZombie(pid), { what: `the end of process ${pid}` });
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await statement(url, 'select 1');
    return true;
  } catch {
    return false;
  }
}

async function statement(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? found(address.port) : failed(new Error('no port')),
      );
    });
  });
}
