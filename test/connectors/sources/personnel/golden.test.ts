import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { personnel } from '../../../../src/connectors/sources/personnel/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = '2025-09-21T01:00:00.000Z';
const source = personnel.create(
  { [personnel.address]: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
type Raw = { [key: string]: Json };
const decode = (raw: Json) => source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });
const [whole = {}, bare = {}, gone = {}] = readFileSync(
  new URL('golden/officials.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Raw);

/** `field CODE` of each problem. */
function problems(change: Raw): string[] {
  const decoded = decode({ ...whole, ...change });
  return decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`);
}

test('a file with everything: posts and steps in their order, dates as far as they are known', () => {
  expect(decode(whole)).toEqual({
    ok: true,
    record: {
      kind: 'official',
      code: 'H56.14/CC-0012',
      officialCode: 'CC-0012',
      managingUnit: 'H56.14',
      unit: 'H56.14.3',
      fullName: 'Bùi Thị Hòa',
      otherName: 'Hòa',
      birthDate: '1980-05',
      gender: 'FEMALE',
      personalId: '038180001234',
      birthPlace: 'Bệnh viện huyện, Ngọc Lặc',
      homeTown: 'Ngọc Lặc, Thanh Hóa',
      address: 'Thôn Mẫu, Ngọc Lặc',
      mobile: '0100123456',
      officePhone: '0237 3871 001',
      officeEmail: 'hoabt@example.vn',
      ethnicity: 'Mường',
      religion: 'Không',
      generalEducation: '12/12',
      degree: 'Đại học Luật',
      politicalTheory: 'Trung cấp',
      stateManagement: 'Chuyên viên',
      languages: 'B1',
      computing: 'Cơ bản',
      partyJoined: '2006-03',
      partyOfficial: '2007-03-19',
      officialKind: 'CIVIL_SERVANT',
      salaryScheme: 'RANK',
      state: 'ACTIVE',
      health: 'Tốt',
      bloodGroup: 'O',
      discipline: 'Khiển trách 2019',
      posts: [
        { unit: 'H56.14.4', title: 'Chuyên viên', kind: 'MAIN', from: '2004', to: '2025-07-01' },
        {
          unit: 'H56.14.3',
          title: 'Phó Chủ tịch',
          kind: 'MAIN',
          from: '2025-07-01',
          decisionNumber: '12/QĐ-UBND',
          duty: 'Văn xã',
        },
        { unit: 'H56.14', title: 'Ủy viên Ban Chỉ đạo', kind: 'SECOND', from: '2025-09' },
      ],
      salary: [
        { rankCode: '01.003', step: '4/9', coefficient: '3.33', from: '2019' },
        {
          rankCode: '01.003',
          rankName: 'Chuyên viên',
          step: '5/9',
          coefficient: '3.66',
          from: '2022-01-01',
          decisionNumber: '5/QĐ',
        },
      ],
      changedAt: '2025-08-20T01:00:00.000Z',
    },
  });
});

test('a row a person, with the present post and step only', () => {
  expect(decode(bare)).toEqual({
    ok: true,
    record: {
      kind: 'official',
      code: '000.00.14.H56/VC-7',
      officialCode: 'VC-7',
      managingUnit: '000.00.14.H56',
      unit: 'H56.14.5',
      fullName: 'Lê Văn Sơn',
      birthDate: '1980',
      gender: 'MALE',
      personalId: '038080001234',
      officialKind: 'PUBLIC_EMPLOYEE',
      state: 'RETIRED',
      posts: [{ unit: 'H56.14.5', title: 'Giáo viên', kind: 'MAIN', from: '2003' }],
      salary: [{ rankCode: 'V.07.04.32', step: '9/9', coefficient: '4.98', from: '2018-10' }],
      present: ['posts', 'salary'],
      changedAt: '2025-08-20T01:00:00.000Z',
    },
  });
});

test('ranks and steps as they are written: small letters, beyond the last step, none but a number', () => {
  const written = { MaNgach: '15a.204', BacLuong: '9/9 VK 6%', DienBienLuong: [], HuongTu: '2022' };
  expect(problems(written)).toEqual([]);
  for (const BacLuong of ['3', 'VK 8%', '9/9 + VK6%']) expect(problems({ ...written, BacLuong })).toEqual([]);
  expect(problems({ ...written, BacLuong: 'mười' })).toEqual(['BacLuong BAD_CODE']);
  // 3/9, once a spreadsheet had it.
  expect(problems({ ...written, BacLuong: '2025-09-03' })).toEqual(['BacLuong DATE_LIKE']);
  expect(problems({ DienBienLuong: [{ MaNgach: 'CV 13', HuongTu: '1995' }] })).toEqual([]);
});

test('a tombstone', () => {
  expect(decode(gone)).toEqual({
    ok: true,
    record: {
      kind: 'official',
      code: 'H56.14/CC-0012',
      changedAt: '2025-08-21T01:00:00.000Z',
      deleted: true,
    },
  });
});

test('the present post and step beside lists that do not have them yet, and once only where they do', () => {
  const ended = [{ DonVi: 'H56.14.4', ChucVu: 'Chuyên viên', TuNgay: '2004', DenNgay: '2025-07-01' }];
  const row = {
    ChucVu: 'Phó Chủ tịch',
    TuNgay: '07/2025',
    BacLuong: '6/9',
    HeSoLuong: 3.99,
    HuongTu: '2025',
  };
  const read = (posts: Json) => {
    const decoded = decode({ ...whole, ...row, QuaTrinhCongTac: posts });
    if (!decoded.ok || decoded.record.kind !== 'official') throw new TypeError('refused');
    const { posts: held, salary, present } = decoded.record;
    return { posts: held.map(({ from }) => from), steps: salary.map(({ step }) => step), present };
  };
  const steps = ['4/9', '5/9', '6/9'];
  expect(read(ended)).toEqual({ posts: ['2004', '2025-07'], steps, present: undefined });
  expect(read(whole['QuaTrinhCongTac'] ?? [])).toEqual({
    posts: ['2004', '2025-07-01', '2025-09'],
    steps,
    present: undefined,
  });
});

test('by the codes of gender that the source was told', () => {
  const told = personnel.create(
    { [personnel.address]: 'file:///nowhere', SOURCE_PERSONNEL_GENDER_CODES: 'civil-status' },
    { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
  );
  const genderOf = (GioiTinh: Json) => {
    const decoded = told.decode({ raw: { ...whole, GioiTinh }, place: {} }, { now: Date.parse(NOW) });
    return decoded.ok ? (decoded.record as { gender: string }).gender : decoded.problems[0]?.code;
  };
  expect([2, 1, 3, 'Nữ', 0, null].map(genderOf)).toEqual([
    ...['FEMALE', 'MALE', 'UNDETERMINED', 'FEMALE'],
    ...['NOT_IN_LIST', 'MISSING'],
  ]);
  expect(told.told).toBe('civil-status');
  const parameter = personnel.variables.find(({ name }) => name === 'SOURCE_PERSONNEL_GENDER_CODES');
  expect(parameter?.expected?.('0/1')).toBe('one of civil-status, judicial, words');
});

const post = (Loai: string | null, TuNgay: string, DenNgay?: string): Raw => ({
  ...{ DonVi: 'H56.14.3', ChucVu: 'Chuyên viên', Loai, TuNgay },
  ...(DenNgay === undefined ? {} : { DenNgay }),
});

/** Somebody born then, of whom nothing else has a day. */
const child = (NgaySinh: string): Raw => ({
  ...{ NgaySinh, NgayVaoDang: null, NgayVaoDangChinhThuc: null, QuaTrinhCongTac: [], DienBienLuong: [] },
});

describe('refused', () => {
  it.each<[string, Raw, string[]]>([
    ['no number', { SoHieu: '' }, ['SoHieu MISSING']],
    ['the identity number for it', { SoHieu: '038180001234' }, ['SoHieu IS_IDENTITY']],
    ['an identity card for it', { SoHieu: '171234567' }, ['SoHieu IS_IDENTITY']],
    ['an identity number that lost its zero', { SoHieu: 38_180_001_234 }, ['SoHieu IS_IDENTITY']],
    ['an identity number without its zero', { SoDinhDanh: 38_180_001_234 }, ['SoDinhDanh BAD_IDENTITY']],
    ['an identity card of 9 digits', { SoDinhDanh: '171234567' }, ['SoDinhDanh BAD_IDENTITY']],
    ['a year of two digits', { NgaySinh: '19/05/80' }, ['NgaySinh TWO_DIGIT_YEAR']],
    ['31/02', { NgaySinh: '31/02/1980' }, ['NgaySinh BAD_DATE']],
    [
      'born in the future',
      { NgaySinh: '2026' },
      [
        'NgaySinh IN_FUTURE',
        'NgayVaoDang WRONG_ORDER',
        'QuaTrinhCongTac[0].TuNgay WRONG_ORDER',
        'QuaTrinhCongTac[1].TuNgay WRONG_ORDER',
        'QuaTrinhCongTac[2].TuNgay WRONG_ORDER',
        'DienBienLuong[0].HuongTu WRONG_ORDER',
        'DienBienLuong[1].HuongTu WRONG_ORDER',
      ],
    ],
    [
      'a year of birth that a spreadsheet made of two digits',
      child('22/09/2010'),
      ['NgaySinh IMPOSSIBLE_AGE'],
    ],
    ['somebody of 101 who serves', { NgaySinh: '1924-09-20' }, ['NgaySinh IMPOSSIBLE_AGE']],
    ['2 for a woman, as civil status has it', { GioiTinh: 2 }, ['GioiTinh NOT_IN_LIST']],
    ['a name in TCVN3', { HoTen: 'Bïi ThÞ Hoµ' }, ['HoTen WRONG_ENCODING']],
    ['a kind of no list', { LoaiCanBo: 'CHUYEN_GIA' }, ['LoaiCanBo NOT_IN_LIST']],
    ['a state of no list', { TrangThai: 'MAT_TICH' }, ['TrangThai NOT_IN_LIST']],
    ['full member before admission', { NgayVaoDangChinhThuc: '2005' }, ['NgayVaoDangChinhThuc WRONG_ORDER']],
    ['a rank of no shape', { MaNgach: '1003' }, ['MaNgach BAD_CODE']],
    ['a coefficient of 0', { HeSoLuong: 0 }, ['HeSoLuong BAD_NUMBER']],
    ['a coefficient of three decimals', { HeSoLuong: 2.345 }, ['HeSoLuong BAD_NUMBER']],
    ['a post without its beginning', { QuaTrinhCongTac: [], ChucVu: 'Chuyên viên' }, ['TuNgay MISSING']],
    [
      'a post that ends before it begins',
      { QuaTrinhCongTac: [post('CHINH', '2020', '2019-12')] },
      ['QuaTrinhCongTac[0].DenNgay WRONG_ORDER'],
    ],
    [
      'two main posts at once',
      { QuaTrinhCongTac: [post('CHINH', '2020'), post(null, '2024-05')] },
      ['QuaTrinhCongTac TWO_MAIN_POSTS'],
    ],
    [
      'a main post inside another',
      { QuaTrinhCongTac: [post('CHINH', '2010', '2020'), post('CHINH', '2012', '2014')] },
      ['QuaTrinhCongTac TWO_MAIN_POSTS'],
    ],
    [
      'a present post that the list does not have, beside one that goes on',
      { ChucVu: 'Chánh Văn phòng', TuNgay: '09/2025' },
      ['QuaTrinhCongTac TWO_MAIN_POSTS'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });
});

test.each([{}, { DaXoa: true }])('no key and no message has an identity number in it (%j)', (more) => {
  const refused = decode({ ...whole, SoHieu: '038180001234', ...more });
  expect(refused).toMatchObject({ ok: false, problems: [{ field: 'SoHieu', code: 'IS_IDENTITY' }] });
  expect(refused).not.toHaveProperty('key');
  expect(JSON.stringify(refused)).not.toContain('038180001234');
});

describe('taken', () => {
  it.each<[string, Raw]>([
    [
      'a second post beside the main one',
      { QuaTrinhCongTac: [post('CHINH', '2020'), post('KIEM_NHIEM', '2024')] },
    ],
    [
      'a main post that ends on the day of the next',
      { QuaTrinhCongTac: [post('CHINH', '2020', '01/07/2025'), post('CHINH', '01/07/2025')] },
    ],
    [
      'main posts that may have followed one another',
      { QuaTrinhCongTac: [post('CHINH', '2010', '2020'), post('CHINH', '2020')] },
    ],
    ['somebody of 15 today', child('21/09/2010')],
    ['somebody born in the year of those who are 15', child('2010')],
    ['somebody of 101 who retired', { NgaySinh: '1924', TrangThai: 'NGHI_HUU' }],
    ['a post begun in the year of birth, whichever came first', { NgaySinh: '2004-12' }],
  ])('%s', (_what, change) => {
    expect(problems(change).filter((each) => !each.startsWith('NgayVaoDang'))).toEqual([]);
  });
});
