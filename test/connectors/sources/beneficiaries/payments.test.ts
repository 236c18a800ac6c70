import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { povertyHouseholds } from '../../../../src/connectors/sources/beneficiaries/households/index.js';
import { benefitPayments } from '../../../../src/connectors/sources/beneficiaries/payments/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import type { SourceDefinition } from '../../../../src/domain/ports.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = '2026-01-05T03:00:00.000Z';

function reading(definition: SourceDefinition, golden: string) {
  const source = definition.create(
    { [definition.address]: 'file:///nowhere' },
    {
      ...{ clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
      keyed: (person) => `#${person.replace(/\d(?=\d)/g, '')}#`,
    },
  );
  const lines = readFileSync(new URL(`golden/${golden}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { [key: string]: Json });
  const decode = (line: number, change: { [key: string]: Json } = {}) =>
    source.decode({ raw: { ...lines[line], ...change }, place: { line: 1 } }, { now: Date.parse(NOW) });
  return {
    decode,
    refused: (line: number, change: { [key: string]: Json }) => {
      const decoded = decode(line, change);
      return decoded.ok ? decoded : decoded.problems.map(({ field, code }) => `${field} ${code}`);
    },
  };
}

describe('payments', () => {
  const { decode, refused } = reading(benefitPayments, 'payments');

  test('back-pay that came back', () => {
    expect(decode(0)).toEqual({
      ok: true,
      record: {
        kind: 'benefit-payment',
        code: '2025-08|BACK_PAY|H56.14.43/#3|PENSION_5#',
        month: '2025-08',
        paymentKind: 'BACK_PAY',
        programme: 'SOCIAL_PENSION',
        group: 'PENSION_75',
        fullName: 'Trương Thị Cao',
        birthDate: '1949-05',
        gender: 'FEMALE',
        personalId: '038149000123',
        unit: 'H56.14.43',
        village: 'Thôn 3',
        amount: 1_000_000,
        payChannel: 'POST',
        state: 'RETURNED',
        paidAt: '2025-08-11T17:00:00.000Z',
        decisionNumber: '31/QĐ-UBND',
        decisionDate: '2025-08-04T17:00:00.000Z',
        changedAt: '2025-08-20T01:00:00.000Z',
      },
    });
  });

  test('the least that a row says, and its tombstone whatever capitals the name has; 0 is an amount', () => {
    const code = '2025-08|REGULAR|000-00-43-H56/#LÊ VĂN CAO/0/|ELDERLY#';
    expect(decode(1)).toEqual({
      ok: true,
      record: {
        kind: 'benefit-payment',
        code,
        month: '2025-08',
        paymentKind: 'REGULAR',
        programme: 'SOCIAL',
        group: 'ELDERLY',
        fullName: 'Lê Văn Cao',
        birthDate: '1940',
        unit: '000-00-43-H56',
        coefficient: 1.5,
        amount: 0,
        state: 'LISTED',
        changedAt: '2025-08-20T01:00:00.000Z',
      },
    });
    expect(decode(2)).toEqual({
      ok: true,
      record: { kind: 'benefit-payment', code, changedAt: '2025-08-21T01:00:00.000Z', deleted: true },
    });
  });

  test.each<[string, { [key: string]: Json }, string]>([
    ['a month that is none', { Thang: '13/2025' }, 'Thang BAD_CODE'],
    ['a month before there was a pension', { Thang: '06/2025' }, 'LoaiDoiTuong NOT_IN_FORCE'],
    ['a dash', { SoTien: '-' }, 'SoTien MISSING'],
    ['nothing', { SoTien: '' }, 'SoTien MISSING'],
    ['eleven digits', { SoDinhDanh: '38149000123' }, 'SoDinhDanh BAD_IDENTITY'],
    ['two digits', { NgaySinh: '49' }, 'NgaySinh TWO_DIGIT_YEAR'],
    ['another programme', { ChuongTrinh: 'NGUOI_CO_CONG' }, 'ChuongTrinh OTHER_PROGRAMME'],
    ['a day of what is not paid', { TrangThai: 'LAP_DANH_SACH' }, 'NgayChi NOT_PAID'],
    ['a day ahead', { NgayChi: '2026-02-01' }, 'NgayChi IN_FUTURE'],
    ['part of a đồng', { SoTien: '1.000,5' }, 'SoTien NOT_WHOLE'],
  ])('%s is refused', (_what, change, problem) => {
    expect(refused(0, change)).toEqual([problem]);
  });
});

describe('poor households', () => {
  const { decode, refused } = reading(povertyHouseholds, 'households');

  test('one of a year, and its tombstone', () => {
    const code = '2025|H56.14.43/#NL-3#';
    expect(decode(0)).toEqual({
      ok: true,
      record: {
        kind: 'poverty-household',
        code,
        year: 2025,
        unit: 'H56.14.43',
        householdCode: 'NL-0123',
        village: 'Thôn 3',
        headName: 'Bùi Văn Nghèo',
        personalId: '038080000123',
        state: 'NEAR_POOR',
        members: 4,
        incomeScore: 120.5,
        deprivationScore: 20,
        decisionNumber: '70/QĐ-UBND',
        decisionDate: '2025-12-14T17:00:00.000Z',
        changedAt: '2025-12-20T01:00:00.000Z',
      },
    });
    expect(decode(1)).toEqual({
      ok: true,
      record: { kind: 'poverty-household', code, changedAt: '2025-12-21T01:00:00.000Z', deleted: true },
    });
  });

  test.each<[string, { [key: string]: Json }, string]>([
    ['a year of two digits', { Nam: 25 }, 'Nam BAD_NUMBER'],
    ['a year ahead', { Nam: 2028 }, 'Nam BAD_NUMBER'],
    ['nobody', { SoNhanKhau: 0 }, 'SoNhanKhau BAD_NUMBER'],
    ['a dash for how many', { SoNhanKhau: '-' }, 'SoNhanKhau BAD_NUMBER'],
    ['the head’s number for a code', { MaHo: '038080000123' }, 'MaHo IS_IDENTITY'],
    ['no head', { ChuHo: null }, 'ChuHo MISSING'],
    ['another list', { PhanLoai: '1' }, 'PhanLoai NOT_IN_LIST'],
  ])('%s is refused', (_what, change, problem) => {
    expect(refused(0, change)).toEqual([problem]);
  });
});
