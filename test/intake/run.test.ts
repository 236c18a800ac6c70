import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { SourceUnreachable } from '../../src/domain/ports.js';
import { runSync, SyncAlreadyRunning, syncAll } from '../../src/intake/index.js';
import { until } from '../support/poll.js';
import {
  type Bench,
  bench,
  codeOf,
  dossier,
  principal,
  procedure,
  rewind,
  sourceOf,
  unit,
} from './support.js';

let made: Bench;
afterEach(() => made.drop());

const many = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => dossier({ MaHoSo: codeOf(from + index) }));

function databaseError(code: string): pg.DatabaseError {
  const error = new pg.DatabaseError('made up', 1, 'error');
  error.code = code;
  return error;
}

describe('a run', () => {
  it('lets the records around a bad one through, down to the last, and quarantines it alone', async () => {
    made = await bench();
    await made.database.query("alter table dossier add constraint planted check (summary <> 'BAD')");
    const records = many(20).map((raw, index) =>
      index === 7 || index === 19 ? { ...raw, TrichYeuHoSo: 'BAD' } : raw,
    );
    const outcome = await made.sync(sourceOf('dossier', [records]));
    expect(outcome).toMatchObject({ state: 'DONE', read: 20, stored: 18, quarantined: 2 });
    expect(await made.all('select natural_key, problems from quarantine order by natural_key')).toMatchObject(
      [
        { natural_key: codeOf(8), problems: [{ code: 'UNSTORABLE' }] },
        { natural_key: codeOf(20), problems: [{ code: 'UNSTORABLE' }] },
      ],
    );
    expect(await made.all('select 1 from dossier')).toHaveLength(18);
    expect(made.owed.filter(({ version }) => version === 1).length).toBeGreaterThanOrEqual(18);
  });

  it.each(['40001', '40P01', '53300', '55P03', '57014', '57P01'])(
    'tries the whole page again after %s and quarantines nothing',
    async (code) => {
      made = await bench();
      const { owe } = made.deps;
      let failures = 3;
      const deps = {
        ...made.deps,
        owe: (...args: Parameters<typeof owe>) => {
          failures -= 1;
          return failures >= 0 ? Promise.reject(databaseError(code)) : owe(...args);
        },
      };
      const outcome = await runSync(deps, principal, sourceOf('dossier', [many(3)]));
      expect(outcome).toMatchObject({ state: 'DONE', read: 3, stored: 3, quarantined: 0 });
      expect(await made.all('select 1 from quarantine')).toEqual([]);
    },
  );

  it.each(['40001', '42P01', '54000'])(
    'fails cleanly when %s does not pass, and goes on there next time',
    async (code) => {
      made = await bench();
      let broken = true;
      const { owe } = made.deps;
      const deps = {
        ...made.deps,
        owe: (...args: Parameters<typeof owe>) =>
          broken ? Promise.reject(databaseError(code)) : owe(...args),
      };
      const source = sourceOf('dossier', [[], many(2)]);
      const failed = await runSync(deps, principal, source);
      expect(failed).toMatchObject({ state: 'FAILED', read: 0, quarantined: 0 });
      expect(failed.error).toContain(code);
      broken = false;
      expect(await runSync(deps, principal, source)).toMatchObject({ state: 'DONE', read: 2, stored: 2 });
    },
  );

  it('goes on at the next page after it was stopped, and the counts of both runs add up', async () => {
    made = await bench();
    const source = sourceOf('dossier', [many(3), many(3, 4), many(3, 7)]);
    const stop = new AbortController();
    const first = await made.sync(source, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(first).toMatchObject({ state: 'ABANDONED', read: 3, stored: 3 });
    expect(await made.sync(source)).toMatchObject({ state: 'DONE', read: 6, stored: 6, unchanged: 0 });
    expect(await made.all('select 1 from dossier')).toHaveLength(9);
  });

  it('takes a run that died for abandoned', async () => {
    made = await bench();
    await made.database.query(
      "insert into sync_run (id, source, started_at, state) values (gen_random_uuid(), 'one-stop', now(), 'RUNNING')",
    );
    await made.sync(sourceOf('dossier', [many(1)]));
    const states = await made.all("select state from sync_run where source = 'one-stop' order by started_at");
    expect(new Set(states.map((row) => (row as { state: string }).state))).toEqual(
      new Set(['ABANDONED', 'DONE']),
    );
  });

  it('counts a page once although the answer to its commit was lost', async () => {
    made = await bench();
    const { database } = made;
    let lose = true;
    const transaction: typeof database.transaction = async (work) => {
      const result = await database.transaction(work);
      const pages = await made.all("select 1 from source_cursor where source = 'one-stop'");
      if (lose && pages.length > 0) {
        lose = false;
        throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
      }
      return result;
    };
    const flaky = new Proxy(database, {
      get: (target, name) => {
        if (name === 'transaction') return transaction;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const outcome = await runSync(
      { ...made.deps, database: flaky },
      principal,
      sourceOf('dossier', [many(3)]),
    );
    expect(lose).toBe(false);
    expect(outcome).toMatchObject({ state: 'DONE', read: 3, stored: 3, unchanged: 0 });
  });

  it('begins again when the connection that holds its lock is ended', async () => {
    made = await bench();
    const source = sourceOf('dossier', [many(2), many(2, 3)]);
    const pull = source.pull.bind(source);
    let ended = false;
    const cut = {
      ...source,
      async *pull(...[cursor, run]: Parameters<typeof pull>) {
        for await (const page of pull(cursor, run)) {
          yield page;
          if (ended) continue;
          ended = true;
          await made.database.query(
            `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 7310
              and database = (select oid from pg_database where datname = current_database())`,
          );
          await until(() => run.signal.aborted);
        }
      },
    };
    expect(await made.sync(cut)).toMatchObject({ state: 'DONE', read: 4, stored: 4 });
    const runs = await made.all<{ state: string }>(
      "select state from sync_run where source = 'one-stop' order by id",
    );
    expect(runs.map(({ state }) => state)).toEqual(['ABANDONED', 'DONE']);
  });

  it('runs one source once at a time', async () => {
    made = await bench();
    let second: unknown;
    const source = sourceOf('dossier', [many(1)]);
    const pull = source.pull.bind(source);
    const slow = {
      ...source,
      async *pull(...args: Parameters<typeof pull>) {
        second = await made.sync(sourceOf('dossier', [many(1, 5)])).catch((error: unknown) => error);
        yield* pull(...args);
      },
    };
    expect(await made.sync(slow)).toMatchObject({ stored: 1 });
    expect(second).toBeInstanceOf(SyncAlreadyRunning);
    expect(await syncAll(made.deps, principal, [slow], [])).toEqual([]);
  });

  it('says in one line that a source cannot be reached', async () => {
    made = await bench();
    const source = {
      ...sourceOf('dossier', []),
      pull: () => {
        throw new SourceUnreachable('không có thư mục (no folder)');
      },
    };
    expect(await made.sync(source)).toMatchObject({
      state: 'FAILED',
      error: 'không có thư mục (no folder)',
      read: 0,
    });
    expect(await made.one("select state, error from sync_run where source = 'one-stop'")).toEqual({
      state: 'FAILED',
      error: 'không có thư mục (no folder)',
    });
  });

  it('survives two sources that write one another’s keys at the same time', async () => {
    made = await bench();
    const forward = many(40);
    const [a, b] = await Promise.all([
      made.sync(sourceOf('dossier', [forward], 'left')),
      made.sync(sourceOf('dossier', [[...forward].reverse()], 'right')),
    ]);
    expect([a.state, b.state]).toEqual(['DONE', 'DONE']);
    expect(a.stored + b.stored).toBe(40);
    expect(a.quarantined + b.quarantined).toBe(40);
    expect(await made.all("select 1 from subject where kind = 'dossier'")).toHaveLength(40);
  });
});

describe('what waits for a unit or procedure', () => {
  const all = () => [
    sourceOf('dossier', [[dossier()]]),
    sourceOf('procedure', [[procedure()]]),
    sourceOf('unit', [[unit()]]),
  ];

  it('is not needed where they come in the same sync, whatever the order of the list', async () => {
    made = await bench({ empty: true });
    const turns = await syncAll(made.deps, principal, all());
    expect(turns.map(({ source }) => source)).toEqual(['units', 'procedures', 'one-stop']);
    expect(turns.at(-1)).toMatchObject({ stored: 1, quarantined: 0 });
  });

  it('is taken up where another process was still reading the units when the dossiers were read', async () => {
    made = await bench({ empty: true });
    const [dossiers, procedures, units] = all();
    if (!dossiers || !procedures || !units) throw new Error('three sources');
    let finishUnits: () => void = () => undefined;
    const slowUnits = {
      ...units,
      async *pull(...args: Parameters<typeof units.pull>) {
        await new Promise<void>((resolve) => {
          finishUnits = resolve;
        });
        yield* units.pull(...args);
      },
    };
    const elsewhere = made.sync(slowUnits);
    const { pull } = dossiers;
    const late = {
      ...dossiers,
      async *pull(...args: Parameters<typeof pull>) {
        yield* pull.call(dossiers, ...args);
        // This is asked for while the page before is still being recorded.
        const waiting = async () => (await made.all('select 1 from quarantine')).length > 0;
        await until(waiting, { what: 'the dossier in quarantine' });
        finishUnits();
        await elsewhere;
      },
    };
    const running = async () =>
      (await made.all("select 1 from sync_run where source = 'units' and state = 'RUNNING'")).length > 0;
    await until(running, { what: 'the other process at the units' });
    const turns = await syncAll(made.deps, principal, [slowUnits, procedures, late]);
    expect(turns).toMatchObject([{ state: 'ALREADY_RUNNING' }, { stored: 1 }, { quarantined: 1 }]);
    expect(await made.all('select 1 from dossier')).toHaveLength(1);
  });

  it('is taken up by itself when the last of them arrives', async () => {
    made = await bench({ empty: true });
    const [dossiers, procedures, units] = all();
    if (!dossiers || !procedures || !units) throw new Error('three sources');
    const sources = [dossiers, procedures, units];
    const newer = dossier({ NgayCapNhat: '2024-08-24T00:00:00+07:00', TrangThaiHoSo: 5 });
    const both = sourceOf('dossier', [[newer, dossier(), dossier({ MaHoSo: codeOf(2), ChuHoSo: '' })]]);
    expect(await made.sync(both)).toMatchObject({ read: 3, quarantined: 3 });
    const waits = await made.all<{ waits_for: string[] | null }>(
      'select waits_for from quarantine order by natural_key',
    );
    expect(waits[0]?.waits_for?.sort()).toEqual(['procedure:1.001193', 'unit:H56.14.3']);
    expect(waits[2]?.waits_for).toBeNull();

    await syncAll(made.deps, principal, sources, [procedures]);
    expect(await made.all('select 1 from dossier')).toEqual([]);
    await syncAll(made.deps, principal, sources, [units]);
    expect(await made.one('select state from dossier')).toEqual({ state: 5 });
    expect(made.owed.map(({ version }) => version)).toEqual([1, 2]);
    const states = await made.all('select natural_key, state from quarantine order by natural_key, state');
    expect(states).toEqual([
      { natural_key: codeOf(1), state: 'RESOLVED' },
      { natural_key: codeOf(1), state: 'RESOLVED' },
      { natural_key: codeOf(2), state: 'OPEN' },
    ]);
  });

  it('names unknown unit and procedure beside everything else that is wrong', async () => {
    made = await bench({ empty: true });
    await made.sync(sourceOf('dossier', [[dossier({ ChuHoSo: '', TrangThaiHoSo: 11 })]]));
    const { problems } = await made.one<{ problems: { field: string; code: string }[] }>(
      'select problems from quarantine',
    );
    expect(problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'ChuHoSo MISSING',
      'DonVi UNKNOWN_UNIT',
      'MaTTHC UNKNOWN_PROCEDURE',
      'TrangThaiHoSo BAD_STATE',
    ]);
  });

  it('counts the same bad record again instead of keeping it twice', async () => {
    made = await bench();
    const bad = dossier({ ChuHoSo: '' });
    await made.sync(sourceOf('dossier', [[bad, bad]]));
    await rewind(made);
    made.clock.advance(60_000);
    await made.sync(sourceOf('dossier', [[bad]]));
    const rows = await made.all<{ times: number; first_seen_at: Date; last_seen_at: Date }>(
      'select * from quarantine',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ times: 3 });
    expect(rows[0]?.last_seen_at.getTime()).toBe((rows[0]?.first_seen_at.getTime() ?? 0) + 60_000);
  });
});
