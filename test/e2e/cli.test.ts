import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { comparePortals } from '../../src/demo/comparer/index.js';
import { migrateDown } from '../../src/store/migrate.js';
import { foldersOf, openStand, QUICK, type Stand, type StatusFacts, type SyncFacts } from './stand.js';

/* Every command as a stranger would run it: a process, an environment, an exit status. */

// Several processes one after the other, each of which starts anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

describe('sync', () => {
  test('prints the counts of every source, and reads each record once', async () => {
    await stand.simulate();
    const sample = await stand.sample({ dossiers: 20 });
    const first = await stand.json<SyncFacts>(0, 'sync', '--json');
    const named = new Map(first.sources.map((one) => [one.source, one]));
    expect(named.get('units')).toMatchObject({ read: sample.units, stored: sample.units, quarantined: 0 });
    expect(named.get('one-stop')).toMatchObject({ read: sample.records, quarantined: sample.bad.length });
    for (const { read, stored, unchanged, stale, quarantined } of first.sources)
      expect(read).toBe(stored + unchanged + stale + quarantined);
    expect(first.sources.map(({ source }) => source).indexOf('units')).toBeLessThan(
      first.sources.map(({ source }) => source).indexOf('one-stop'),
    );
    const again = await stand.json<SyncFacts>(0, 'sync', 'one-stop', 'notices', '--json');
    expect(again.sources.map(({ source, read }) => [source, read])).toEqual([
      ['one-stop', 0],
      ['notices', 0],
    ]);
  });

  test('--dry-run says what the run would say, and leaves store and folders as they are', async () => {
    await stand.sample({ dossiers: 20, notices: 3 });
    const inbox = () => readdirSync(join(stand.folder, 'district'), { recursive: true }).sort();
    const before = inbox();
    const trial = await stand.json<TrialFacts>(0, 'sync', '--dry-run', '--json');
    expect(trial.dryRun).toBe(true);
    expect(inbox()).toEqual(before);
    for (const table of ['subject', 'quarantine', 'sync_run', 'source_cursor', 'source_file', 'delivery']) {
      const { rowCount } = await stand.store.database.query(`select from ${table} limit 1`);
      expect([table, rowCount]).toEqual([table, 0]);
    }
    const told = await stand.run('sync', '--dry-run');
    expect(told).toMatchObject({ status: 0, stderr: '' });
    expect(told.stdout).toContain('Chạy thử');
    expect(told.stdout).toContain('MISSING');
    const run = await stand.json<SyncFacts>(0, 'sync', '--json');
    expect(trial.sources.map(({ reasons: _, ...counts }) => counts)).toEqual(run.sources);
    const reasons = trial.sources.find(({ source }) => source === 'one-stop')?.reasons ?? [];
    expect(reasons[0]?.records).toBeGreaterThan(0);
    const errors = readdirSync(join(stand.folder, 'district/one-stop/done'))
      .filter((name) => name.endsWith('.report.json'))
      .flatMap((name) => reportErrors(join(stand.folder, 'district/one-stop/done', name)));
    expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(errors.map(({ code }) => code)));
  });

  test('without names reads every source that is on, whatever its own rhythm', async () => {
    await stand.sample({ dossiers: 5 });
    stand.environment['SOURCE_ONE_STOP_EVERY'] = '1h';
    const named = async () =>
      (await stand.json<SyncFacts>(0, 'sync', '--json')).sources.map(({ source }) => source).sort();
    const first = await named();
    expect(first).toEqual(['notices', 'one-stop', 'procedures', 'units']);
    expect(await named()).toEqual(first);
  });

  test('ends with 1 when a source cannot be read, and still reads the others', async () => {
    await stand.sample({ dossiers: 5 });
    stand.environment['SOURCE_NOTICES_URL'] = 'file:///nonexistent/notices';
    const { sources } = await stand.json<SyncFacts>(1, 'sync', '--json');
    expect(sources.find(({ source }) => source === 'notices')).toMatchObject({ read: 0, state: 'FAILED' });
    expect(sources.find(({ source }) => source === 'one-stop')?.stored).toBeGreaterThan(0);
  });

  test('says which source is not there, or is off', async () => {
    const unknown = await stand.run('sync', 'one-stopp');
    expect(unknown).toMatchObject({ status: 1, stdout: '' });
    expect(unknown.stderr).toContain('one-stopp');
    expect(unknown.stderr).toContain('one-stop,');
    const off = await stand.run('sync', 'one-stop');
    expect(off.status).toBe(1);
    expect(off.stderr).toContain('SOURCE_ONE_STOP_URL');
  });
});

