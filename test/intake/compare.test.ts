import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTime } from '../../src/connectors/sources/reading/times.js';
import type { GoneUnjudged, RawRecord, Source } from '../../src/domain/ports.js';
import type { SubjectKind } from '../../src/domain/records.js';
import {
  type Comparable,
  compareAll,
  dueComparisons,
  forgetComparisons,
} from '../../src/intake/compare/index.js';
import { MAX_LISTED } from '../../src/intake/compare/judge.js';
import { runComparison } from '../../src/intake/compare/run.js';
import { SyncAlreadyRunning } from '../../src/intake/index.js';
import { until } from '../support/poll.js';
import {
  type Bench,
  bench,
  codeOf,
  dossier,
  notice,
  principal,
  type Raw,
  rewind,
  sourceOf,
  unit,
} from './support.js';

/** An hour and a bit before {@link ./support.NOW} is settled; this is not. */
const JUST_NOW = '2024-08-26T09:30:00+07:00';
const EARLIER = '2024-08-23T09:00:00+07:00';
const LATER = '2024-08-23T11:00:00+07:00';

let made: Bench;
beforeEach(async () => {
  made = await bench();
});
afterEach(() => made.drop());

/** A source that is pulled in `pulled` and holds `now`. */
function holding(
  now: readonly (Raw | RawRecord)[],
  {
    kind = 'dossier',
    taken = false,
    unjudged,
  }: { kind?: SubjectKind; taken?: boolean; unjudged?: GoneUnjudged } = {},
): Comparable {
  const source = sourceOf(kind, [now]);
  return {
    ...source,
    decode: (raw, run) => {
      const decoded = source.decode(raw, run);
      const changedAt = readTime(String((raw.raw as Raw)['NgayCapNhat']));
      return decoded.ok || changedAt === undefined ? decoded : { ...decoded, changedAt };
    },
    whole: (run) => ({ pages: source.pull(undefined, run), taken, unjudged: () => unjudged }),
  };
}

const unreadable = (line: number): RawRecord => ({
  raw: `broken ${line}`,
  place: { file: 'a.jsonl', line },
  unreadable: { field: '', code: 'BROKEN_JSON', message: 'x' },
});

const compare = (source: Comparable) => runComparison(made.deps, principal, source);
const pull = (rows: readonly (Raw | RawRecord)[], kind: SubjectKind = 'dossier') => {
  return made.sync(sourceOf(kind, [rows]));
};

interface Told {
  problem: string;
  key: string | null;
  place: string | null;
  unit: string | null;
  times: number;
  closed: boolean;
}
const told = () =>
  made.all<Told>(`select problem, natural_key as key, place, unit, times, closed_at is not null as closed
    from difference order by problem, identity, first_found_at`);
const brief = async () => (await told()).map(({ problem, key }) => `${problem} ${key}`);

/** Everything but what comparing writes down. */
const storeAndLedger = async () => ({
  subjects: await made.all('select * from subject order by id'),
  versions: await made.all('select subject_id, version, content_hash from subject_version order by 1, 2'),
  quarantine: await made.all('select id, state, times from quarantine order by id'),
  cursors: await made.all('select * from source_cursor order by source'),
  runs: await made.all('select * from sync_run order by id'),
  owed: made.owed.length,
});

const KEY = codeOf(1);
const OTHER = codeOf(2);

