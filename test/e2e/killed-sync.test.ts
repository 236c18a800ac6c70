import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCommand } from '../support/command.js';
import { until } from '../support/poll.js';
import { Gate } from './gate.js';
import { openStand, type Stand, type SyncFacts } from './stand.js';

/* `lienthong sync` and `compare` as processes: killed in the middle of anything, and two at once. */

let stand: Stand;
let other: Stand;
beforeEach(async () => {
  stand = await openStand();
  other = await openStand();
  // One key for both: what stands for a person's number in a key hangs on it.
  const file = fileURLToPath(stand.write('secret.key', `${'5e'.repeat(32)}\n`));
  for (const { environment } of [stand, other]) environment['SECRET_KEY_FILE'] = file;
});
afterEach(async () => {
  await stand.stop();
  await other.stop();
});

/** What a store holds, without numbers and times that are each store's own. */
async function contentOf({ store }: Stand): Promise<unknown[]> {
  const questions = [
    `select kind, natural_key, origin, version, encode(content_hash, 'hex'), changed_at, deleted_at is null
      from subject order by 1, 2`,
    `select s.kind, s.natural_key, v.version, encode(v.content_hash, 'hex'), v.changed_at
      from subject_version v join subject s on s.id = v.subject_id order by 1, 2, 3`,
    `select d.code, d.state, d.flags, t.at, t.state as step, t.actor, t.ordinal, encode(t.content_hash, 'hex'),
        t.first_version, t.edited_version, t.removed_version, t.flags as entry_flags
      from dossier d left join trace_entry t on t.dossier_id = d.subject_id order by 1, 4, 5, 6, 7`,
    `select s.natural_key, l.portal, l.form, l.unit, d.kind, d.version, d.phase, d.state, d.hold_reason, count(*)
      from lane l join subject s on s.id = l.subject_id left join delivery d on d.lane_id = l.id
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9 order by 1, 2, 3, 5, 6, 7, 8`,
    `select source, natural_key, place, problems, waits_for, state, times from quarantine
      order by source, place::text, problems::text`,
    `select source, name, read, stored, unchanged, stale, quarantined, errors, done_at is null as open
      from source_file order by 1, 2`,
    `select source, sum(read), sum(stored), sum(unchanged), sum(stale), sum(quarantined) from sync_run group by 1 order by 1`,
  ];
  const content: unknown[] = [];
  for (const question of questions) content.push((await store.database.query(question)).rows);
  return content;
}

