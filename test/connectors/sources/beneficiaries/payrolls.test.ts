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

test('a payroll without its month, or that counts in nothing of money, is told row by row', async () => {
  expect(
    await read([
      ['Mã định danh: H56.14.43'],
      ['DANH SÁCH CHI TRẢ (Đơn vị tính: suất)'],
      ...HEAD,
      [1, 'Lê Văn Cao', '1940', '', 'Thôn 1', 'Người cao tuổi', 1.5, 750, ''],
    ]),
  ).toEqual(['5: SoTien NOT_IN_DONG, Thang MISSING']);
});

test.each(['nghìn đồng', '1.000 đồng'])(
  'amounts of a payroll in %s are in đồng, to the last one',
  async (unit) => {
    const title = TITLE.map((row, at) => (at === 0 ? [...row, `Đơn vị tính: ${unit}`] : row));
    const rows = await read([
      ...title,
      ['STT', 'Họ và tên', 'Năm sinh', 'Loại đối tượng', 'Hệ số', 'Số tiền', 'Truy lĩnh', 'Ký nhận'],
      [1, 'Lê Văn Cao', '1940', 'Người cao tuổi', 1.5, '1.701', '540,5', ''],
      [2, 'Lê Văn Hai', '1940', 'Người cao tuổi', 1.5, 750.125, '-', ''],
      [3, 'Lê Văn Ba', '1940', 'Người cao tuổi', 1.5, '540,55', '', ''],
      [4, 'Lê Văn Tư', '1940', 'Người cao tuổi', 1.5, 540.1255, '', ''],
      ['', 'Cộng', '', '', '', '3.532', '', ''],
    ]);
    const paidTo = (name: string, amount: number, kind = 'REGULAR') =>
      `2025-08|${kind}|H56.14.43/${name}/1940/|ELDERLY  1.5 ${amount} LISTED 31/QĐ-UBND`;
    expect(rows).toEqual([
      `6: ${paidTo('LÊ VĂN CAO', 1_701_000)}`,
      `6: ${paidTo('LÊ VĂN CAO', 540_500, 'BACK_PAY')}`,
      `7: ${paidTo('LÊ VĂN HAI', 750_125)}`,
      `8: ${paidTo('LÊ VĂN BA', 540_550)}`,
      '9: SoTien NOT_WHOLE',
    ]);
  },
);

const ONE = ['STT', 'Họ và tên', 'Năm sinh', 'Thôn', 'Loại đối tượng', 'Số tiền', 'Ký nhận', 'Ghi chú'];
const paid = (stt: string | number, name: string, change: Record<number, string> = {}) =>
  [stt, name, '1950', 'Thôn 1', 'Người cao tuổi', '500.000', '', ''].map((cell, at) => change[at] ?? cell);
const listed = (line: number, name: string, state = 'LISTED', village = 'THÔN 1') =>
  `${line}: 2025-08|REGULAR|H56.14.43/${name}/1950/${village}|ELDERLY   500000 ${state} 31/QĐ-UBND`;

test('a name, a village and a note in the words of sums and of the foot are none', async () => {
  expect(
    await read([
      ...TITLE,
      ONE,
      paid(1, 'Tống Thị Hoa'),
      paid(2, 'Bùi Văn Hai', { 3: 'Cộng Hòa', 7: 'Mất ngày 05 tháng 8 năm 2025' }),
      paid('', 'Tống Công Sơn'),
      paid('', 'Cộng thôn 1', { 2: '', 3: '', 4: '' }),
      paid(3, 'An Đình Ba'),
      paid('Tổng', '', { 2: '', 3: '', 4: '' }),
      ['', '', '', '', '', '', 'Ngọc Liên, ngày 05 tháng 8 năm 2025', ''],
      paid('', 'Lê Thị Lập', { 2: '', 3: '', 4: '', 5: '' }),
      paid(4, 'Bùi Văn Tư'),
    ]),
  ).toEqual([
    listed(6, 'TỐNG THỊ HOA'),
    listed(7, 'BÙI VĂN HAI', 'LISTED', 'CỘNG HÒA'),
    listed(8, 'TỐNG CÔNG SƠN'),
    listed(10, 'AN ĐÌNH BA'),
    '14:  BELOW_FOOT',
  ]);
});