describe('what is found', () => {
  const stored = dossier();
  const tombstone = (at: string) => ({ MaHoSo: KEY, NgayCapNhat: at, DaXoa: true });
  it.each<[string, { pulled?: Raw[]; now: Raw[]; taken?: boolean; found: string[] }]>([
    ['nothing where all is the same', { now: [stored], found: [] }],
    ['nothing where only the time of change moved', { now: [{ ...stored, NgayCapNhat: LATER }], found: [] }],
    [
      'other content at the same time',
      { now: [{ ...stored, TrichYeuHoSo: 'Khác' }], found: [`CHANGED ${KEY}`] },
    ],
    [
      'other content at an earlier time',
      { now: [{ ...stored, TrichYeuHoSo: 'Cũ', NgayCapNhat: EARLIER }], found: [`CHANGED ${KEY}`] },
    ],
    [
      'content that was a version before, at the same time',
      {
        pulled: [{ ...stored, TrichYeuHoSo: 'Trước' }, stored],
        now: [{ ...stored, TrichYeuHoSo: 'Trước' }],
        found: [`CHANGED ${KEY}`],
      },
    ],
    [
      'a change that came with a new time and was never read',
      { now: [{ ...stored, TrichYeuHoSo: 'Mới', NgayCapNhat: LATER }], found: [`MISSED ${KEY}`] },
    ],
    [
      'nothing of a change that is on its way',
      { now: [{ ...stored, TrichYeuHoSo: 'Mới', NgayCapNhat: JUST_NOW }], found: [] },
    ],
    [
      'the same in a file that was taken',
      {
        now: [{ ...stored, TrichYeuHoSo: 'Mới', NgayCapNhat: JUST_NOW }],
        taken: true,
        found: [`MISSED ${KEY}`],
      },
    ],
    ['a record that went away', { now: [], found: [`GONE ${KEY}`] }],
    [
      'a record that the store lacks',
      { now: [stored, dossier({ MaHoSo: OTHER })], found: [`MISSED ${OTHER}`] },
    ],
    [
      'nothing of a new record',
      { now: [stored, dossier({ MaHoSo: OTHER, NgayCapNhat: JUST_NOW })], found: [] },
    ],
    [
      'a tombstone without a newer time',
      { now: [tombstone('2024-08-23T10:00:00+07:00')], found: [`CHANGED ${KEY}`] },
    ],
    ['a tombstone that was never read', { now: [tombstone(LATER)], found: [`MISSED ${KEY}`] }],
    [
      'nothing of a tombstone that is known',
      { pulled: [stored, tombstone(LATER)], now: [tombstone(LATER)], found: [] },
    ],
    [
      'nothing of a known tombstone that went away',
      { pulled: [stored, tombstone(LATER)], now: [], found: [] },
    ],
    [
      'a deletion that was taken back quietly',
      { pulled: [stored, tombstone(LATER)], now: [stored], found: [`CHANGED ${KEY}`] },
    ],
    [
      'nothing of a tombstone of what was never there',
      { now: [stored, { ...tombstone(EARLIER), MaHoSo: OTHER }], found: [] },
    ],
    [
      'a record that became a bad one',
      { now: [{ ...stored, TrangThaiHoSo: 77 }], found: [`CHANGED ${KEY}`] },
    ],
    [
      'a bad record that never came to quarantine',
      { now: [stored, dossier({ MaHoSo: OTHER, TrangThaiHoSo: 77 })], found: [`MISSED ${OTHER}`] },
    ],
    [
      'nothing of a bad record that is on its way',
      { now: [stored, dossier({ MaHoSo: OTHER, TrangThaiHoSo: 77, NgayCapNhat: JUST_NOW })], found: [] },
    ],
    [
      'nothing of one that stands in quarantine',
      {
        pulled: [stored, dossier({ MaHoSo: OTHER, TrangThaiHoSo: 77 })],
        now: [stored, dossier({ MaHoSo: OTHER, TrangThaiHoSo: 77 })],
        found: [],
      },
    ],
    [
      'nothing of one that waits for its unit',
      {
        pulled: [stored, dossier({ MaHoSo: OTHER, DonVi: 'H56.14.9' })],
        now: [stored, dossier({ MaHoSo: OTHER, DonVi: 'H56.14.9' })],
        found: [],
      },
    ],
    [
      'of several rows of a key the newest counts',
      { now: [{ ...stored, TrichYeuHoSo: 'Cũ', NgayCapNhat: EARLIER }, stored], found: [] },
    ],
    [
      'and in whatever order they come',
      { now: [stored, { ...stored, TrichYeuHoSo: 'Cũ', NgayCapNhat: EARLIER }], found: [] },
    ],
    ['of several of one time any', { now: [{ ...stored, TrichYeuHoSo: 'Kép' }, stored], found: [] }],
  ])('%s', async (_name, { pulled = [stored], now, taken = false, found }) => {
    await pull(pulled);
    const before = await storeAndLedger();
    const outcome = await compare(holding(now, { taken }));
    expect(outcome).toMatchObject({ state: 'DONE', read: now.length, closed: 0 });
    expect(await brief()).toEqual(found);
    const count = (problem: string) => found.filter((one) => one.startsWith(problem)).length;
    expect(outcome).toMatchObject({
      changed: count('CHANGED'),
      gone: count('GONE'),
      missed: count('MISSED'),
    });
    expect(await storeAndLedger()).toEqual(before);
  });

  it('of every kind, with the unit whose it is', async () => {
    await pull([dossier()]);
    await pull([notice()], 'notice');
    await compare(holding([dossier({ TrichYeuHoSo: 'Khác' }), dossier({ MaHoSo: OTHER, DonVi: 'H56.14' })]));
    await compare(holding([], { kind: 'notice' }));
    await compare(
      holding([unit({ Ten: 'Khác' }), unit({ Ma: 'H56.14', Ten: 'UBND huyện Mẫu', Cap: 'HUYEN' })], {
        kind: 'unit',
      }),
    );
    expect((await told()).map(({ problem, key, unit: whose }) => [problem, key, whose])).toEqual([
      ['CHANGED', KEY, 'H56.14.3'],
      ['CHANGED', 'H56.14.3', null],
      ['GONE', 'T-1', 'H56.14'],
      ['MISSED', OTHER, 'H56.14'],
    ]);
  });

  it('nothing of what another origin brought', async () => {
    await pull([dossier()]);
    await made.database.query("update subject set origin = 'api:desk' where kind = 'dossier'");
    expect(await compare(holding([]))).toMatchObject({ gone: 0 });
    expect(await compare(holding([dossier()]))).toMatchObject({ missed: 1 });
    await rewind(made);
    await pull([dossier()]);
    expect(await compare(holding([dossier()]))).toMatchObject({ missed: 0, closed: 1 });
  });

  it('nothing that was written while the source was read', async () => {
    await pull([dossier(), dossier({ MaHoSo: OTHER })]);
    const source = holding([dossier({ TrichYeuHoSo: 'Khác' })]);
    const outcome = await compare({
      ...source,
      whole: (run) => {
        const reading = source.whole(run);
        return {
          ...reading,
          unjudged: () => {
            made.clock.advance(1_000);
            return undefined;
          },
          pages: (async function* () {
            yield* reading.pages;
            await made.database.query(
              "update subject set read_at = read_at + interval '1 second' where natural_key = $1",
              [KEY],
            );
          })(),
        };
      },
    });
    expect(outcome).toMatchObject({ state: 'DONE', changed: 0, gone: 1 });
  });

  it('rows without a key, once each, and then nothing about what is gone', async () => {
    await pull([dossier(), unreadable(3)]);
    const outcome = await compare(holding([unreadable(3), unreadable(9), unreadable(9)]));
    expect(outcome).toMatchObject({ goneUnjudged: 'KEYLESS_ROWS', gone: 0, missed: 1 });
    expect(await told()).toMatchObject([{ problem: 'MISSED', key: null, place: 'a.jsonl, dòng (line) 9' }]);
    expect(await made.all("select 1 from difference where identity !~ '^#[0-9a-f]{64}$'")).toEqual([]);
  });

  it.each<GoneUnjudged>(['NOTHING_TAKEN', 'ONLY_CHANGES', 'LIST_MOVED', 'ROWS_UNREACHED'])(
    'nothing about what is gone when %s, and that is said',
    async (unjudged) => {
      await pull([dossier()]);
      expect(await compare(holding([], { unjudged }))).toMatchObject({
        state: 'DONE',
        gone: 0,
        goneUnjudged: unjudged,
      });
      expect(await made.one('select gone_unjudged from comparison')).toEqual({ gone_unjudged: unjudged });
    },
  );

  it('no more than so many at once are listed, all are counted, and those listed stay', async () => {
    const rows = Array.from({ length: MAX_LISTED + 5 }, (_, index) =>
      dossier({ MaHoSo: `H56.14-240823-${100_000 + index}` }),
    );
    await pull([dossier()]);
    for (let times = 1; times <= 2; times += 1) {
      expect(await compare(holding([dossier(), ...rows]))).toMatchObject({
        missed: MAX_LISTED + 5,
        closed: 0,
      });
      expect(await made.all('select times, count(*)::integer as n from difference group by times')).toEqual([
        { times, n: MAX_LISTED },
      ]);
    }
  }, 60_000);
});

