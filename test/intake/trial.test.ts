import { afterEach, describe, expect, it } from 'vitest';
import type { Source } from '../../src/domain/ports.js';
import { syncAll, trySync } from '../../src/intake/index.js';
import { withSourceLock } from '../../src/intake/lock.js';
import { Overlay } from '../../src/intake/trial/overlay.js';
import {
  type Bench,
  bench,
  codeOf,
  dossier,
  NOW,
  notice,
  principal,
  procedure,
  type Raw,
  rewind,
  sourceOf,
  unit,
} from './support.js';

let made: Bench;
afterEach(() => made.drop());

/** Every row of every table, as text. */
async function everything({ all }: Bench): Promise<Record<string, unknown>> {
  const tables = await all<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = 'public' order by 1`,
  );
  const content: Record<string, unknown> = {};
  for (const { name } of tables) content[name] = await all(`select t::text from "${name}" t order by 1`);
  return content;
}

interface Counted {
  source: string;
  read: number;
  stored: number;
  unchanged: number;
  stale: number;
  quarantined: number;
}
function countsOf(turns: readonly object[]): Counted[] {
  return (turns as Counted[]).map(({ source, read, stored, unchanged, stale, quarantined }) => {
    return { source, read, stored, unchanged, stale, quarantined };
  });
}

/** A trial, which changes nothing, and then the run itself: both say the same. */
async function bothSay(sources: readonly Source[]): Promise<Counted[]> {
  const before = await everything(made);
  const trial = await trySync(made.deps, principal, sources);
  expect(await everything(made)).toEqual(before);
  const run = countsOf(await syncAll(made.deps, principal, sources));
  expect(countsOf(trial)).toEqual(run);
  return run;
}

const later = (days: number, change: Raw = {}) =>
  dossier({
    NgayCapNhat: new Date(Date.parse('2024-08-23T10:00:00+07:00') + days * 86_400_000).toISOString(),
    ...change,
  });

describe('a trial', () => {
  it('says what a first pull of everything would come to, dossiers of units that come with it included', async () => {
    made = await bench({ empty: true });
    const counts = await bothSay([
      sourceOf('dossier', [
        [dossier(), dossier({ MaHoSo: codeOf(2), DonVi: '000.00.03.H56' })],
        [dossier({ MaHoSo: codeOf(3), DonVi: 'H56.14.9' }), dossier({ MaHoSo: codeOf(4), ChuHoSo: '' })],
      ]),
      sourceOf('notice', [[notice()]]),
      sourceOf('procedure', [[procedure(), procedure({ TenTTHC: '' })]]),
      sourceOf('unit', [
        [
          unit({ Ma: 'H56.14', Ten: 'UBND huyện Mẫu', Cap: 'HUYEN' }),
          unit({ MaKhac: ['000.00.03.H56'] }),
          unit({ MaKhac: ['000.00.03.H56'] }),
        ],
      ]),
    ]);
    expect(counts).toEqual([
      { source: 'units', read: 3, stored: 2, unchanged: 1, stale: 0, quarantined: 0 },
      { source: 'procedures', read: 2, stored: 1, unchanged: 0, stale: 0, quarantined: 1 },
      { source: 'one-stop', read: 4, stored: 2, unchanged: 0, stale: 0, quarantined: 2 },
      { source: 'notices', read: 1, stored: 1, unchanged: 0, stale: 0, quarantined: 0 },
    ]);
  });

  it('follows a key through one pull: equal, older, back to what it was, deleted, an impossible step, and 10 after 8', async () => {
    made = await bench();
    const stopped = { TrangThaiHoSo: 8 };
    const returned = { TrangThaiHoSo: 10, NgayTra: '2024-08-25T08:00:00+07:00' };
    const counts = await bothSay([
      sourceOf('dossier', [
        [dossier(), dossier(), later(-2, { TrichYeuHoSo: 'Cũ' })],
        [dossier({ TrichYeuHoSo: 'Khác' }), dossier()],
        [later(1, stopped)],
        // 10 without its time of finish is only taken after 7 or 8.
        [later(2, returned), later(2, { ...returned, TrichYeuHoSo: 'Trả lại' })],
        [later(2.1, { TrangThaiHoSo: 2 }), { MaHoSo: codeOf(1), NgayCapNhat: NOW, DaXoa: '1' }],
        [
          { MaHoSo: codeOf(1), NgayCapNhat: NOW, DaXoa: '1' },
          { MaHoSo: codeOf(7), NgayCapNhat: NOW, DaXoa: 1 },
        ],
        [dossier({ MaHoSo: codeOf(2), ...returned, NgayCapNhat: NOW })],
      ]),
    ]);
    expect(counts).toEqual([
      { source: 'one-stop', read: 13, stored: 6, unchanged: 4, stale: 1, quarantined: 2 },
    ]);
  });

  it('goes on from what the store has, and from where the last run ended', async () => {
    made = await bench();
    await made.sync(
      sourceOf('dossier', [
        [dossier(), later(0, { MaHoSo: codeOf(2), TrangThaiHoSo: 9, NgayKetThucXuLy: '2024-08-24' })],
      ]),
    );
    const pages = [
      [dossier()],
      [
        dossier(),
        later(1),
        later(0.5),
        later(1, { MaHoSo: codeOf(2), TrangThaiHoSo: 2 }),
        { MaHoSo: codeOf(2), NgayCapNhat: NOW, DaXoa: '1' },
      ],
    ];
    const counts = await bothSay([sourceOf('dossier', pages)]);
    expect(counts[0]?.read).toBe(5);
    await rewind(made);
    expect((await bothSay([sourceOf('dossier', pages)]))[0]?.read).toBe(6);
    // Another source's keys.
    expect(await bothSay([sourceOf('dossier', [[later(2)]], 'other')])).toMatchObject([{ quarantined: 1 }]);
  });

  it('takes up first what would be taken up: a record that waited for its unit is stored only once', async () => {
    made = await bench({ empty: true });
    await made.sync(sourceOf('dossier', [[dossier()]]));
    await made.sync(sourceOf('procedure', [[procedure()]]));
    const counts = await bothSay([
      sourceOf('unit', [[unit()]]),
      sourceOf('dossier', [[], [dossier(), later(1)]]),
    ]);
    expect(counts.at(-1)).toMatchObject({ read: 2, unchanged: 2, stored: 0 });
  });

  it('says why records would be refused, how many, and where the first one stands', async () => {
    made = await bench();
    const wrong = { ThoiDiem: 'hôm qua', TrangThai: 2, NguoiXuLy: 'A' };
    const [turn] = await trySync(made.deps, principal, [
      sourceOf('dossier', [
        [
          dossier(),
          dossier({ MaHoSo: codeOf(2), QuaTrinh: [wrong, wrong] }),
          dossier({ MaHoSo: codeOf(3), QuaTrinh: [wrong], DonVi: 'H56.14.99' }),
        ],
      ]),
    ]);
    expect(turn).toMatchObject({ state: 'DONE', read: 3, stored: 1, quarantined: 2 });
    expect(turn?.reasons).toMatchObject([
      { code: 'BAD_DATE', field: 'QuaTrinh[].ThoiDiem', records: 2, first: { line: 2, record: codeOf(2) } },
      { code: 'UNKNOWN_UNIT', field: 'DonVi', records: 1, first: { line: 3, record: codeOf(3) } },
    ]);
  });

  it('stands back from a source that is being synchronised', async () => {
    made = await bench();
    const source = sourceOf('dossier', [[dossier()]]);
    const turns = await withSourceLock(made.database, source.name, () =>
      trySync(made.deps, principal, [source]),
    );
    expect(turns).toMatchObject([{ state: 'ALREADY_RUNNING', read: 0 }]);
    const turn = await trySync(made.deps, principal, [source]);
    expect(turn).toMatchObject([{ state: 'DONE', read: 1 }]);
  });

  it('could not write if it wanted to', async () => {
    made = await bench();
    const client = await made.database.pool.connect();
    await Overlay.open(client, made.sealer);
    await expect(client.query('delete from subject')).rejects.toMatchObject({ code: '25006' });
    client.release(true);
  });
});
