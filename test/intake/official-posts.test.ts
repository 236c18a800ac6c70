import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { type IntakeDeps, runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

/** An officer in main posts of two units at once, told by two agencies: whoever came second is refused, until the first lets go. */
const PERSON = '038090000777';
let store: TestDatabase;
let deps: IntakeDeps;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await store.database.query("insert into unit_alias (alias, code) values ('000.03.14.H56', 'H56.14.3')");
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  deps = {
    ...{ database: store.database, sealer: store.sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
});
beforeEach(async () => {
  await store.database.query(
    `truncate official, official_post, official_salary, subject_version, quarantine, source_cursor cascade`,
  );
  await store.database.query("delete from subject where kind = 'official'");
});
afterAll(() => store?.drop());

const of = (unit: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.official.raw(1, unit),
  SoDinhDanh: PERSON,
  ...change,
});
const later = { NgayCapNhat: '2025-09-01T08:00:00+07:00' };

async function take(...records: RawForm[]): Promise<[stored: number, quarantined: number]> {
  await store.database.query('delete from source_cursor');
  const { stored, quarantined } = await runSync(
    deps,
    systemPrincipal('test'),
    sourceWith('official', records),
  );
  return [stored, quarantined];
}

/** `field CODE` of all that is refused. */
async function refusals(): Promise<string[]> {
  const { rows } = await store.database.query<{ problems: { field: string; code: string }[] }>(
    'select problems from quarantine order by id',
  );
  return rows.flatMap(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`));
}

/** Of the only file: its unit, and each post as unit, beginning, end. */
async function posts(): Promise<string[]> {
  const { rows } = await store.database.query<{ post: string }>(
    `select concat_ws(' ', p.unit, p.from_date, p.to_date) as post from official o
      join official_post p on p.official_id = o.subject_id order by p.position`,
  );
  return rows.map(({ post }) => post);
}

const { QuaTrinhCongTac: _, ...bare } = KIND_SAMPLES.official.raw(1, 'H56.14.4');
/** A row a person, as lists have it. */
const rowOf = (unit: string, change: RawForm = {}): RawForm => ({
  ...bare,
  ...{ SoDinhDanh: PERSON, CoQuanQuanLy: unit, DonViCongTac: unit },
  ...change,
});

test('the second agency is refused with the reason', async () => {
  expect(await take(of('H56.14.3'))).toEqual([1, 0]);
  expect(await take(of('H56.14.4'))).toEqual([0, 1]);
  expect(await refusals()).toEqual(['QuaTrinhCongTac TWO_MAIN_POSTS']);
});

test('a contract whose end lies ahead is held, and so is the post of a list without posts', async () => {
  const contract = { DonVi: 'H56.14.3', ChucVu: 'Nhân viên', TuNgay: '2025', DenNgay: '30/06/2026' };
  expect(await take(of('H56.14.3', { QuaTrinhCongTac: [contract] }))).toEqual([1, 0]);
  expect(await take(of('H56.14.4'), rowOf('H56.900'))).toEqual([0, 2]);
  expect(await refusals()).toEqual(['QuaTrinhCongTac TWO_MAIN_POSTS', 'QuaTrinhCongTac TWO_MAIN_POSTS']);
});

test('a list without posts holds its person in its unit, until the state says otherwise', async () => {
  expect(await take(rowOf('H56.14.3'))).toEqual([1, 0]);
  expect(await take(of('H56.14.4'))).toEqual([0, 1]);
  const left = rowOf('H56.14.3', { ...later, TrangThai: 'CHUYEN_CONG_TAC' });
  expect(await take(left, of('H56.14.4'))).toEqual([2, 0]);
});

test('units of posts and of keys are the table’s own, however they are spelled', async () => {
  const old = '000-03-14-H56';
  const first = { DonVi: old, ChucVu: 'Chuyên viên', TuNgay: '2020' };
  const spelled = of('H56.14.3', { CoQuanQuanLy: old, QuaTrinhCongTac: [first] });
  expect(await take(spelled, of('H56.14.4'))).toEqual([1, 1]);
  expect(await refusals()).toEqual(['QuaTrinhCongTac TWO_MAIN_POSTS']);
  expect(await posts()).toEqual(['H56.14.3 2020']);
  // The same file in the other spelling says nothing new; then it is deleted in the first.
  expect(await take(of('H56.14.3', { ...later, QuaTrinhCongTac: [first] }))).toEqual([0, 0]);
  const gone = { ...spelled, DaXoa: true, NgayCapNhat: '2025-09-02T08:00:00+07:00' };
  expect(await take(gone)).toEqual([1, 0]);
  const { rows } = await store.database.query(
    "select natural_key, deleted_at is not null as gone from subject where kind = 'official'",
  );
  expect(rows).toEqual([{ natural_key: 'H56.14.3/CB-H56.14.3-1', gone: true }]);
});

test('the unit of the main post that was held on the day of the file is the unit', async () => {
  const contract = { DonVi: 'H56.14.4', ChucVu: 'Nhân viên', TuNgay: '2025', DenNgay: '30/06/2026' };
  expect(await take(of('H56.14.3', { QuaTrinhCongTac: [contract] }))).toEqual([0, 1]);
  expect(await refusals()).toEqual(['DonViCongTac UNIT_DIFFERS']);
});

test('a post that goes on is in a unit that is known; one that has ended may be anywhere', async () => {
  const [before, now] = [
    { DonVi: 'H57.99', ChucVu: 'Chuyên viên', TuNgay: '2010', DenNgay: '2020' },
    { DonVi: 'H56.14.3', ChucVu: 'Chuyên viên', TuNgay: '2020' },
  ];
  const second = { DonVi: 'H56.14.99', ChucVu: 'Ủy viên', Loai: 'KIEM_NHIEM', TuNgay: '2025-08' };
  expect(await take(of('H56.14.3', { QuaTrinhCongTac: [before, now] }))).toEqual([1, 0]);
  expect(await take(of('H56.14.3', { ...later, QuaTrinhCongTac: [before, now, second] }))).toEqual([0, 1]);
  expect(await refusals()).toEqual(['QuaTrinhCongTac.DonVi UNKNOWN_UNIT']);
});

test('who moves in a list that has a row a person keeps the post before, closed', async () => {
  const row = { CoQuanQuanLy: 'H56.14', ChucVu: 'Chuyên viên', TuNgay: '2010' };
  expect(await take(rowOf('H56.14.3', row))).toEqual([1, 0]);
  const moved = rowOf('H56.14.4', { ...row, ...later, TuNgay: '01/07/2025' });
  expect(await take(moved)).toEqual([1, 0]);
  expect(await posts()).toEqual(['H56.14.3 2010 2025-07-01', 'H56.14.4 2025-07-01']);
  expect(await take(moved)).toEqual([0, 0]);
});

test('an older row is stale, whether the newer one said something new or the same', async () => {
  const at = (month: string) => ({ NgayCapNhat: `2025-${month}-01T08:00:00+07:00` });
  const row = (unit: string, TuNgay: string, month: string) =>
    rowOf(unit, { CoQuanQuanLy: 'H56.14', ChucVu: 'Chuyên viên', TuNgay, ...at(month) });
  expect(await take(row('H56.14.3', '2010', '07'))).toEqual([1, 0]);
  expect(await take(row('H56.14.3', '2010', '11'))).toEqual([0, 0]);
  expect(await take(row('H56.14.4', '2025-08', '10'))).toEqual([0, 0]);
  expect(await posts()).toEqual(['H56.14.3 2010']);
  expect(await take(row('H56.14.4', '2025-08', '12'))).toEqual([1, 0]);
  expect(await take(row('H56.900', '2025-09', '11'))).toEqual([0, 0]);
  expect(await posts()).toEqual(['H56.14.3 2010 2025-08', 'H56.14.4 2025-08']);
});

test('a retired official does not serve again, unless the file is told anew', async () => {
  expect(await take(of('H56.14.3', { TrangThai: 'NGHI_HUU' }))).toEqual([1, 0]);
  expect(await take(of('H56.14.3', later))).toEqual([0, 1]);
  expect(await refusals()).toEqual(['TrangThai ILLEGAL_STEP']);
  const [gone, again] = ['2025-09-02T08:00:00+07:00', '2025-09-03T08:00:00+07:00'];
  expect(await take(of('H56.14.3', { DaXoa: true, NgayCapNhat: gone }))).toEqual([1, 0]);
  expect(await take(of('H56.14.3', { NgayCapNhat: again }))).toEqual([1, 0]);
});

test('in one file the first counts, and the same unit twice is no second post', async () => {
  expect(await take(of('H56.14.3'), of('H56.14.4'), of('H56.14.3', { SoHieu: 'CB-KHAC' }))).toEqual([2, 1]);
});

test.each<[string, RawForm]>([
  [
    'has the post ended',
    {
      QuaTrinhCongTac: [{ DonVi: 'H56.14.3', ChucVu: 'Chuyên viên', TuNgay: '2010', DenNgay: '2025-08-31' }],
    },
  ],
  ['has let the person go', { TrangThai: 'CHUYEN_CONG_TAC' }],
  ['is deleted', { DaXoa: true }],
])('the second is taken once the first %s, in the same file too', async (_what, change) => {
  expect(await take(of('H56.14.3'))).toEqual([1, 0]);
  expect(await take(of('H56.14.3', { ...later, ...change }), of('H56.14.4'))).toEqual([2, 0]);
});

test('another person, and a second post elsewhere, are nobody’s trouble', async () => {
  const second = { DonVi: 'H56.14.4', ChucVu: 'Ủy viên', Loai: 'KIEM_NHIEM', TuNgay: '2025-08' };
  expect(await take(of('H56.14.3'))).toEqual([1, 0]);
  expect(await take(of('H56.14.4', { SoDinhDanh: '038090000778' }))).toEqual([1, 0]);
  expect(await take(of('H56.900', { QuaTrinhCongTac: [second] }))).toEqual([1, 0]);
});