test('simulate names the option of the port that another program has', async () => {
  const taken = await stand.simulate();
  const port = new URL(taken.national.url).port;
  const national = await stand.run('simulate', '--national-port', port, '--provincial-port', '0');
  expect(national).toMatchObject({ status: 1, stdout: '' });
  expect(national.stderr).toContain(`--national-port ${port}: another program listens there`);
  const provincial = await stand.run('simulate', '--national-port', '0', '--provincial-port', port);
  expect(provincial.stderr).toContain(`--provincial-port ${port}`);
});

describe('work --until-idle', () => {
  const work = (...more: string[]) => stand.run('work', '--until-idle', ...more);

  test('0 when all is settled; a notice of tomorrow does not keep it; status says the same', async () => {
    const simulation = await stand.simulate();
    const sample = await stand.sample({ dossiers: 20, notices: 40 });
    await stand.json(0, 'sync', '--json');
    expect(await work('--max-wait', '50s')).toMatchObject({ status: 0, stderr: expect.any(String) });
    const status = await stand.json<StatusFacts>(0, 'status', '--json');
    expect(Object.keys(status.deliveries).sort()).toEqual(['national', 'provincial']);
    expect(status.quarantine).toBe(sample.bad.length);
    for (const counts of Object.values(status.deliveries)) {
      expect(counts['DELIVERED']).toBeGreaterThan(20);
      expect(counts['PENDING']).toBeGreaterThan(0);
      const { DELIVERED: _, PENDING: __, SUPERSEDED: ___, ...others } = counts;
      expect(others).toEqual({});
    }
    const verdict = await comparePortals({
      ...{ sources: foldersOf(sample), now: Date.now() },
      ...{ national: simulation.national.origin, provincial: simulation.provincial.url },
    });
    // Links are not fetched here: no gateway is up.
    expect(verdict.provincial).toMatchObject({ missing: [], different: [], duplicates: [], unexpected: [] });
    expect(verdict.national).toMatchObject({ missing: [], duplicates: [], unexpected: [] });
    // Nothing is left to do: at once the same.
    expect((await work('--max-wait', '10s')).status).toBe(0);
  });

  test('2 when a portal refuses a dossier, and the rest is there', async () => {
    await stand.simulate({
      faults: [{ kind: 'refuseRecord', times: 1, match: { service: 'DongBoHoSoMC' } }],
    });
    await stand.sample({ dossiers: 8, notices: 0 });
    await stand.json(0, 'sync', '--json');
    const ended = await work('--max-wait', '50s', '--json');
    expect(ended.status).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({ status: 2, moving: 0, forPerson: 1 });
    const { deliveries } = await stand.json<StatusFacts>(0, 'status', '--json');
    expect(deliveries['national']).toMatchObject({ REFUSED: 1 });
    expect(deliveries['provincial']?.['PENDING']).toBeUndefined();
  });

  test('2 when a portal refuses the login, and the other portal has everything', async () => {
    const simulation = await stand.simulate();
    stand.environment['NATIONAL_PORTAL_PASSWORD'] = 'wrong';
    await stand.sample({ dossiers: 8, notices: 0 });
    await stand.json(0, 'sync', 'units', 'procedures', 'one-stop', '--json');
    const ended = await work('--max-wait', '50s');
    expect(ended.status).toBe(2);
    const [line] = logged(ended.stderr).filter(({ portal }) => portal === 'national');
    expect(line?.msg).toContain(`portal national at ${simulation.national.url} refuses the login`);
    expect(line?.msg).toContain('check the account and its password');
    expect(ended.stdout).toMatch(/needs a person.*portal national at .* từ chối đăng nhập/);
    const { deliveries } = await stand.json<StatusFacts>(0, 'status', '--json');
    expect(deliveries['national']?.['DELIVERED']).toBeUndefined();
    expect(deliveries['provincial']?.['PENDING']).toBeUndefined();
  });

  test('3 when a portal is down until the time is over; with the portal back, 0', async () => {
    const simulation = await stand.simulate();
    await stand.sample({ dossiers: 8, notices: 0 });
    await stand.json(0, 'sync', 'units', 'procedures', 'one-stop', '--json');
    await simulation.provincial.down();
    const down = await work('--max-wait', '6s', '--json');
    expect(down.status).toBe(3);
    // One line for the outage, and no other: not one for each try.
    const lines = logged(down.stderr);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'warn', portal: 'provincial', reason: 'NOT_REACHED' });
    expect(lines[0]?.msg).toContain(`portal provincial at ${simulation.provincial.url}`);
    expect(lines[0]?.msg).toMatch(/cannot be reached \(.*ECONNREFUSED\).*next try at \d{4}-/);
    const left = JSON.parse(down.stdout) as { status: number; portals: object[] };
    expect(left.status).toBe(3);
    expect(left.portals).toMatchObject([
      {
        portal: 'provincial',
        agency: 'H56.14',
        reason: 'NOT_REACHED',
        error: expect.stringContaining('ECONNREFUSED'),
        address: expect.stringContaining(simulation.provincial.url),
      },
    ]);
    const { deliveries } = await stand.json<StatusFacts>(0, 'status', '--json');
    expect(deliveries['provincial']?.['DELIVERED']).toBeUndefined();
    expect(deliveries['national']?.['PENDING']).toBeUndefined();
    await simulation.provincial.up();
    expect((await work('--max-wait', '40s')).status).toBe(0);
  });

  test('names each portal that nobody answers for, in the log and at the end, and never a secret', async () => {
    await stand.simulate();
    await stand.sample({ dossiers: 8, notices: 0 });
    await stand.json(0, 'sync', 'units', 'procedures', 'one-stop', '--json');
    for (const portal of ['NATIONAL', 'PROVINCIAL'])
      stand.environment[`${portal}_PORTAL_URL`] = 'http://officer:hunter2@127.0.0.1:9';
    const ended = await work('--max-wait', '6s');
    expect(ended.status).toBe(3);
    expect(
      logged(ended.stderr)
        .map(({ portal }) => portal)
        .sort(),
    ).toEqual(['national', 'provincial']);
    for (const portal of ['national', 'provincial']) {
      expect(ended.stderr).toContain(`portal ${portal} at http://127.0.0.1:9/ cannot be reached`);
      expect(ended.stdout).toContain(`portal ${portal} at http://127.0.0.1:9/ (H56.14) không kết nối được`);
    }
    expect(ended.stderr + ended.stdout).not.toMatch(/hunter2|lienthong"| {4}at /);
  });

  test('a portal that is not configured, or is switched off, does not keep it', async () => {
    await stand.simulate();
    await stand.sample({ dossiers: 8, notices: 0 });
    delete stand.environment['PROVINCIAL_PORTAL_URL'];
    await stand.json(0, 'sync', 'units', 'procedures', 'one-stop', '--json');
    expect((await work('--max-wait', '40s')).status).toBe(0);
    const { deliveries } = await stand.json<StatusFacts>(0, 'status', '--json');
    expect(Object.keys(deliveries)).toEqual(['national']);
  });

  test('takes --max-wait with it only, and a duration only', async () => {
    expect(await stand.run('work', '--max-wait', '10s')).toMatchObject({ status: 1 });
    const odd = await stand.run('work', '--until-idle', '--max-wait', 'soon');
    expect(odd.status).toBe(1);
    expect(odd.stderr).toContain('30s, 10m or 1h');
  });

  test('as the profiles come, without a file of them', async () => {
    const simulation = await stand.simulate();
    const sample = await stand.sample({ dossiers: 6, notices: 2, badRecords: 0 });
    delete stand.environment['PORTAL_PROFILES'];
    await stand.json(0, 'sync', 'units', 'procedures', 'one-stop', 'notices', '--json');
    expect((await work('--max-wait', '55s')).status).toBe(0);
    const verdict = await comparePortals({
      ...{ sources: foldersOf(sample), now: Date.now() },
      provincial: simulation.provincial.url,
    });
    expect(verdict.provincial).toMatchObject({ ok: true });
  });
});

