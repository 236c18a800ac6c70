import { describe, expect, test } from 'vitest';
import { accounting } from '../../../../src/connectors/sources/accounting/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = Date.parse('2026-03-10T00:00:00Z');
const source = accounting.create(
  {},
  {
    clock: fixedClock('2026-03-10T00:00:00Z'),
    staging: noStaging,
    contents: noContents,
    warn: () => undefined,
  },
);
const decode = (raw: { [key: string]: Json }) => source.decode({ raw, place: {} }, { now: NOW });

/** The first quarter's execution of a commune, as its accounting program exports it. */
const LINE: { [key: string]: Json } = {
  MaDVQHNS: '1034567',
  DonVi: 'H56.14.3',
  NamNganSach: '2025',
  Ky: 'QUY_1',
  BieuMau: 'Biểu số 114/CK-NSNN',
  GiaiDoan: 'THUC_HIEN',
  Cot: 'Thực hiện  quý I',
  ChiTieu: 'Chi đầu tư phát triển',
  DuongDan: 'B/1',
  ThuTu: 7,
  Chuong: '822',
  Loai: '070',
  Khoan: '071',
  Muc: '0850',
  TieuMuc: '0851',
  SoTien: '1.234.567,5',
  DonViTinh: 'Nghìn đồng',
  TyLe: '25,34%',
  SoQuyetDinh: '12/QĐ-UBND',
  NgayQuyetDinh: '05/04/2025',
  NgayCongKhai: '2025-04-10',
  NgayCapNhat: '2025-04-10 09:00:00',
};

test('a line of the exchange form is read field by field', () => {
  expect(decode(LINE)).toEqual({
    ok: true,
    record: {
      kind: 'budget-line',
      code: '1034567|2025|Q1|114/CK-NSNN|EXECUTION|Thực hiện quý I|B/1',
      budgetUnitCode: '1034567',
      year: 2025,
      period: 'Q1',
      formCode: '114/CK-NSNN',
      stage: 'EXECUTION',
      column: 'Thực hiện quý I',
      unit: 'H56.14.3',
      rowLabel: 'Chi đầu tư phát triển',
      rowPath: 'B/1',
      position: 7,
      isTotal: false,
      isOfWhich: false,
      chapter: '822',
      chapterLevel: 'COMMUNE',
      section: '070',
      group: '071',
      item: '0850',
      subItem: '0851',
      amount: 1234567.5,
      unitLabel: 'nghìn đồng',
      amountVnd: 1234567500,
      percent: 25.34,
      decisionNumber: '12/QĐ-UBND',
      decisionDate: '2025-04-04T17:00:00.000Z',
      publishedAt: '2025-04-09T17:00:00.000Z',
      changedAt: '2025-04-10T02:00:00.000Z',
    },
  });
});

test.each([
  ['1.234.567', 'đồng', 1_234_567],
  ['2,34', 'triệu đồng', 2_340_000],
  ['(1.500)', 'Triệu đồng', -1_500_000_000],
  ['-12,5', 'tỷ đồng', -12_500_000_000],
  [1234.567, 'tr.đ', 1_234_567_000],
  [8123.456700000001, 'Triệu đồng', 8_123_456_700],
  ['0', '1.000 đồng', 0],
  ['-', 'đồng', undefined],
  ['', 'đồng', undefined],
] as [Json, string, number | undefined][])('%j %s is %j đồng', (SoTien, DonViTinh, expected) => {
  const decoded = decode({ ...LINE, SoTien, DonViTinh });
  expect(decoded.ok && 'amountVnd' in decoded.record ? decoded.record.amountVnd : undefined).toBe(expected);
  expect(decoded.ok).toBe(true);
});

test('a draft has no decision, and a line without an agency is of who the unit table knows under its budget code', () => {
  const { SoQuyetDinh: _a, NgayQuyetDinh: _b, NgayCongKhai: _c, DonVi: _d, ...draft } = LINE;
  const decoded = decode(draft);
  expect(decoded).toMatchObject({ ok: true, record: { unit: '1034567' } });
  expect(decoded.ok && 'publishedAt' in decoded.record).toBe(false);
});

describe('refused', () => {
  test.each([
    ['a budget code that lost its zero', { MaDVQHNS: '34567' }, ['MaDVQHNS BAD_CODE']],
    ['a chapter that lost its zero', { Chuong: 22 }, ['Chuong BAD_CODE']],
    ['a chapter that is none', { Chuong: '999' }, ['Chuong CHAPTER_NOT_VALID']],
    ['a year that is none', { NamNganSach: '25' }, ['NamNganSach BAD_YEAR']],
    ['a form that is none', { BieuMau: '121/CK-NSNN' }, ['BieuMau UNKNOWN_FORM']],
    ['a period that does not exist', { Ky: 'QUY_2' }, ['Ky NOT_IN_LIST']],
    ['an amount that may be two numbers', { SoTien: '1,234' }, ['SoTien BAD_NUMBER']],
    ['an amount that is a word', { SoTien: 'chưa có' }, ['SoTien BAD_NUMBER']],
    ['an amount in nothing', { DonViTinh: '' }, ['DonViTinh MISSING']],
    ['an amount in something else', { DonViTinh: 'USD' }, ['DonViTinh NOT_IN_LIST']],
    ['more than all money', { SoTien: '9.000.000.000', DonViTinh: 'tỷ đồng' }, ['SoTien TOO_LARGE']],
    ['a publication without a decision', { SoQuyetDinh: '' }, ['SoQuyetDinh MISSING']],
    ['a decision without a day', { NgayQuyetDinh: '' }, ['NgayQuyetDinh MISSING']],
    ['a publication before its decision', { NgayCongKhai: '04/04/2025' }, ['NgayCongKhai WRONG_ORDER']],
    [
      'a decision of the future',
      { NgayQuyetDinh: '05/04/2027' },
      ['NgayCongKhai WRONG_ORDER', 'NgayQuyetDinh IN_FUTURE'],
    ],
    ['a path with an empty step', { DuongDan: 'B//1' }, ['DuongDan BAD_CODE']],
  ] as [string, { [key: string]: Json }, string[]][])('%s', (_, change, expected) => {
    const decoded = decode({ ...LINE, ...change });
    const found = decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`).sort();
    expect(found).toEqual(expected);
  });

  test.each([
    ['2025', '755', undefined],
    ['2026', '755', '855'],
    ['2026', '622', ''],
    ['2026', '855', undefined],
  ])('a chapter by its budget year: %s %s', (NamNganSach, Chuong, instead) => {
    const decoded = decode({ ...LINE, NamNganSach, Chuong });
    const message = decoded.ok ? undefined : decoded.problems[0]?.message.split(';')[1];
    const wanted = instead === '' ? undefined : instead && ` có thể là ${instead} (perhaps ${instead})`;
    expect(decoded.ok).toBe(instead === undefined);
    expect(message).toBe(wanted);
  });
});
