import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beneficiaries } from '../../../../src/connectors/sources/beneficiaries/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = '2026-01-05T03:00:00.000Z';
const source = beneficiaries.create(
  { [beneficiaries.address]: 'file:///nowhere' },
  {
    ...{ clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
    keyed: (person) => `#${person.replace(/\d(?=\d)/g, '')}#`,
  },
);
const decode = (raw: Json) => source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });
const lines = readFileSync(new URL('golden/entitlements.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { [key: string]: Json });

test('a war invalid, with the year of birth as files of merit write it', () => {
  expect(decode(lines[0] ?? {})).toEqual({
    ok: true,
    record: {
      kind: 'beneficiary',
      code: 'MERIT|07/QĐ-UBND|#3|WAR_INVALID#',
      programme: 'MERIT',
      group: 'WAR_INVALID',
      fullName: 'Lê Văn Chiến',
      birthDate: '1945',
      gender: 'MALE',
      personalId: '038045000123',
      unit: 'H56.14.43',
      village: 'Thôn 3',
      coefficient: 0.61,
      monthlyAmount: 1_701_000,
      decisionNumber: '07 /qđ-ubnd',
      decisionDate: '1992-03-11T17:00:00.000Z',
      from: '1992-03-31T17:00:00.000Z',
      injuryRate: '41',
      payChannel: 'BANK',
      bankAccount: '3512205001234',
      ministryFile: 'BD/TB-07956',
      provinceFile: 'TH-1234',
      state: 'PAID',
      changedAt: '2025-08-20T01:00:00.000Z',
    },
  });
});

test('a disabled child without a number, who died some day of a month', () => {
  expect(decode(lines[1] ?? {})).toEqual({
    ok: true,
    record: {
      kind: 'beneficiary',
      code: 'SOCIAL|88/QĐ-UBND|#BÙI THỊ NA/4-5/THÔN CAO HÒA|DISABLED#',
      programme: 'SOCIAL',
      group: 'DISABLED',
      fullName: 'Bùi Thị Na',
      birthDate: '2014-05',
      gender: 'FEMALE',
      unit: '000-00-43-H56',
      village: 'Thôn Cao Hòa',
      householdCode: 'NL-0123',
      coefficient: 2.5,
      monthlyAmount: 1_250_000,
      decisionNumber: '88/QĐ-UBND',
      decisionDate: '2024-07-31T17:00:00.000Z',
      from: '2024-07-31T17:00:00.000Z',
      to: '2025-12-30T17:00:00.000Z',
      disabilityType: 'INTELLECTUAL',
      disabilityLevel: 'VERY_SEVERE',
      guardian: 'Bùi Văn Cha',
      payChannel: 'CASH',
      deathDate: '2025-12',
      state: 'DECEASED',
      changedAt: '2026-01-02T01:00:00.000Z',
    },
  });
});

test('an application by an older card: a dash is no amount', () => {
  expect(decode(lines[2] ?? {})).toEqual({
    ok: true,
    record: {
      kind: 'beneficiary',
      code: 'SOCIAL_PENSION|TN TN-12/2025|#8|PENSION_5#',
      programme: 'SOCIAL_PENSION',
      group: 'PENSION_75',
      fullName: 'Trương Thị Cao',
      birthDate: '1949',
      gender: 'FEMALE',
      personalId: '172345678',
      unit: 'H56.14.43',
      applicationNumber: 'TN-12/2025',
      state: 'VERIFIED',
      changedAt: '2025-12-20T02:00:00.000Z',
    },
  });
});

test('a tombstone by what the key is made of', () => {
  expect(decode(lines[3] ?? {})).toEqual({
    ok: true,
    record: {
      kind: 'beneficiary',
      code: 'MERIT|07/QĐ-UBND|#3|WAR_INVALID#',
      changedAt: '2026-01-03T01:00:00.000Z',
      deleted: true,
    },
  });
});

test.each<[string, number, { [key: string]: Json }, string, string]>([
  ['eleven digits', 0, { SoDinhDanh: '38045000123' }, 'SoDinhDanh', 'BAD_IDENTITY'],
  ['eleven digits of a sheet', 0, { SoDinhDanh: 38_045_000_123 }, 'SoDinhDanh', 'BAD_IDENTITY'],
  ['the 31st of February', 0, { NgaySinh: '31/02/1945' }, 'NgaySinh', 'BAD_DATE'],
  ['two digits in a file without merit', 1, { NgaySinh: '14' }, 'NgaySinh', 'TWO_DIGIT_YEAR'],
  ['no birth', 1, { NgaySinh: '' }, 'NgaySinh', 'MISSING'],
  ['a dash for an amount', 0, { MucHuong: '-' }, 'MucHuong', 'MISSING'],
  ['no amount', 0, { MucHuong: ' ' }, 'MucHuong', 'MISSING'],
  ['part of a đồng', 0, { MucHuong: '1.701.000,5' }, 'MucHuong', 'NOT_WHOLE'],
  ['a coefficient that cannot be', 0, { HeSo: 61 }, 'HeSo', 'BAD_NUMBER'],
  ['a group of no list', 0, { LoaiDoiTuong: 'Người tốt' }, 'LoaiDoiTuong', 'UNKNOWN_GROUP'],
  ['a group of another programme', 0, { LoaiDoiTuong: 'Người cao tuổi' }, 'ChuongTrinh', 'OTHER_PROGRAMME'],
  [
    'a social pension before there was one',
    2,
    {
      ...{ TrangThai: 'DANG_HUONG', SoQuyetDinh: '1/QĐ', NgayQuyetDinh: '2025-06-01', MucHuong: 500_000 },
      ...{ HuongTu: '2025-01-01', HuongDen: '2025-06-30' },
    },
    'LoaiDoiTuong',
    'NOT_IN_FORCE',
  ],
  ['dead before birth', 1, { NgayMat: '2014-04' }, 'NgayMat', 'WRONG_ORDER'],
  ['an end before the beginning', 1, { HuongDen: '2024-07-31' }, 'HuongDen', 'WRONG_ORDER'],
  ['born tomorrow', 2, { NgaySinh: '2026-02' }, 'NgaySinh', 'IN_FUTURE'],
  ['decided without a decision', 1, { NgayQuyetDinh: null }, 'NgayQuyetDinh', 'MISSING'],
  ['an application with a decision', 2, { SoQuyetDinh: '9/QĐ' }, 'SoQuyetDinh', 'NOT_DECIDED'],
  ['disabled without a level', 1, { MucDoKhuyetTat: null }, 'MucDoKhuyetTat', 'MISSING'],
  ['more than all of a body', 0, { TyLeTonThuong: '141%' }, 'TyLeTonThuong', 'BAD_NUMBER'],
  ['a number beside a name', 1, { NguoiGiamHo: 'Bùi Văn Cha 038045000123' }, 'NguoiGiamHo', 'IS_IDENTITY'],
  ['a number that became a date', 1, { SoQuyetDinh: '07/12/2025' }, 'SoQuyetDinh', 'DATE_LIKE'],
  ['a number for a decision', 1, { SoQuyetDinh: '038045000123/QĐ' }, 'SoQuyetDinh', 'IS_IDENTITY'],
  ['a name of an old font', 1, { HoTen: 'NguyÔn V¨n Hïng' }, 'HoTen', 'WRONG_ENCODING'],
  ['a gender of another list', 0, { GioiTinh: 0 }, 'GioiTinh', 'NOT_IN_LIST'],
])('%s is refused', (_what, line, change, field, code) => {
  const decoded = decode({ ...lines[line], ...change });
  expect(decoded.ok ? decoded : decoded.problems.map((each) => [each.field, each.code])).toEqual([
    [field, code],
  ]);
});

test('who was helped before the law is taken over by it with the first day of then', () => {
  const since2019 = {
    ...{ TrangThai: 'DANG_HUONG', SoQuyetDinh: '1/QĐ', NgayQuyetDinh: '2019-06-01', MucHuong: 500_000 },
    ...{ HuongTu: '2019-06-01' },
  };
  expect(decode({ ...lines[2], ...since2019 })).toMatchObject({ ok: true, record: { group: 'PENSION_75' } });
});

test.each(['3512 2050 01234', '3512.2050.01234', '3512-2050-01234'])('the account %s', (SoTaiKhoan) => {
  expect(decode({ ...lines[0], SoTaiKhoan })).toMatchObject({ record: { bankAccount: '3512205001234' } });
});