describe('a difference', () => {
  const changed = dossier({ TrichYeuHoSo: 'Khác' });

  it('found again counts, right again is closed with the time, and wrong once more is a new one', async () => {
    await pull([dossier()]);
    await compare(holding([changed]));
    made.clock.advance(86_400_000);
    expect(await compare(holding([changed]))).toMatchObject({ changed: 1, closed: 0 });
    expect(await told()).toMatchObject([{ times: 2, closed: false }]);
    made.clock.advance(86_400_000);
    expect(await compare(holding([dossier()]))).toMatchObject({ changed: 0, closed: 1 });
    expect(await made.one('select closed_at from difference')).toEqual({
      closed_at: new Date(made.clock.now()),
    });
    expect(await compare(holding([changed]))).toMatchObject({ changed: 1, closed: 0 });
    expect(await told()).toMatchObject([
      { times: 2, closed: true },
      { times: 1, closed: false },
    ]);
  });

  it.each<[string, Raw[], { unjudged?: GoneUnjudged }, string[]]>([
    ['came back', [dossier(), dossier({ MaHoSo: OTHER })], {}, []],
    ['came back among others, of files with changes only', [dossier()], { unjudged: 'ONLY_CHANGES' }, []],
    ['did not come, of files with changes only', [], { unjudged: 'ONLY_CHANGES' }, [`GONE ${KEY}`]],
    ['did not come, of a list that moved', [], { unjudged: 'LIST_MOVED' }, [`GONE ${KEY}`]],
  ])('of a record that went away and %s', async (_name, now, options, open) => {
    await pull([dossier(), dossier({ MaHoSo: OTHER })]);
    await compare(holding([dossier({ MaHoSo: OTHER })]));
    await compare(holding(now, options));
    const found = (await told()).filter(({ closed, key }) => !closed && key === KEY);
    expect(found.map(({ problem, key }) => `${problem} ${key}`)).toEqual(open);
  });

  it('of a file with changes only stays until the record comes again or intake has looked at it', async () => {
    await pull([dossier()]);
    const earlier = dossier({ TrichYeuHoSo: 'Cũ', NgayCapNhat: EARLIER });
    await compare(holding([earlier], { taken: true, unjudged: 'ONLY_CHANGES' }));
    await compare(holding([dossier({ MaHoSo: OTHER })], { taken: true, unjudged: 'ONLY_CHANGES' }));
    expect(await told()).toMatchObject([{ problem: 'CHANGED', closed: false }, { problem: 'MISSED' }]);
    made.clock.advance(1_000);
    await rewind(made);
    await pull([dossier({ TrichYeuHoSo: 'Mới', NgayCapNhat: LATER })]);
    await compare(holding([], { taken: true, unjudged: 'ONLY_CHANGES' }));
    expect(await told()).toMatchObject([
      { problem: 'CHANGED', closed: true },
      { problem: 'MISSED', closed: false },
    ]);
  });

  it('that was closed is forgotten after its days, an open one never', async () => {
    await pull([dossier(), dossier({ MaHoSo: OTHER })]);
    await compare(holding([changed]));
    await compare(holding([dossier()]));
    await made.database.query(
      "update difference set closed_at = closed_at - interval '10 years' where closed_at is not null",
    );
    await made.database.query(
      "update comparison set started_at = '2010-01-01' where id = (select id from comparison limit 1)",
    );
    expect(await forgetComparisons(made.database, principal, 4_000, 10)).toBe(1);
    expect(await forgetComparisons(made.database, principal, 4_000, 10)).toBe(0);
    expect(await brief()).toEqual([`GONE ${OTHER}`]);
    expect(await made.all('select 1 from comparison')).toHaveLength(1);
  });
});

