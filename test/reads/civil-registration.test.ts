import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
const keys = { masked: '', personal: '', sensitive: '', commune: '', viewer: '' };

const CHILD = '038225000123';
const MOTHER = '038195000123';
const act = (LoaiSo: string, So: string, Nguoi: RawForm[], change: RawForm = {}): RawForm => ({
  ...{ NoiDangKy: 'H56.14.3', LoaiSo, QuyenSo: '01/2025', So, NgayDangKy: '20/08/2025', LoaiDangKy: '1' },
  ...{ Nguoi, NgayCapNhat: '2025-08-20T08:00:00+07:00', ...change },
});
const person = (VaiTro: string, HoTen: string, SoDinhDanh: string | null = null): RawForm => ({
  ...{ VaiTro, HoTen, SoDinhDanh, NgaySinh: '2000' },
});
const BIRTH = act(
  'KHAI_SINH',
  '1',
  [
    { ...person('CON', 'Quách Văn Con', CHILD), NgaySinh: '01/08/2025', DanToc: 'Mường' },
    person('ME', 'Bùi Thị Mẹ', MOTHER),
  ],
  { LoaiKhaiSinh: '3', NgayDangKy: '08/2025' },
);
const DEATH = act('KHAI_TU', '1', [person('NGUOI_CHET', 'Lê Văn Mất', '038100000001')], {
  ...{ NgayChet: '19/08/2025', NguyenNhanChet: 'Bệnh', NoiDangKy: 'H56.14.4' },
});

