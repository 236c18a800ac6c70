import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand, startCommand } from '../support/command.js';
import { until } from '../support/poll.js';
import { quickFolder } from '../support/quick-folder.js';

/* Without DATABASE_URL: a PostgreSQL under DATA_DIR, shared by the commands that run at the same time, gone with the last. */

let folder: string;
let environment: Record<string, string>;
beforeEach(() => {
  folder = quickFolder('lienthong-e2e-');
  environment = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', PORT: '0' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const postmaster = () =>
  Number(readFileSync(join(folder, 'data', 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('two commands at once share one engine, the last one stops it, and nothing stays behind', async () => {
  const migrated = await Promise.all([
    runCommand(['migrate'], environment),
    runCommand(['migrate'], environment),
  ]);
  expect(migrated.map(({ status }) => status)).toEqual([0, 0]);

  const worker = startCommand(['work'], { ...environment, LOG_LEVEL: 'info' });
  await until(
    () => worker.output().stdout.includes('worker is up') || worker.output().stderr.includes('worker is up'),
    {
      what: 'the worker',
    },
  );
  const engine = postmaster();
  const statuses = await Promise.all([
    runCommand(['status', '--json'], environment),
    runCommand(['keys', 'create', '--name', 'a', '--role', 'viewer'], environment),
    runCommand(['work', '--until-idle', '--max-wait', '2m'], environment),
  ]);
  expect(statuses.map(({ status, stderr }) => [status, stderr.includes('    at ')])).toEqual([
    [0, false],
    [0, false],
    [0, false],
  ]);
  expect(postmaster()).toBe(engine);
  expect(isAlive(engine)).toBe(true);
  worker.child.kill('SIGTERM');
  expect((await worker.ended).status).toBe(0);
  await until(() => !isAlive(engine), { what: 'the engine to end with its last command' });
  // What was written is there for the next one.
  expect((await runCommand(['keys', 'list', '--json'], environment)).stdout).toContain('"a"');
}, 240_000);

test('a command that is killed leaves an engine that the next one joins and then stops', async () => {
  await runCommand(['migrate'], environment);
  const worker = startCommand(['work'], { ...environment, LOG_LEVEL: 'info' });
  await until(() => `${worker.output().stdout}${worker.output().stderr}`.includes('worker is up'), {
    what: 'the worker',
  });
  const engine = postmaster();
  worker.child.kill('SIGKILL');
  await worker.ended;
  expect(isAlive(engine)).toBe(true);
  expect((await runCommand(['status'], environment)).status).toBe(0);
  await until(() => !isAlive(engine), { what: 'the engine to end' });
}, 240_000);
