import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { migrateDown } from '../../../src/store/migrate.js';
import { type RunningCommand, startCommand } from '../../support/command.js';
import { openStand, QUICK, type Stand } from '../stand.js';

/* What is wrong is told in a line, whatever the command. */

// Several processes one after the other, each of which starts anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

// A command has patience for half a minute: it waits beside the other tests.
const folder = mkdtempSync(join(tmpdir(), 'lienthong-e2e-'));
const patient: RunningCommand[] = [];
beforeAll(() => {
  const environment = { DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/db', DATA_DIR: folder };
  for (const command of ['status', 'demo']) patient.push(startCommand([command], environment));
});
afterAll(async () => {
  for (const { child } of patient) child.kill();
  await Promise.all(patient.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

test('a variable that cannot be used, by its name and what is expected', async () => {
  stand.environment['PORT'] = 'many';
  stand.environment['SYNC_EVERY'] = 'often';
  stand.environment['DATABASE_URL'] = 'mysql://secret:word@host/db';
  const ended = await stand.run('status');
  expect(ended.status).toBe(1);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toContain('PORT: expected a port number from 0 to 65535, got "many"');
  expect(ended.stderr).toContain('SYNC_EVERY: expected a duration');
  expect(ended.stderr).toContain('DATABASE_URL: expected');
  expect(ended.stderr).not.toContain('word');
  expect(ended.stderr).not.toMatch(/ {4}at /);
});

test('a key of a profile that nobody knows', async () => {
  stand.profiles({ national: { ...QUICK, maxBatches: 3 } });
  const ended = await stand.run('sync');
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain('PORTAL_PROFILES');
  expect(ended.stderr).toContain('maxBatches');
});

test('an old store, with what helps; after that it works', async () => {
  await migrateDown(stand.store.url);
  const commands = [['sync'], ['status'], ['work', '--until-idle'], ['serve'], ['keys', 'list']];
  for (const ended of await Promise.all(commands.map((command) => stand.run(...command)))) {
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('lienthong migrate');
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  }
  expect((await stand.json<{ applied: string[] }>(0, 'migrate', '--json')).applied.length).toBeGreaterThan(0);
  expect((await stand.run('status')).status).toBe(0);
});

test('a database that is not there', async () => {
  stand.environment['DATABASE_URL'] = stand.store.url.replace(/\/[^/]*$/, '/nowhere');
  const ended = await stand.run('status');
  expect(ended.status).toBe(1);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  expect(ended.stderr).toContain('DATABASE_URL');
});

test('a file of operations, a port, a folder for data and a folder for a sample that cannot be used', async () => {
  const operations = join(stand.folder, 'nowhere.json');
  stand.environment['PERSISTED_OPERATIONS'] = operations;
  expect((await stand.run('migrate')).status).toBe(0);
  const serve = await stand.run('serve');
  expect(serve.stderr.trim().split('\n')).toHaveLength(1);
  expect(serve).toMatchObject({ status: 1, stderr: expect.stringContaining('PERSISTED_OPERATIONS') });
  delete stand.environment['PERSISTED_OPERATIONS'];
  const taken = await stand.simulate();
  stand.environment['PORT'] = new URL(taken.national.url).port;
  for (const ended of await Promise.all([stand.run('serve'), stand.run('start')])) {
    expect(ended).toMatchObject({ status: 1, stderr: expect.stringContaining('set PORT to a free one') });
  }
  const file = new URL(stand.write('a-file', 'x')).pathname;
  const sample = await stand.run('sample', '--out', join(file, 'district'));
  expect(sample).toMatchObject({ status: 1, stderr: expect.stringContaining('--out: ') });
  expect(sample.stderr).not.toMatch(/ {4}at /);
  delete stand.environment['DATABASE_URL'];
  delete stand.environment['REDIS_URL'];
  stand.environment['DATA_DIR'] = file;
  const status = await stand.run('status');
  expect(status.stderr.trim().split('\n')).toHaveLength(1);
  expect(status).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('DATA_DIR: expected a folder'),
  });
});

test('another key than the store’s', async () => {
  expect((await stand.run('status')).status).toBe(0);
  stand.environment['SECRET_KEY_FILE'] = new URL(stand.write('other.key', 'ab'.repeat(32))).pathname;
  const ended = await stand.run('status');
  expect(ended.status).toBe(1);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
});

test('simulate names the option of the port that another program has', async () => {
  const taken = await stand.simulate();
  const port = new URL(taken.national.url).port;
  const [national, provincial] = await Promise.all([
    stand.run('simulate', '--national-port', port, '--provincial-port', '0'),
    stand.run('simulate', '--national-port', '0', '--provincial-port', port),
  ]);
  expect(national).toMatchObject({ status: 1, stdout: '' });
  expect(national.stderr).toContain(`--national-port ${port}: another program listens there`);
  expect(provincial.stderr).toContain(`--provincial-port ${port}`);
});

test('takes --max-wait with it only, and a duration only', async () => {
  expect(await stand.run('work', '--max-wait', '10s')).toMatchObject({ status: 1 });
  const odd = await stand.run('work', '--until-idle', '--max-wait', 'soon');
  expect(odd.status).toBe(1);
  expect(odd.stderr).toContain('30s, 10m or 1h');
});

test('a server that does not answer: lines with a retry, then one that says so, no stack', async () => {
  for (const ended of await Promise.all(patient.map((command) => command.ended))) {
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(
      /PostgreSQL at postgres:\/\/127\.0\.0\.1:1\/db cannot be reached .*trying again in/,
    );
    expect(ended.stderr).toContain('is it running?');
    expect(ended.stderr).not.toContain('secret');
    expect(ended.stderr).not.toMatch(/ {4}at /);
  }
});

test('a worker that cannot start ends, instead of standing there with its connections', async () => {
  // Asked for when everything else of it has started.
  await stand.store.database.query('alter table lane rename to lost_lane');
  for (const ended of await Promise.all([stand.run('work'), stand.run('work', '--until-idle')])) {
    expect(ended).toMatchObject({ status: 1, signal: null });
    expect(ended.stderr).toContain('relation "lane" does not exist');
  }
});
