import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { factsOf } from '../../src/domain/kinds/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { type IntakeDeps, runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

/** Who an award without an identity number is whose: two of one name in one unit cannot be told apart, and one unit has many spellings. */
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
  await store.database.query('truncate commendation, subject_version, quarantine, source_cursor cascade');
  await store.database.query("delete from subject where kind = 'commendation'");
});
afterAll(() => store?.drop());

const { SoDinhDanh: _, ...nameless } = KIND_SAMPLES.commendation.raw(1, 'H56.14.3');
const award = (change: RawForm = {}): RawForm => ({ ...nameless, ...change });

async function take(...records: RawForm[]): Promise<[stored: number, quarantined: number]> {
  await store.database.query('delete from source_cursor');
  const source = sourceWith('commendation', records);
  const { stored, quarantined } = await runSync(deps, systemPrincipal('test'), source);
  return [stored, quarantined];
}

async function refusals(): Promise<string[]> {
  const { rows } = await store.database.query<{ problems: { field: string; code: string }[] }>(
    'select problems from quarantine',
  );
  return rows.flatMap(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`));
}

test('two of one name in one unit and decision are both refused, unless their numbers tell them apart', async () => {
  const other = { NoiCongTac: 'Trường Tiểu học Cao Ngọc' };
  expect(await take(award(), award(other))).toEqual([0, 2]);
  expect(await refusals()).toEqual(['TenNguoiNhan SAME_NAME', 'TenNguoiNhan SAME_NAME']);
  const numbered = { ...other, SoDinhDanh: '038090000124' };
  expect(await take(award({ SoDinhDanh: '038090000123' }), award(numbered))).toEqual([2, 0]);
});

test('a namesake who comes later is refused, a later telling of the same award is not', async () => {
  expect(await take(award())).toEqual([1, 0]);
  expect(await take(award({ NoiCongTac: 'Trạm Y tế' }))).toEqual([0, 1]);
  expect(await take(award({ TrangThai: 'THU_HOI', NgayThuHoi: '2025-08-15', LyDo: 'Khai sai' }))).toEqual([
    1, 0,
  ]);
  const later = { NgayCapNhat: '2025-09-01T08:00:00+07:00', NoiCongTac: 'Trạm Y tế' };
  expect(await take(award(later))).toEqual([1, 0]);
});

test('two equal rows of one file are two people or a mistake; the same row read twice is neither', () => {
  const source = sourceWith('commendation', []);
  const decoded = source.decode({ raw: award(), place: {} }, { now: deps.clock.now() });
  if (!decoded.ok) throw new TypeError('refused');
  const { record } = decoded;
  const twins = factsOf('commendation')?.twins;
  expect(twins?.(record, record, false)).toBeUndefined();
  expect(twins?.(record, record, true)).toMatchObject({ code: 'SAME_NAME' });
});

test('a unit in a key is the table’s own, in that of the proposal too', async () => {
  expect(await take(award({ DonVi: '000-03-14-H56' }))).toEqual([1, 0]);
  expect(await take(award())).toEqual([0, 0]);
  const { rows } = await store.database.query('select code, proposal_code from commendation');
  const key = '2025-08-01|H56.14.3/NGUYỄN VĂN 1|GIAY_KHEN';
  expect(rows).toEqual([
    {
      code: `1/QĐ-UBND-H56.14.3|${key}`,
      proposal_code: `TT|1/TTR-VHXH|${key.replace('2025-08-01', '2025-07-10')}`,
    },
  ]);
  const gone = { DonVi: '000.03.14.H56', DaXoa: true, NgayCapNhat: '2025-09-01T08:00:00+07:00' };
  expect(await take(award(gone))).toEqual([1, 0]);
});