test.each([
  ['đã nhận', 'PAID'],
  ['ký thay', 'PAID'],
  ['✓', 'PAID'],
  ['Vàng', 'PAID'],
  ['Lê Văn Con', 'PAID'],
  ['Vắng', 'LISTED'],
  ['Chưa nhận', 'LISTED'],
  ['CK', 'LISTED'],
  ['-', 'LISTED'],
  ['Trả lại', 'RETURNED'],
])('%s where people sign: %s', async (signed, state) => {
  expect(await read([...TITLE, ONE, paid(1, 'Bùi Thị Vàng', { 6: signed })])).toEqual([
    listed(6, 'BÙI THỊ VÀNG', state),
  ]);
});

test('what else stands there is told', async () => {
  expect(await read([...TITLE, ONE, paid(1, 'Bùi Thị Vàng', { 6: 'sang tuần' })])).toEqual([
    '6: TrangThai NOT_IN_LIST',
  ]);
});

test('back-pay beside the month’s pay in the heading is not all that is paid, and of two months none is the list’s', async () => {
  const list = (heading: string, head: string[], cells: string[]) =>
    read([
      ['Mã định danh: H56.14.43'],
      [heading],
      ['STT', 'Họ và tên', 'Năm sinh', 'Loại đối tượng', ...head],
      ['1', 'Bùi Văn Hai', '1950', 'Người cao tuổi', ...cells],
    ]);
  const told = (kind: string, amount: number) =>
    `4: 2025-08|${kind}|H56.14.43/BÙI VĂN HAI/1950/|ELDERLY   ${amount} LISTED `;
  const [both, columns] = ['CHI TRẢ TRỢ CẤP VÀ TRUY LĨNH THÁNG 8 NĂM 2025', ['Số tiền', 'Truy lĩnh']];
  expect(await list(both, columns, ['500.000', '100.000'])).toEqual([
    told('REGULAR', 500_000),
    told('BACK_PAY', 100_000),
  ]);
  expect(await list(both, columns, ['-', '100.000'])).toEqual([told('BACK_PAY', 100_000)]);
  const back = 'CHI TRẢ TRUY LĨNH TRỢ CẤP THÁNG 8 NĂM 2025';
  expect(await list(back, ['Số tiền'], ['100.000'])).toEqual([told('BACK_PAY', 100_000)]);
  expect(await list(back, columns, ['500.000', '100.000'])).toEqual([told('BACK_PAY', 100_000)]);
  const two = 'CHI TRẢ TRỢ CẤP THÁNG 8 VÀ TRUY LĨNH THÁNG 7 NĂM 2025';
  expect(await list(two, ['Số tiền'], ['500.000'])).toEqual(['4: Thang MISSING']);
  const rate = ['Mức hưởng', 'Số tháng', 'Thành tiền'];
  expect(await list('CHI TRẢ THÁNG 8 NĂM 2025', rate, ['500.000', '2', '1.000.000'])).toEqual([
    told('REGULAR', 1_000_000),
  ]);
});

test('marks for men and for women beside the year of birth', async () => {
  const person = (name: string, ...marks: string[]) => ['1', name, '1950', ...marks, 'Người cao tuổi', '500'];
  expect(
    await read([
      ...TITLE,
      ['STT', 'Họ và tên', 'Năm sinh', 'Nam', 'Nữ', 'Loại đối tượng', 'Số tiền'],
      person('Bùi Văn Hai', 'x', ''),
      person('Bùi Thị Ba', '', 'x'),
      person('Bùi Thị Tư', '', ''),
      person('Bùi Thị Năm', 'x', 'x'),
    ]),
  ).toEqual([
    '6: 2025-08|REGULAR|H56.14.43/BÙI VĂN HAI/1950/|ELDERLY MALE  500 LISTED 31/QĐ-UBND',
    '7: 2025-08|REGULAR|H56.14.43/BÙI THỊ BA/1950/|ELDERLY FEMALE  500 LISTED 31/QĐ-UBND',
    '8: 2025-08|REGULAR|H56.14.43/BÙI THỊ TƯ/1950/|ELDERLY   500 LISTED 31/QĐ-UBND',
    '9: GioiTinh TWO_GENDERS',
  ]);
});