describe('a comparison', () => {
  /** Reading stands still after the first page until it is let go. */
  function held(rows: Raw[]) {
    let go: () => void = () => undefined;
    let signal: AbortSignal | undefined;
    let reached = false;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const source = holding(rows);
    const waiting: Comparable = {
      ...source,
      whole: (run) => ({
        ...source.whole(run),
        pages: (async function* () {
          yield* source.pull(undefined, run);
          signal = run.signal;
          reached = true;
          await gate;
          run.signal.throwIfAborted();
        })(),
      }),
    };
    return {
      source: waiting,
      go: () => go(),
      reached: () => until(() => reached),
      stopped: () => until(() => signal?.aborted),
    };
  }

  it('never runs beside a sync of the same source, nor twice, and one waits for the other', async () => {
    const { source, go, reached } = held([dossier()]);
    const running = compare(source);
    await reached();
    await expect(made.sync(sourceOf('dossier', [[dossier()]]))).rejects.toThrow(SyncAlreadyRunning);
    await expect(compare(holding([]))).rejects.toThrow(SyncAlreadyRunning);
    const impatient = await compareAll(made.deps, principal, [holding([])], { patience: 3_000 });
    expect(impatient).toEqual([{ source: 'one-stop', state: 'ALREADY_RUNNING' }]);
    let looks = 0;
    const deps = {
      ...made.deps,
      wait: async () => {
        looks += 1;
        go();
        await running;
      },
    };
    expect(await compareAll(deps, principal, [holding([])], { patience: 10_000 })).toMatchObject([
      { state: 'DONE' },
    ]);
    expect(looks).toBe(1);
  });

  it('that is stopped has found nothing and closed nothing', async () => {
    await pull([dossier(), dossier({ MaHoSo: OTHER })]);
    await compare(holding([dossier()]));
    const before = await told();
    const stop = new AbortController();
    const { source, go, reached } = held([dossier({ TrichYeuHoSo: 'Khác' })]);
    const running = runComparison(made.deps, principal, source, { signal: stop.signal });
    await reached();
    stop.abort();
    go();
    expect(await running).toMatchObject({ state: 'ABANDONED', read: 0, changed: 0 });
    expect(await told()).toEqual(before);
    expect(await made.all("select 1 from pg_class where relname = 'source_row'")).toEqual([]);
  });

  it('that died is taken for abandoned by the next, which begins anew', async () => {
    await pull([dossier()]);
    await made.database.query(
      "insert into comparison (id, source, started_at, state) values (gen_random_uuid(), 'one-stop', '2024-08-25', 'RUNNING')",
    );
    expect(await compare(holding([]))).toMatchObject({ state: 'DONE', gone: 1 });
    expect(await made.all('select state, gone from comparison order by started_at')).toEqual([
      { state: 'ABANDONED', gone: 0 },
      { state: 'DONE', gone: 1 },
    ]);
  });

  it('that loses its lock is begun anew; what it staged is gone', async () => {
    await pull([dossier()]);
    const first = held([]);
    let readings = 0;
    const source: Comparable = {
      ...first.source,
      whole: (run) => {
        readings += 1;
        return readings === 1 ? first.source.whole(run) : holding([dossier()]).whole(run);
      },
    };
    const running = compare(source);
    await first.reached();
    await made.database.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 7310
        and database = (select oid from pg_database where datname = current_database())`,
    );
    await first.stopped();
    first.go();
    expect(await running).toMatchObject({ state: 'DONE', gone: 0 });
    expect(readings).toBe(2);
    expect(await made.all('select state from comparison order by started_at, id')).toMatchObject([
      { state: 'ABANDONED' },
      { state: 'DONE' },
    ]);
  });

  it('of a source that cannot be read says why, and finds nothing', async () => {
    await pull([dossier()]);
    const broken: Comparable = {
      ...holding([]),
      whole: () => ({
        pages: { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new RangeError('hỏng')) }) },
        taken: false,
        unjudged: () => undefined,
      }),
    };
    const error = 'RangeError: hỏng';
    expect(await compare(broken)).toMatchObject({ state: 'FAILED', error });
    expect(await made.one('select state, error from comparison')).toEqual({ state: 'FAILED', error });
    expect(await told()).toEqual([]);
  });

  it('is due once a day, of sources that can be read whole', async () => {
    const named = (name: string, more: Partial<Source> = {}): Source => ({ ...holding([]), name, ...more });
    const { whole: _, ...never } = named('national-catalogue');
    const sources = [named('one-stop'), named('notices'), named('off', { configured: false }), never];
    const due = async () =>
      (await dueComparisons(made.database, sources, made.clock.now(), 3_600_000)).map(({ name }) => name);
    expect(await due()).toEqual(['one-stop', 'notices']);
    await compare(holding([]));
    expect(await due()).toEqual(['notices']);
    made.clock.advance(3_600_001);
    expect(await due()).toEqual(['one-stop', 'notices']);
  });
});
