import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { benefitPayments } from '../../../../src/connectors/sources/beneficiaries/payments/index.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { row, xlsx } from '../../../support/xlsx.js';

/* Payrolls as communes print them, through the file drop and the whole of the source. What is expected is written by hand, from the lists. */
const NOW = '2026-01-05T03:00:00.000Z';
const AT = Date.parse('2025-12-20T02:00:00.000Z');
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lienthong-payrolls-'));
  mkdirSync(join(dir, 'inbox'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** What each row is read as, or refused for. */
async function read(rows: (string | number)[][]): Promise<string[]> {
  const path = join(dir, 'inbox', 'bang-ke.xlsx');
  writeFileSync(path, xlsx({ rows: rows.map((cells, at) => row(at + 1, ...cells)).join('') }));
  utimesSync(path, AT / 1000, AT / 1000);
  writeFileSync(`${path}.ready`, '');
  const source = benefitPayments.create(
    { [benefitPayments.address]: `file://${dir}` },
    {
      ...{ clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
      keyed: (person) => person,
    },
  );
  const found: string[] = [];
  const now = Date.parse(NOW);
  for await (const { records } of source.pull(undefined, { now, signal: AbortSignal.timeout(20_000) })) {
    for (const record of records) {
      const decoded = source.decode(record, { now });
      const told =
        decoded.ok && decoded.record.kind === 'benefit-payment'
          ? [
              ...[decoded.record.code, decoded.record.gender, decoded.record.coefficient],
              ...[decoded.record.amount, decoded.record.state, decoded.record.decisionNumber],
            ].join(' ')
          : decoded.ok || decoded.problems.map(({ field, code }) => `${field} ${code}`).join(', ');
      found.push(`${record.place.row ?? 'file'}: ${told}`);
    }
  }
  return found;
}

const TITLE = [
  ['ỦY BAN NHÂN DÂN', '', '', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['XÃ NGỌC LIÊN', 'Mã định danh: H56.14.43', '', '', 'Độc lập - Tự do - Hạnh phúc'],
  ['DANH SÁCH CHI TRẢ TRỢ CẤP BẢO TRỢ XÃ HỘI THÁNG 8 NĂM 2025', '', '', '', ''],
  ['(Kèm theo Quyết định số 31/QĐ-UBND ngày 05 tháng 8 năm 2025 của Chủ tịch UBND xã)', '', '', '', ''],
];
const HEAD = [
  ['STT', 'Họ và tên', 'Năm sinh', '', 'Thôn', 'Loại đối tượng', 'Hệ số', 'Số tiền', 'Ký nhận'],
  ['', '', 'Nam', 'Nữ', '', '', '', '', ''],
];

test('a payroll with the year of birth in two columns, sums between villages and a foot', async () => {
  expect(
    await read([
      ...TITLE,
      ...HEAD,
      [1, 'Bùi Thị  Na', '', 1988, 'Thôn 1', 'Người khuyết tật nặng', '1,5', '750.000', 'Na'],
      [2, 'Lê Văn Cao', '1940', '', 'Thôn 1', 'Người cao tuổi', 1.5, 750_000, ''],
      ['', 'Cộng thôn 1', '', '', '', '', '', '1.500.000', ''],
      [3, 'Quách Văn Ba', '1950', '', 'Thôn 2', 'Người cao tuổi', '1', '-', ''],
      [4, 'Quách Thị Tư', '', '45', 'Thôn 2', 'Người cao tuổi', '1', '500.000', ''],
      [5, 'Quách Thị Năm', '1950', '1950', 'Thôn 2', 'Người cao tuổi', '1', '500.000', ''],
      [6, 'Quách Thị Sáu', '', '31/02/1950', 'Thôn 2', 'Người khá giả', '1', '500.000', ''],
      ['', 'Tổng cộng', '', '', '', '', '', '3.500.000', ''],
      ['', 'Bằng chữ: Ba triệu năm trăm nghìn đồng', '', '', '', '', '', '', ''],
      ['', 'NGƯỜI LẬP', '', '', '', '', '', 'CHỦ TỊCH', ''],
    ]),
  ).toEqual([
    '7: 2025-08|REGULAR|H56.14.43/BÙI THỊ NA/1988/THÔN 1|DISABLED FEMALE 1.5 750000 PAID 31/QĐ-UBND',
    '8: 2025-08|REGULAR|H56.14.43/LÊ VĂN CAO/1940/THÔN 1|ELDERLY MALE 1.5 750000 LISTED 31/QĐ-UBND',
    '10: SoTien MISSING',
    '11: NgaySinh TWO_DIGIT_YEAR',
    '12: NgaySinh TWO_GENDERS',
    '13: NgaySinh BAD_DATE, LoaiDoiTuong UNKNOWN_GROUP',
  ]);
});

test('sections say the group or the village of the rows below; back-pay is a payment of its own; of merit 45 is 1945', async () => {
  expect(
    await read([
      ['Mã định danh: H56.14.43'],
      ['BẢNG KÊ CHI TRẢ TRỢ CẤP NGƯỜI CÓ CÔNG'],
      ['Tháng 09/2025 - Quyết định số 40/QĐ-UBND ngày 03/9/2025'],
      ['TT', 'Họ tên', 'Ngày, tháng, năm sinh', 'Số CCCD', 'Mức hưởng', 'Truy lĩnh', 'Ký nhận'],
      ['I', 'Thương binh', '', '', '', '', ''],
      ['Thôn Cao Hòa', '', '', '', '', '', ''],
      [1, 'Lê Văn Chiến', '45', '038045000123', '1.701.000', '200.000', ''],
      ['II', 'Thân nhân liệt sĩ', '', '', '', '', ''],
      [2, 'Lê Thị Chờ', '1938', '38038000123', '2.789.000', '-', 'x'],
    ]),
  ).toEqual([
    '7: 2025-09|REGULAR|H56.14.43/038045000123|WAR_INVALID   1701000 LISTED 40/QĐ-UBND',
    '7: 2025-09|BACK_PAY|H56.14.43/038045000123|WAR_INVALID   200000 LISTED 40/QĐ-UBND',
    '9: SoDinhDanh BAD_IDENTITY',
  ]);
});

test('a payroll without its month, or that counts in thousands, is told row by row', async () => {
  expect(
    await read([
      ['Mã định danh: H56.14.43'],
      ['DANH SÁCH CHI TRẢ (Đơn vị tính: nghìn đồng)'],
      ...HEAD,
      [1, 'Lê Văn Cao', '1940', '', 'Thôn 1', 'Người cao tuổi', 1.5, 750, ''],
    ]),
  ).toEqual(['5: SoTien NOT_IN_DONG, Thang MISSING']);
});