describe('what is wrong is told in a line', () => {
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
    for (const command of [['sync'], ['status'], ['work', '--until-idle'], ['serve'], ['keys', 'list']]) {
      const ended = await stand.run(...command);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain('lienthong migrate');
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    }
    expect((await stand.json<{ applied: string[] }>(0, 'migrate', '--json')).applied.length).toBeGreaterThan(
      0,
    );
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
    for (const command of ['serve', 'start']) {
      const ended = await stand.run(command);
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

  test.skipIf(!inject('redis'))('a Redis that refuses the login', async () => {
    const url = new URL(inject('redis'));
    url.username = 'nobody';
    url.password = 'wrong';
    stand.environment['REDIS_URL'] = url.href;
    const ended = await stand.run('status');
    expect(ended).toMatchObject({ status: 1, stderr: expect.stringContaining('REDIS_URL: Redis refuses') });
    expect(ended.stderr).not.toMatch(/ {4}at |wrong\b/);
  });

  test('a server that does not answer: lines with a retry, then one that says so, no stack', async () => {
    stand.environment['DATABASE_URL'] = 'postgres://user:secret@127.0.0.1:1/db';
    const ended = await stand.run('status');
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('PostgreSQL at postgres://127.0.0.1:1/db cannot be reached');
    expect(ended.stderr).not.toContain('secret');
    expect(ended.stderr).not.toMatch(/ {4}at /);
  });

  test('another key than the store’s', async () => {
    expect((await stand.run('status')).status).toBe(0);
    stand.environment['SECRET_KEY_FILE'] = new URL(stand.write('other.key', 'ab'.repeat(32))).pathname;
    const ended = await stand.run('status');
    expect(ended.status).toBe(1);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('keys', () => {
  test('create prints the key and nothing else, list never shows it, revoke ends it', async () => {
    const created = await stand.run('keys', 'create', '--name', 'app một cửa', '--role', 'viewer');
    expect(created).toMatchObject({ status: 0, stderr: '' });
    const key = created.stdout.trim();
    expect(created.stdout).toBe(`${key}\n`);
    expect(key).toMatch(/^\S{20,}$/);
    const listed = await stand.run('keys', 'list', '--json');
    expect(listed.stdout).toContain('app một cửa');
    expect(listed.stdout).not.toContain(key);
    expect((await stand.run('keys', 'revoke', 'app một cửa')).status).toBe(0);
    expect(
      (await stand.json<{ revokedAt?: string }[]>(0, 'keys', 'list', '--json'))[0]?.revokedAt,
    ).toBeTruthy();
    const odd = await stand.run('keys', 'create', '--name', 'x', '--role', 'king');
    expect(odd.status).toBe(1);
    expect(odd.stderr).toContain('viewer');
  });
});

describe('sample', () => {
  test('the same seed and day give the same bytes, another seed others', async () => {
    const make = async (out: string, seed: string) => {
      const ended = await stand.run(
        ...['sample', '--dossiers', '30', '--seed', seed, '--now', '2026-03-10'],
        ...['--out', join(stand.folder, out), '--json'],
      );
      expect(ended.status).toBe(0);
      return digest(join(stand.folder, out));
    };
    const one = await make('a', '7');
    expect(await make('b', '7')).toBe(one);
    expect(await make('c', '8')).not.toBe(one);
  });
});

interface TrialFacts {
  dryRun: boolean;
  sources: (SyncFacts['sources'][number] & { reasons: { code: string; records: number }[] })[];
}

/** The lines of the log; what is no JSON is a bar. */
function logged(stderr: string): { level: string; msg: string; portal?: string; reason?: string }[] {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

function reportErrors(file: string): { code: string }[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { errors: { code: string }[] }).errors;
}

function digest(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    if (statSync(join(folder, name)).isFile()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}
