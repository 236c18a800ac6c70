import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GoneUnjudged, RawRecord } from '../../../src/domain/ports.js';
import { MAX_LISTED } from '../../../src/intake/compare/judge.js';
import { dossier, notice, type Raw, rewind, unit } from '../support.js';
import { type CompareBench, compareBench, EARLIER, holding, JUST_NOW, KEY, LATER, OTHER } from './support.js';

let made: CompareBench;
beforeEach(async () => {
  made = await compareBench();
});
afterEach(() => made.drop());

const unreadable = (line: number): RawRecord => ({
  raw: `broken ${line}`,
  place: { file: 'a.jsonl', line },
  unreadable: { field: '', code: 'BROKEN_JSON', message: 'x' },
});

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
    await made.pull(pulled);
    const before = await made.untouched();
    const outcome = await made.compare(holding(now, { taken }));
    expect(outcome).toMatchObject({
      state: 'DONE',
      read: new Set(now.map(({ MaHoSo }) => MaHoSo)).size,
      closed: 0,
    });
    expect(await made.brief()).toEqual(found);
    const count = (problem: string) => found.filter((one) => one.startsWith(problem)).length;
    expect(outcome).toMatchObject({
      changed: count('CHANGED'),
      gone: count('GONE'),
      missed: count('MISSED'),
    });
    expect(await made.untouched()).toEqual(before);
  });

  it('of every kind, with the unit whose it is', async () => {
    await made.pull([dossier()]);
    await made.pull([notice()], 'notice');
    await made.compare(
      holding([dossier({ TrichYeuHoSo: 'Khác' }), dossier({ MaHoSo: OTHER, DonVi: 'H56.14' })]),
    );
    await made.compare(holding([], { kind: 'notice' }));
    await made.compare(
      holding([unit({ Ten: 'Khác' }), unit({ Ma: 'H56.14', Ten: 'UBND huyện Mẫu', Cap: 'HUYEN' })], {
        kind: 'unit',
      }),
    );
    expect((await made.told()).map(({ problem, key, unit: whose }) => [problem, key, whose])).toEqual([
      ['CHANGED', KEY, 'H56.14.3'],
      ['CHANGED', 'H56.14.3', null],
      ['GONE', 'T-1', 'H56.14'],
      ['MISSED', OTHER, 'H56.14'],
    ]);
  });

  it('nothing of what another origin brought', async () => {
    await made.pull([dossier()]);
    await made.database.query("update subject set origin = 'api:desk' where kind = 'dossier'");
    expect(await made.compare(holding([]))).toMatchObject({ gone: 0 });
    expect(await made.compare(holding([dossier()]))).toMatchObject({ missed: 1 });
    await rewind(made);
    await made.pull([dossier()]);
    expect(await made.compare(holding([dossier()]))).toMatchObject({ missed: 0, closed: 1 });
  });

  it('nothing that was written while the source was read', async () => {
    await made.pull([dossier(), dossier({ MaHoSo: OTHER })]);
    const source = holding([dossier({ TrichYeuHoSo: 'Khác' })]);
    const outcome = await made.compare({
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
    await made.pull([dossier(), unreadable(3)]);
    const outcome = await made.compare(holding([unreadable(3), unreadable(9), unreadable(9)]));
    expect(outcome).toMatchObject({ goneUnjudged: 'KEYLESS_ROWS', gone: 0, missed: 1 });
    expect(await made.told()).toMatchObject([
      { problem: 'MISSED', key: null, place: 'a.jsonl, dòng (line) 9' },
    ]);
    expect(await made.all("select 1 from difference where identity !~ '^#[0-9a-f]{64}$'")).toEqual([]);
  });

  it.each<GoneUnjudged>(['NOTHING_TAKEN', 'ONLY_CHANGES', 'LIST_MOVED', 'ROWS_UNREACHED'])(
    'nothing about what is gone when %s, and that is said',
    async (unjudged) => {
      await made.pull([dossier()]);
      expect(await made.compare(holding([], { unjudged }))).toMatchObject({
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
    await made.pull([dossier()]);
    for (let times = 1; times <= 2; times += 1) {
      expect(await made.compare(holding([dossier(), ...rows]))).toMatchObject({
        missed: MAX_LISTED + 5,
        closed: 0,
      });
      expect(await made.all('select times, count(*)::integer as n from difference group by times')).toEqual([
        { times, n: MAX_LISTED },
      ]);
    }
  }, 240_000);
});
