import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import {
  asUnprivileged,
  type Binaries,
  EmbeddedUnavailable,
  findBinaries,
  reachable,
  SHARED_HOME,
} from './binaries.js';
import { withFileLock } from './lock.js';
import { isAlive } from './process.js';

/** A PostgreSQL server under a data folder, shared by all commands of this machine that name the folder. */
export interface EmbeddedEngine {
  url: string;
  /** True when the server was up already. */
  joined: boolean;
  /** Signs this process off; the last one out stops the server. */
  release(): Promise<void>;
}

interface ServerFile {
  port: number;
  password: string;
}

const DATABASE = 'lienthong';
const START_LIMIT_MS = 60_000;

/**
 * Joins the server of `dataDir`, or makes and starts it. A server left behind by a killed command is found by its
 * postmaster.pid and joined. Throws {@link EmbeddedUnavailable} with what the server said.
 */
export async function openEmbedded(dataDir: string): Promise<EmbeddedEngine> {
  const home = homeOf(resolve(dataDir));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const user = asUnprivileged();
  if (user) chownSync(home, user.uid, user.gid);
  const users = join(home, 'users');
  mkdirSync(users, { recursive: true });
  const mine = join(users, String(process.pid));
  return withFileLock(join(home, 'lock'), async () => {
    const { server, joined } = await ensureRunning(home);
    writeFileSync(mine, '');
    return {
      url: urlOf(server, DATABASE),
      joined,
      release: () =>
        withFileLock(join(home, 'lock'), async () => {
          rmSync(mine, { force: true });
          if (livingUsers(users) === 0) await stop(home);
        }),
    };
  });
}

/** Stops the server of `dataDir` and removes its data. Throws {@link EmbeddedUnavailable} while another command uses it. */
export async function removeEmbedded(dataDir: string): Promise<void> {
  const home = homeOf(resolve(dataDir));
  if (!existsSync(home)) return;
  await withFileLock(join(home, 'lock'), async () => {
    if (existsSync(join(home, 'users')) && livingUsers(join(home, 'users')) > 0) {
      throw new EmbeddedUnavailable(
        `the engine under ${dataDir} is in use by another command; end that first`,
      );
    }
    await stop(home);
    rmSync(join(home, 'data'), { recursive: true, force: true });
  });
}

/** As root under a folder that the engine's user cannot reach, the engine lives in {@link SHARED_HOME}, named after it. */
function homeOf(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new EmbeddedUnavailable(
      `DATA_DIR: expected a folder that can be written, ${dataDir} is none (${code})`,
    );
  }
  const inside = join(dataDir, 'postgres');
  if (existsSync(inside) || reachable(dataDir)) return inside;
  return join(SHARED_HOME, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
}

async function ensureRunning(home: string): Promise<{ server: ServerFile; joined: boolean }> {
  const data = join(home, 'data');
  const file = join(home, 'server.json');
  if (existsSync(file) && livePostmaster(data) !== undefined) {
    const server = JSON.parse(readFileSync(file, 'utf8')) as ServerFile;
    await untilReady(server, home);
    return { server, joined: true };
  }
  const binaries = await findBinaries();
  const password = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as ServerFile).password
    : randomBytes(18).toString('base64url');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries, home, data, password);
  // The port of the server before, where it is free: processes that lost that one find this one by themselves.
  const former = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServerFile).port : 0;
  const server = { port: await freePort(former).catch(() => freePort()), password };
  writeFileSync(file, JSON.stringify(server), { mode: 0o600 });
  await untilReady(server, home, () => start(binaries, home, data, server.port));
  await makeDatabase(server);
  return { server, joined: false };
}

function initialise(binaries: Binaries, home: string, data: string, password: string): void {
  rmSync(data, { recursive: true, force: true });
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const user = asUnprivileged();
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    execFileSync(
      binaries.initdb,
      [
        '-D',
        data,
        '-U',
        'lienthong',
        '-A',
        'scram-sha-256',
        '--pwfile',
        passwordFile,
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
      ],
      { ...user, cwd: home, stdio: 'pipe', env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } },
    );
  } catch (error) {
    throw new EmbeddedUnavailable(`PostgreSQL could not be initialised in ${data}: ${messageOf(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function start(binaries: Binaries, home: string, data: string, port: number): ChildProcess {
  const log = openSync(join(home, 'server.log'), 'a');
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    log_min_messages: 'warning',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', data, ...options], {
    ...asUnprivileged(),
    cwd: home,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
  });
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
  return child;
}

/** With `start`: starts it, and again when it ends before it answers, as it does while the last of a killed one lets go of its memory. */
async function untilReady(server: ServerFile, home: string, start?: () => ChildProcess): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  let child = start?.();
  for (;;) {
    if (start && child && (child.exitCode !== null || child.signalCode !== null)) child = start();
    const client = new pg.Client({ connectionString: urlOf(server, 'postgres') });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (performance.now() > deadline) {
        throw new EmbeddedUnavailable(
          `PostgreSQL did not start: ${messageOf(error)}; see ${join(home, 'server.log')}`,
        );
      }
      await wait(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function makeDatabase(server: ServerFile): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(server, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stop(home: string): Promise<void> {
  const pid = livePostmaster(join(home, 'data'));
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + START_LIMIT_MS;
  while (isAlive(pid) && performance.now() < deadline) await wait(20);
}

/** The pid in postmaster.pid when that process lives and is a postgres. */
function livePostmaster(data: string): number | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 && isAlive(pid) && commandOf(pid).includes(data) ? pid : undefined;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)]).toString();
  }
}

function livingUsers(folder: string): number {
  let living = 0;
  for (const name of readdirSync(folder)) {
    if (isAlive(Number(name))) living += 1;
    else rmSync(join(folder, name), { force: true });
  }
  return living;
}

/** This port, or any that is free when it is 0. */
function freePort(wanted = 0): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : failed(new Error('no port')),
      );
    });
  });
}

function urlOf({ port, password }: ServerFile, database: string): string {
  return `postgres://lienthong:${password}@127.0.0.1:${port}/${database}`;
}

function messageOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && error.stderr) return String(error.stderr).trim();
  return error instanceof Error ? error.message : String(error);
}
