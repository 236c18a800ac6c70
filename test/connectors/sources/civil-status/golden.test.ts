import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { civilStatus } from '../../../../src/connectors/sources/civil-status/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = '2025-09-21T01:00:00.000Z';
const source = civilStatus.create(
  { [civilStatus.address]: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
type Raw = { [key: string]: Json };
const decode = (raw: Json) => source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });
const [death = {}, bare = {}, gone = {}, extract = {}, change = {}, divorce = {}, wedding = {}] =
  readFileSync(new URL('golden/registrations.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Raw);

/** `field CODE` of each problem. */
function problems(raw: Raw): string[] {
  const decoded = decode(raw);
  return decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`);
}

test('a death with everything', () => {
  expect(decode(death)).toEqual({
    ok: true,
    record: {
      kind: 'civil-registration',
      code: 'H56.14.3/KT/1-2025/12',
      unit: 'H56.14.3',
      act: 'DEATH',
      book: '01/2025',
      number: '012',
      page: '12',
      registeredOn: '2025-08-21',
      registrationType: 'IN_TIME',
      state: 'AMENDED',
      nationalId: '120034',
      signer: 'Người Ký Mẫu',
      signerTitle: 'Chủ tịch',
      performer: 'Lê Thị Tư Pháp',
      note: 'Cải chính giờ chết',
      dossier: 'H56.14-250820-0001',
      diedOn: '2025-08-20',
      diedAt: '05:30',
      deathPlace: 'Thôn Mẫu, Ngọc Lặc',
      deathCause: 'Tuổi già',
      deathPaper: 'WITNESS_STATEMENT',
      deathPaperNumber: '3/VB',
      deathPaperDate: '2025-08-20',
      deathPaperIssuer: 'UBND xã',
      persons: [
        {
          role: 'DECEASED',
          name: 'Bùi Văn Mất',
          gender: 'MALE',
          birthDate: '1940',
          personalId: '038040001234',
          paper: 'CITIZEN_CARD',
          paperNumber: '038040001234',
          ethnicity: 'Mường',
          nationality: 'Việt Nam',
          residence: 'PERMANENT',
          address: 'Thôn Mẫu, Ngọc Lặc',
        },
        {
          role: 'REQUESTER',
          name: 'Bùi Thị Con',
          paper: 'IDENTITY_CARD',
          paperNumber: '171234567',
          relation: 'Con',
        },
      ],
      changedAt: '2025-08-21T02:00:00.000Z',
    },
  });
});

test('a registration of which little is known, and a tombstone under the same number without its zeros', () => {
  expect(decode(bare)).toEqual({
    ok: true,
    record: {
      ...{ kind: 'civil-registration', code: 'H56.14.3/HN/2-2025/3', unit: 'H56.14.3' },
      ...{ act: 'MARITAL_STATUS', book: '02/2025', number: '3', registeredOn: '2025' },
      ...{ registrationType: 'FIRST', state: 'REGISTERED' },
      persons: [{ role: 'PERSON', name: 'Lê Văn Một' }],
      changedAt: '2025-08-21T02:00:00.000Z',
    },
  });
  expect(decode(gone)).toEqual({
    ok: true,
    record: {
      ...{ kind: 'civil-registration', code: 'H56.14.3/KT/1-2025/12', deleted: true },
      changedAt: '2025-08-22T02:00:00.000Z',
    },
  });
});

const SEEN = '2025-08-22T02:00:00.000Z';

test('an extract by another commune, of the registration by the key that this has there', () => {
  expect(decode(extract)).toEqual({
    ok: true,
    record: {
      ...{ kind: 'civil-registration', code: 'H56.14.4/TL/1-2025-TL/123', unit: 'H56.14.4', act: 'EXTRACT' },
      ...{ book: '01/2025-TL', number: '0123', registeredOn: '2025-08-22', registrationType: 'NONE' },
      ...{ state: 'REGISTERED', signer: 'Người Ký Mẫu', signerTitle: 'Phó Chủ tịch' },
      ...{ original: 'H56.14.3/KT/1-2025/12', originalAct: 'DEATH' },
      persons: [
        { role: 'DECEASED', name: 'Bùi Văn Mất', birthDate: '1940' },
        { role: 'REQUESTER', name: 'Bùi Thị Con', relation: 'Con' },
      ],
      changedAt: SEEN,
    },
  });
});

test('a change, of what kind and of which registration of the same place', () => {
  expect(decode(change)).toEqual({
    ok: true,
    record: {
      ...{ kind: 'civil-registration', code: 'H56.14.3/CC/1-2025/7', unit: 'H56.14.3', act: 'CORRECTION' },
      ...{ book: '01/2025', number: '7', registeredOn: '2025-08-21', registrationType: 'NONE' },
      ...{ state: 'REGISTERED', changeKind: 'ETHNICITY', change: 'Từ Kinh sang Mường' },
      ...{ original: 'H56.14.3/KS/2-1998/7', originalAct: 'BIRTH' },
      persons: [{ role: 'PERSON', name: 'Quách Thị Hoa', birthDate: '1998' }],
      changedAt: SEEN,
    },
  });
});

test('a divorce abroad that is noted, and one here by its code in the bulk entry', () => {
  expect(decode(divorce)).toEqual({
    ok: true,
    record: {
      ...{ kind: 'civil-registration', code: 'H56.14.3/LH/1-2025/1', unit: 'H56.14.3' },
      ...{ act: 'FOREIGN_DIVORCE', book: '01/2025', number: '1', registeredOn: '2025-08-20' },
      ...{ registrationType: 'NONE', state: 'REGISTERED', foreignNumber: 'F 12/2024', foreignOn: '2024-05' },
      ...{ foreignAuthority: 'Tòa án gia đình Đài Bắc', foreignCountry: 'Đài Loan' },
      persons: [
        { role: 'HUSBAND', name: 'Chen Ming', nationality: 'Trung Quốc (Đài Loan)' },
        { role: 'WIFE', name: 'Lê Thị Xa', personalId: '038190000321' },
      ],
      changedAt: SEEN,
    },
  });
  expect(decode(wedding)).toMatchObject({
    record: { marriageState: 'DIVORCED', endedOn: '2024', endedBy: 'Bản án 5/2024/HNGĐ-ST' },
  });
});

test.each([
  ['LY_HON', 'DIVORCED'],
  ['2', 'ANNULLED'],
  ['Đã được công nhận việc kết hôn', 'RECOGNISED'],
  ['4', undefined],
])('a marriage of which is told %s is %s', (TinhTrangKetHon, marriageState) => {
  const decoded = decode({ ...wedding, TinhTrangKetHon });
  const record = decoded.ok ? decoded.record : {};
  expect('marriageState' in record ? record.marriageState : undefined).toBe(marriageState);
  expect(decoded.ok).toBe(true);
});

const dead = (change: Raw): Raw => {
  const [person, ...others] = death['Nguoi'] as Raw[];
  return { ...death, Nguoi: [{ ...person, ...change }, ...others] };
};
const of = (LoaiSo: string, ...Nguoi: Raw[]): Raw => ({ ...bare, LoaiSo, Nguoi });
const as = (VaiTro: string): Raw => ({ VaiTro, HoTen: 'Lê Văn Một' });

describe('refused', () => {
  it.each<[string, Raw, string[]]>([
    ['a code that the register does not have', { ...death, LoaiDangKy: '5' }, ['LoaiDangKy NOT_IN_LIST']],
    ['a type of births in marital status', { ...bare, LoaiDangKy: '4' }, ['LoaiDangKy NOT_IN_LIST']],
    ['a female coded 0', dead({ GioiTinh: 0 }), ['Nguoi[0].GioiTinh NOT_IN_LIST']],
    ['a kind of birth', { ...death, LoaiKhaiSinh: '6' }, ['LoaiKhaiSinh NOT_IN_LIST']],
    ['a paper of death', { ...death, LoaiGiayBaoTu: '8' }, ['LoaiGiayBaoTu NOT_IN_LIST']],
    ['a paper of identity', dead({ LoaiGiayTo: '9' }), ['Nguoi[0].LoaiGiayTo NOT_IN_LIST']],
    ['a kind of residence', dead({ LoaiCuTru: '3' }), ['Nguoi[0].LoaiCuTru NOT_IN_LIST']],
    ['31 February', { ...death, NgayChet: '31/02/2025' }, ['NgayChet BAD_DATE']],
    ['a year of two digits', dead({ NgaySinh: '40' }), ['Nguoi[0].NgaySinh TWO_DIGIT_YEAR']],
    ['a lost zero in a card', dead({ SoGiayTo: 38_040_001_234 }), ['Nguoi[0].SoGiayTo BAD_IDENTITY']],
    ['a lost zero', dead({ SoDinhDanh: 38_040_001_234 }), ['Nguoi[0].SoDinhDanh BAD_IDENTITY']],
    ['two numbers of one', dead({ SoDinhDanh: '038040009999' }), ['Nguoi[0].SoGiayTo IDENTITY_DIFFERS']],
    ['an identity number as a number', { ...death, So: '038040001234' }, ['So IS_IDENTITY']],
    ['a book that became a date', { ...death, QuyenSo: '2025-01-01' }, ['QuyenSo DATE_LIKE']],
    ['a death before the birth', { ...death, NgayChet: '1939' }, ['NgayChet WRONG_ORDER']],
    ['registered before it', { ...death, NgayDangKy: '19/08/2025' }, ['NgayDangKy WRONG_ORDER']],
    ['registered tomorrow', { ...death, NgayDangKy: '23/09/2025' }, ['NgayDangKy IN_FUTURE']],
    ['a death without its day', { ...death, NgayChet: '' }, ['NgayChet MISSING']],
    ['nobody who died', { ...death, Nguoi: [] }, ['Nguoi MISSING']],
    ['a wedding of one', of('KET_HON', as('CHONG')), ['Nguoi MISSING']],
    [
      'a wife in a death',
      { ...death, Nguoi: [...(death['Nguoi'] as Raw[]), as('VO')] },
      ['Nguoi[2].VaiTro WRONG_ROLE'],
    ],
    ['two who died', of('KHAI_SINH', as('CON'), as('CON')), ['Nguoi[1].VaiTro ROLE_TWICE']],
    ['revoked without its day', { ...death, TrangThai: 'THU_HOI' }, ['NgayThuHoi MISSING']],
    [
      'a marriage by a code without a meaning',
      { ...wedding, TinhTrangKetHon: '5' },
      ['TinhTrangKetHon NOT_IN_LIST'],
    ],
    ['a marriage without its type', { ...wedding, LoaiDangKy: '' }, ['LoaiDangKy MISSING']],
    ['an extract of nothing', { ...extract, DangKyGoc: null }, ['DangKyGoc MISSING']],
    [
      'an extract of an extract',
      { ...extract, DangKyGoc: { LoaiSo: 'TRICH_LUC', QuyenSo: '1', So: '1' } },
      ['DangKyGoc.LoaiSo NOT_ORIGINAL'],
    ],
    ['a wife in the extract of a death', { ...extract, Nguoi: [as('VO')] }, ['Nguoi[0].VaiTro WRONG_ROLE']],
    [
      'noted before it was decided abroad',
      { ...divorce, NgayDangKyNuocNgoai: '2025-08-21' },
      ['NgayDangKy WRONG_ORDER'],
    ],
    ['a day of revocation alone', { ...death, NgayThuHoi: '01/09/2025' }, ['NgayThuHoi NOT_REVOKED']],
  ])('%s', (_what, raw, expected) => {
    expect(problems(raw)).toEqual(expected);
  });

  it('only what is certain: a year may be that of the birth', () => {
    expect(problems({ ...death, NgayChet: '1940' })).toEqual([]);
    expect(problems({ ...death, NgayChet: '08/2025', NgayDangKy: '2025' })).toEqual([]);
  });
});