/** What became of each of these, one page. */
async function take(...records: RawForm[]): Promise<Record<string, number>> {
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = {
    ...{ database, sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
  await database.query('delete from source_cursor');
  const { stored, stale, quarantined } = await runSync(
    deps,
    systemPrincipal('test'),
    sourceWith('civil-registration', records),
  );
  return { stored, stale, quarantined };
}

/** The open problems of what is refused, which are cleared away. */
async function refused(): Promise<string[]> {
  const { rows } = await store.database.query<{ problems: { field: string; code: string }[] }>(
    "with gone as (delete from quarantine where source = 'civil-status' returning problems, id) select problems from gone order by id",
  );
  return rows.flatMap(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`));
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const stored = await take(
    BIRTH,
    DEATH,
    act('NHAN_CHA_ME_CON', '1', [
      person('CON', 'Quách Văn Con', CHILD),
      person('CHA_ME', 'Quách Văn Cha', '038090000777'),
    ]),
    act('KET_HON', '5', [
      person('CHONG', 'Quách Văn Cha', '038090000777'),
      person('VO', 'Bùi Thị Mẹ', MOTHER),
    ]),
    act('TINH_TRANG_HON_NHAN', '9', [person('BAN_THAN', 'Bùi Thị Mẹ', MOTHER)], {
      ...{ NgayDangKy: '2024', TrangThai: 'THU_HOI', NgayThuHoi: '01/2025', LyDoThuHoi: 'Trùng' },
    }),
  );
  expect(stored).toEqual({ stored: 5, stale: 0, quarantined: 0 });
  gateway = await startGateway(store);
  keys.masked = await gateway.key({ role: 'officer' });
  keys.personal = await gateway.key({ role: 'officer', scopes: ['personal'] });
  keys.sensitive = await gateway.key({ role: 'officer', scopes: ['sensitive'] });
  keys.commune = await gateway.key({ role: 'officer', unit: 'H56.14.4', scopes: ['sensitive'] });
  keys.viewer = await gateway.key({ role: 'viewer', scopes: ['sensitive'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function found(args: string, key: keyof typeof keys): Promise<string[] | string> {
  const { data, errors } = await gateway.ask(
    `{ civilRecords${args} { edges { node { code } } totalCount } }`,
    { key: keys[key] },
  );
  if (errors) return String(errors[0]?.extensions?.['code']);
  const list = data?.['civilRecords'] as { edges: { node: { code: string } }[]; totalCount: number };
  expect(list.totalCount).toBe(list.edges.length);
  return list.edges.map(({ node }) => node.code.replace('H56.14.', ''));
}

test.each<[string, keyof typeof keys, string[] | string]>([
  ['', 'masked', ['3/CMC/1-2025/1', '3/HN/1-2025/9', '3/KH/1-2025/5', '3/KS/1-2025/1', '4/KT/1-2025/1']],
  ['', 'commune', ['4/KT/1-2025/1']],
  ['', 'viewer', 'FORBIDDEN'],
  ['(acts: [BIRTH, DEATH], orderBy: CODE_DESC)', 'masked', ['4/KT/1-2025/1', '3/KS/1-2025/1']],
  ['(states: [REVOKED])', 'masked', ['3/HN/1-2025/9']],
  ['(registeredTo: "2024")', 'masked', ['3/HN/1-2025/9']],
  ['(registeredFrom: "2025-08-21", orderBy: REGISTERED_ASC)', 'masked', ['3/KS/1-2025/1']],
  ['(unit: "H56.14.4")', 'masked', ['4/KT/1-2025/1']],
  ['(search: "KT 1-2025")', 'masked', ['4/KT/1-2025/1']],
  // Names answer only to who may see them, and parents and recognitions only to who sees what is sensitive.
  ['(search: "le van mat")', 'masked', []],
  ['(search: "le van mat")', 'personal', ['4/KT/1-2025/1']],
  ['(search: "bùi thị mẹ")', 'personal', ['3/HN/1-2025/9', '3/KH/1-2025/5']],
  ['(search: "bùi thị mẹ")', 'sensitive', ['3/HN/1-2025/9', '3/KH/1-2025/5', '3/KS/1-2025/1']],
  [`(personalId: "${CHILD}")`, 'personal', 'BAD_USER_INPUT'],
  [`(personalId: "${CHILD}", purpose: "kiểm tra")`, 'masked', 'FORBIDDEN'],
  [`(personalId: "${CHILD}", purpose: "kiểm tra")`, 'personal', ['3/KS/1-2025/1']],
  [`(personalId: "${CHILD}", purpose: "kiểm tra")`, 'sensitive', ['3/CMC/1-2025/1', '3/KS/1-2025/1']],
])('civilRecords%s for %s', async (args, key, expected) => {
  expect(await found(args, key)).toEqual(expected);
});

/** One registration as this key sees it. */
async function one(code: string, fields: string, key: keyof typeof keys, asOf = ''): Promise<unknown> {
  const { data, errors } = await gateway.ask(`{ civilRecord(code: "H56.14.${code}"${asOf}) { ${fields} } }`, {
    key: keys[key],
  });
  expect(errors).toBeUndefined();
  return data?.['civilRecord'];
}

test.each(['', ', asOf: "2100-01-01T00:00:00Z"'])('who is shown what of a birth%s', async (asOf) => {
  const fields = 'birthKind persons { role name birthDate personalId ethnicity }';
  const child = { role: 'CHILD', ethnicity: '***' };
  expect(await one('3/KS/1-2025/1', fields, 'masked', asOf)).toEqual({
    birthKind: '***',
    persons: [{ ...child, name: 'Quách V*** C***', birthDate: '****-**-**', personalId: '0382******23' }],
  });
  const shown = { ...child, name: 'Quách Văn Con', birthDate: '2025-08-01', personalId: CHILD };
  expect(await one('3/KS/1-2025/1', fields, 'personal', asOf)).toEqual({
    birthKind: '***',
    persons: [shown],
  });
  expect(await one('3/KS/1-2025/1', fields, 'sensitive', asOf)).toEqual({
    birthKind: 'FATHER_UNKNOWN',
    persons: [
      { ...shown, ethnicity: 'Mường' },
      { role: 'MOTHER', name: 'Bùi Thị Mẹ', birthDate: '2000', personalId: MOTHER, ethnicity: null },
    ],
  });
});

test('a recognition is sensitive as a whole; a cause of death by itself', async () => {
  const fields = 'persons { role name }';
  expect(await one('3/CMC/1-2025/1', fields, 'personal')).toEqual({
    persons: [
      { role: 'CHILD', name: 'Quách V*** C***' },
      { role: 'PARENT', name: 'Quách V*** C***' },
    ],
  });
  expect(await one('4/KT/1-2025/1', 'diedOn deathCause', 'personal')).toEqual({
    ...{ diedOn: '2025-08-19', deathCause: '***' },
  });
  expect(await one('4/KT/1-2025/1', 'diedOn deathCause', 'sensitive')).toEqual({
    ...{ diedOn: '2025-08-19', deathCause: 'Bệnh' },
  });
});

test('further registrations of one person, and none that tell of a parent', async () => {
  const fields = 'persons { role registrations { code } }';
  const of = (role: string, ...codes: string[]) => ({
    role,
    registrations: codes.map((code) => ({ code: `H56.14.3/${code}` })),
  });
  expect(await one('3/KH/1-2025/5', fields, 'personal')).toEqual({
    persons: [of('HUSBAND'), of('WIFE', 'HN/1-2025/9')],
  });
  expect(await one('3/KH/1-2025/5', fields, 'sensitive')).toEqual({
    persons: [of('HUSBAND', 'CMC/1-2025/1'), of('WIFE', 'HN/1-2025/9')],
  });
});

test('counts are for every key and tell of nobody', async () => {
  const counts = async (args: string, key: string) => {
    const { data, errors } = await gateway.ask(
      `{ civilStatusCounts${args} { unitCode act year month registered revoked } }`,
      { key },
    );
    expect(errors).toBeUndefined();
    const list = data?.['civilStatusCounts'] as Record<string, unknown>[] | undefined;
    return list?.map((count) => Object.values(count).join(' '));
  };
  expect(await counts('(years: [2024, 2025])', keys.viewer)).toEqual([
    ...['H56.14.3 BIRTH 2025 8 1 0', 'H56.14.3 MARITAL_STATUS 2024  0 1', 'H56.14.3 MARRIAGE 2025 8 1 0'],
    // Of one child in a month an officer is told, who may read it.
    ...['H56.14.3 RECOGNITION 2025  1 0', 'H56.14.4 DEATH 2025 8 1 0'],
  ]);
  expect(await counts('(years: [2025], acts: [RECOGNITION])', keys.masked)).toEqual([
    'H56.14.3 RECOGNITION 2025 8 1 0',
  ]);
  expect(await counts('(years: [2025], acts: [BIRTH, DEATH], unit: "H56.14.4")', keys.viewer)).toEqual([
    'H56.14.4 DEATH 2025 8 1 0',
  ]);
  expect(await counts('', keys.viewer)).toEqual([]);
  const own = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
  expect(await counts('(years: [2025])', own)).toEqual(['H56.14.4 DEATH 2025 8 1 0']);
});

test('an extract and a correction lead to what they are of and back, and those of a recognition are as sensitive', async () => {
  const of = (LoaiSo: string, So = '1') => ({ NoiDangKy: 'H56.14.3', LoaiSo, QuyenSo: '1/2025', So });
  const stored = await take(
    act('TRICH_LUC', '20', [], { DangKyGoc: of('KHAI_TU'), LoaiDangKy: '' }),
    act('TRICH_LUC', '21', [person('CON', 'Quách Văn Con', CHILD)], { DangKyGoc: of('KHAI_SINH') }),
    act('TRICH_LUC', '22', [person('CON', 'Quách Văn Con', CHILD)], { DangKyGoc: of('NHAN_CHA_ME_CON') }),
    act('THAY_DOI_CAI_CHINH', '23', [person('BAN_THAN', 'Quách Văn Con', CHILD)], {
      ...{ DangKyGoc: of('KHAI_SINH'), LoaiThayDoi: 'BO_SUNG', NoiDungThayDoi: 'Họ tên cha' },
    }),
    act('GHI_CHU_LY_HON', '24', [person('CHONG', 'Lê Văn Xa'), person('VO', 'Bùi Thị Xa')], {
      ...{ SoDangKyNuocNgoai: 'F-1', CoQuanNuocNgoai: 'Tòa án', QuocGiaNuocNgoai: 'Lào' },
    }),
  );
  expect(stored).toEqual({ stored: 5, stale: 0, quarantined: 0 });
  const fields = 'extracts { code } corrections { changeKind change } fromAbroad';
  expect(await one('3/KS/1-2025/1', fields, 'personal')).toEqual({
    extracts: [{ code: 'H56.14.3/TL/1-2025/21' }],
    corrections: [{ changeKind: 'SUPPLEMENT', change: '***' }],
    fromAbroad: false,
  });
  const back = 'originalCode original { code } persons { name }';
  // The registration that it is of is not known here.
  expect(await one('3/TL/1-2025/20', back, 'personal')).toEqual({
    ...{ originalCode: 'H56.14.3/KT/1-2025/1', original: null, persons: [] },
  });
  expect(await one('3/TL/1-2025/21', back, 'personal')).toMatchObject({
    ...{ original: { code: 'H56.14.3/KS/1-2025/1' }, persons: [{ name: 'Quách Văn Con' }] },
  });
  expect(await one('3/TL/1-2025/22', back, 'personal')).toMatchObject({
    persons: [{ name: 'Quách V*** C***' }],
  });
  const abroad = 'fromAbroad foreignNumber foreignAuthority foreignCountry';
  expect(await one('3/LH/1-2025/24', abroad, 'masked')).toEqual({
    ...{ fromAbroad: true, foreignNumber: '***', foreignAuthority: '***', foreignCountry: '***' },
  });
  expect(await one('3/LH/1-2025/24', abroad, 'personal', ', asOf: "2100-01-01T00:00:00Z"')).toEqual({
    ...{ fromAbroad: true, foreignNumber: 'F-1', foreignAuthority: 'Tòa án', foreignCountry: 'Lào' },
  });
  expect(await found('(fromAbroad: true)', 'masked')).toEqual(['3/LH/1-2025/24']);
  expect(await found('(changeKinds: [SUPPLEMENT], fromAbroad: false)', 'masked')).toEqual(['3/CC/1-2025/23']);
  expect(await found(`(personalId: "${CHILD}", purpose: "kiểm tra", acts: [EXTRACT])`, 'personal')).toEqual([
    '3/TL/1-2025/21',
  ]);
});

describe('a number in a register', () => {
  const other = act('KHAI_SINH', '001', [person('CON', 'Lê Thị Khác', '038325000999')], {
    ...{ QuyenSo: '1/2025', NgayCapNhat: '2025-08-21T08:00:00+07:00' },
  });
  const later = (raw: RawForm, day: number, change: RawForm): RawForm => ({
    ...{ ...raw, NgayCapNhat: `2025-09-0${day}T08:00:00+07:00`, ...change },
  });

  test('is not given twice, however its zeros are written', async () => {
    expect(await take(other)).toMatchObject({ stored: 0, quarantined: 1 });
    expect(await refused()).toEqual(['So NUMBER_TAKEN']);
    // Told later of what was changed before: it is no older version.
    const early = { ...other, NgayCapNhat: '2025-01-01T08:00:00+07:00' };
    expect(await take(early)).toMatchObject({ stored: 0, stale: 0, quarantined: 1 });
    expect(await refused()).toEqual(['So NUMBER_TAKEN']);
    // A namesake with another number and another birth day.
    const namesake = [{ ...person('CON', 'Quách Văn Cơn', '038225000456'), NgaySinh: '05/08/2025' }];
    expect(await take(later(BIRTH, 1, { Nguoi: namesake }))).toMatchObject({ quarantined: 1 });
    expect(await refused()).toEqual(['So NUMBER_TAKEN']);
    expect(await take(later(BIRTH, 1, { NgayDangKy: '21/09/2025' }))).toMatchObject({ quarantined: 1 });
    expect(await refused()).toEqual(['So NUMBER_TAKEN']);
  });

  test('stands for its registration through corrections, of which each is a version', async () => {
    const NUMBER = act('KHAI_SINH', '2', [person('CON', 'Lê Thị Tên', '038325000555')]);
    const named = later(NUMBER, 1, {
      GhiChu: 'Đổi tên',
      Nguoi: [person('CON', 'Lê Thị Mới', '038325000555')],
    });
    expect(await take(NUMBER, named)).toMatchObject({ stored: 2 });
    const { data } = await gateway.ask(
      `{ civilRecord(code: "H56.14.3/KS/1-2025/2") { state note versionCount persons { name } } }`,
      { key: keys.sensitive },
    );
    expect(data?.['civilRecord']).toEqual({
      ...{ state: 'AMENDED', note: 'Đổi tên', versionCount: 2, persons: [{ name: 'Lê Thị Mới' }] },
    });
  });

  test('is never given again once it was revoked, and an older record of it is only late', async () => {
    const NUMBER = act('KHAI_SINH', '3', [person('CON', 'Lê Thị Hủy', '038325000666')]);
    const revoked = later(NUMBER, 1, { TrangThai: 'THU_HOI', NgayThuHoi: '01/09/2025' });
    expect(await take(NUMBER, revoked, NUMBER)).toMatchObject({ stored: 2, stale: 1 });
    expect(await take(later(NUMBER, 2, {}))).toMatchObject({ quarantined: 1 });
    expect(await refused()).toEqual(['So NUMBER_REVOKED']);
    const another = { Nguoi: [person('CON', 'Lê Thị Khác', '038325000999')] };
    expect(await take(later(revoked, 3, another))).toMatchObject({ quarantined: 1 });
    expect(await refused()).toEqual(['So NUMBER_TAKEN']);
  });

  test('that was amended never stands as if it was not, unless its record was deleted', async () => {
    const NUMBER = act('KHAI_SINH', '6', [person('CON', 'Lê Thị Sửa', '038325000888')]);
    expect(await take(NUMBER, later(NUMBER, 1, { GhiChu: 'Cải chính' }))).toMatchObject({ stored: 2 });
    expect(await take(later(NUMBER, 2, { TrangThai: 'DANG_KY' }))).toMatchObject({ quarantined: 1 });
    expect(await refused()).toEqual(['TrangThai GOES_BACK']);
    expect(await take(later(NUMBER, 3, { DaXoa: true }), later(NUMBER, 4, {}))).toMatchObject({ stored: 2 });
  });

  test('that was amended stays so, with its note, where a newer record tells neither', async () => {
    const NUMBER = act('KHAI_SINH', '7', [person('CON', 'Lê Thị Giữ', '038325000889')]);
    expect(await take(NUMBER, later(NUMBER, 1, { GhiChu: 'Cải chính' }))).toMatchObject({ stored: 2 });
    const child = { ...person('CON', 'Lê Thị Giữ', '038325000889'), NoiSinh: 'Trạm y tế xã' };
    const corrected = later(NUMBER, 2, { Nguoi: [child] });
    expect(await take(corrected)).toMatchObject({ stored: 1 });
    expect(await take(corrected)).toEqual({ stored: 0, stale: 0, quarantined: 0 });
    const { data } = await gateway.ask(
      `{ civilRecord(code: "H56.14.3/KS/1-2025/7") { state note persons { birthPlace } } }`,
      { key: keys.sensitive },
    );
    expect(data?.['civilRecord']).toEqual({
      ...{ state: 'AMENDED', note: 'Cải chính', persons: [{ birthPlace: 'Trạm y tế xã' }] },
    });
  });

  test('stays taken when its record is gone', async () => {
    const NUMBER = act('KHAI_SINH', '4', [person('CON', 'Lê Thị Xóa', '038325000777')]);
    expect(await take(NUMBER, later(NUMBER, 1, { DaXoa: true }))).toMatchObject({ stored: 2 });
    const another = { Nguoi: [person('CON', 'Lê Thị Khác', '038325000999')] };
    expect(await take(later(NUMBER, 2, another))).toMatchObject({ quarantined: 1 });
    expect(await refused()).toEqual(['So NUMBER_TAKEN']);
  });
});
