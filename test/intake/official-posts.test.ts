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

test('the second agency is refused with the reason', async () => {
  expect(await take(of('H56.14.3'))).toEqual([1, 0]);
  expect(await take(of('H56.14.4'))).toEqual([0, 1]);
  const { rows } = await store.database.query<{ problems: { field: string; code: string }[] }>(
    'select problems from quarantine',
  );
  expect(rows[0]?.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'QuaTrinhCongTac TWO_MAIN_POSTS',
  ]);
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