/** Every report that was laid, by the name that its file has below the district, and what still lies in the inboxes. */
function reportsOf({ folder }: Stand): Record<string, unknown> {
  const reports: Record<string, unknown> = {};
  for (const name of readdirSync(join(folder, 'district'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.report.json'))
      reports[name] = JSON.parse(readFileSync(join(folder, 'district', name), 'utf8'));
    else if (name.includes('/inbox/')) reports[name] = 'not taken';
  }
  return reports;
}

test('killed wherever it is, and run again: the same end and the same reports', async () => {
  const sample = { dossiers: 1_200, seed: 11, notices: 4, withFiles: false, now: Date.UTC(2026, 2, 10) };
  await stand.sample(sample);
  await other.sample(sample);
  for (const each of [stand, other]) await each.simulate();
  await other.json(0, 'sync', '--json');

  const gate = await Gate.open(stand.store.url);
  // So many versions written, whatever becomes of them: units, the middle of pages, and dossiers that come again.
  await gate.at('subject_version', 'insert', [3, 77, 500, 1_018, 1_900]);
  // The last statement of a page before its commit; a file that is moved and not yet closed; a run that is not yet done.
  await gate.at('source_cursor', 'insert or update', [2, 4]);
  await gate.at('source_file', 'update of done_at', [1, 3]);
  await gate.at('sync_run', 'update of finished_at', [4]);
  let kills = 0;
  let last: Awaited<ReturnType<typeof startCommand>['ended']> | undefined;
  while (!last) {
    const command = startCommand(['sync', '--json'], stand.environment);
    let over = false;
    void command.ended.then(() => {
      over = true;
    });
    await until(async () => over || (await gate.someoneWaits()), {
      what: 'the gate or the end',
      timeoutMs: 60_000,
    });
    if (over) last = await command.ended;
    else {
      command.child.kill('SIGKILL');
      await command.ended;
      // The server goes on with the statement in hand and only then sees that nobody is there.
      await gate.letThrough();
      kills += 1;
    }
  }
  await gate.close();
  expect(last).toMatchObject({ status: 0 });
  expect(kills).toBeGreaterThanOrEqual(8);
  expect(await contentOf(stand)).toEqual(await contentOf(other));
  expect(reportsOf(stand)).toEqual(reportsOf(other));
  for (const report of Object.values(reportsOf(stand)) as SyncFacts['sources'])
    expect(report.read).toBe(report.stored + report.unchanged + report.stale + report.quarantined);
}, 600_000);

test('a source that one process reads is left alone by another, and by the schedule', async () => {
  await stand.sample({ dossiers: 30, notices: 2, withFiles: false });
  await stand.json(0, 'sync', 'units', 'procedures', '--json');
  const gate = await Gate.open(stand.store.url);
  await gate.at('dossier', 'insert', [10]);
  const first = startCommand(['sync', 'one-stop', '--json'], stand.environment);
  await until(() => gate.someoneWaits(), { what: 'the first at its tenth dossier', timeoutMs: 60_000 });

  const second = await stand.json<SyncFacts>(0, 'sync', 'one-stop', '--json');
  expect(second.sources).toMatchObject([{ source: 'one-stop', state: 'ALREADY_RUNNING', read: 0 }]);
  const worker = startCommand(['work'], { ...stand.environment, SYNC_EVERY: '1s' });
  // Behind the one-stop desk in each round of the schedule: two of them are over.
  const rounds = `select 1 from sync_run where source = 'notices' and state = 'DONE'`;
  await until(async () => ((await stand.store.database.query(rounds)).rowCount ?? 0) >= 2, {
    what: 'two rounds of the schedule',
    timeoutMs: 60_000,
  });
  const runs = await stand.store.database.query(`select state from sync_run where source = 'one-stop'`);
  expect(runs.rows).toEqual([{ state: 'RUNNING' }]);

  await gate.letThrough();
  const ended = await first.ended;
  expect(ended).toMatchObject({ status: 0 });
  const [counts] = (JSON.parse(ended.stdout) as SyncFacts).sources;
  expect(counts?.stored).toBeGreaterThanOrEqual(30);
  worker.child.kill('SIGTERM');
  await worker.ended;
  const { rows } = await stand.store.database.query(
    `select sum(read)::int as read from sync_run where source = 'one-stop'`,
  );
  expect(rows).toEqual([{ read: counts?.read }]);
  await gate.close();
}, 300_000);

interface CompareFacts {
  sources: { source: string; state: string; changed: number }[];
}

test('a comparison that is killed in its middle says nothing, and the next one says all', async () => {
  await stand.sample({ dossiers: 120, seed: 3, notices: 2, withFiles: false });
  await stand.json(0, 'sync', 'units', 'procedures', 'one-stop', '--json');
  const agreed = await stand.json<CompareFacts>(0, 'compare', 'one-stop', '--json');
  expect(agreed.sources).toMatchObject([{ state: 'DONE', changed: 0 }]);
  // The file that was taken last says something else of all its dossiers, with the old time of change.
  const done = join(stand.folder, 'district/one-stop/done');
  const file = join(
    done,
    readdirSync(done)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .at(-1) ?? '',
  );
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"TrichYeuHoSo":"/g, '"TrichYeuHoSo":"Sửa: '));

  const gate = await Gate.open(stand.store.url);
  await gate.at('difference', 'insert', [2]);
  const killed = startCommand(['compare', 'one-stop', '--json'], stand.environment);
  await until(() => gate.someoneWaits(), { what: 'its second difference', timeoutMs: 60_000 });
  killed.child.kill('SIGKILL');
  await killed.ended;
  await gate.letThrough();
  const told = async () =>
    (await stand.store.database.query(`select count(*)::int as n from difference where problem = 'CHANGED'`))
      .rows[0];
  expect(await told()).toEqual({ n: 0 });

  const { sources } = await stand.json<CompareFacts>(2, 'compare', 'one-stop', '--json');
  const [facts] = sources;
  expect(facts).toMatchObject({ source: 'one-stop', state: 'DONE' });
  expect(facts?.changed).toBeGreaterThan(1);
  expect(await told()).toEqual({ n: facts?.changed });
  const runs = await stand.store.database.query('select state from comparison order by started_at');
  expect(runs.rows).toEqual([{ state: 'DONE' }, { state: 'ABANDONED' }, { state: 'DONE' }]);
  await gate.close();
}, 180_000);
