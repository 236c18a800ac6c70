import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStand, type Stand, type SyncFacts } from '../stand.js';

/* `lienthong sync` as a stranger would run it: a process, an environment, an exit status. */

// Several processes one after the other, each of which starts anew: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

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
  const sample = await stand.sample({ dossiers: 5 });
  stand.environment['SOURCE_ONE_STOP_EVERY'] = '1h';
  const named = async () =>
    (await stand.json<SyncFacts>(0, 'sync', '--json')).sources.map(({ source }) => source).sort();
  const first = await named();
  expect(first).toEqual(
    ['notices', 'one-stop', 'procedures', 'units', ...Object.keys(sample.systems)].sort(),
  );
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

interface TrialFacts {
  dryRun: boolean;
  sources: (SyncFacts['sources'][number] & { reasons: { code: string; records: number }[] })[];
}

function reportErrors(file: string): { code: string }[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { errors: { code: string }[] }).errors;
}
