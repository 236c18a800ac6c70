import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { until } from './poll.js';
import { asRoot, ended, freePort, ownedByNobody } from './server-process.js';

const BINARY = '/usr/sbin/mariadbd';

/** Whether a MariaDB can be tested against here. Under .ci/run it has to be: that installs it, and a missing one fails the run. */
export const hasMariadb = existsSync(BINARY) || process.env['LIENTHONG_HALF'] !== undefined;

export interface Mariadb {
  /** `mysql://root@127.0.0.1:port/district` */
  url: string;
  /** As the owner of the database. */
  query(statement: string, values?: unknown[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a Debian MariaDB of this test's own, on a free port, with an empty database `district`. */
export async function startMariadb(): Promise<Mariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-mariadb-'));
  const data = join(folder, 'data');
  chmodSync(folder, 0o755);
  mkdirSync(data);
  ownedByNobody(folder);
  const common = ['--no-defaults', `--datadir=${data}`, ...(asRoot ? ['--user=nobody'] : [])];
  execFileSync(
    'mariadb-install-db',
    [...common, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
  const port = await freePort();
  const server = spawn(
    BINARY,
    [
      ...common,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(folder, 'socket')}`,
      '--innodb-buffer-pool-size=32M',
      '--skip-log-bin',
      '--innodb-flush-log-at-trx-commit=0',
    ],
    { stdio: 'ignore' },
  );
  const login = { host: '127.0.0.1', port, user: 'root', multipleStatements: true };
  let connection: mysql.Connection | undefined;
  await until(async () => {
    if (server.exitCode !== null) throw new Error(`mariadbd ended with ${server.exitCode}`);
    connection = await mysql.createConnection(login).catch(() => undefined);
    return connection !== undefined;
  });
  const query = async (statement: string, values: unknown[] = []) =>
    (await connection?.query(statement, values))?.[0];
  await query('create database district character set utf8mb4; use district');
  return {
    url: `mysql://root@127.0.0.1:${port}/district`,
    query,
    stop: async () => {
      connection?.destroy();
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
