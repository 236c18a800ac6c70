import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accounting } from '../../../../src/connectors/sources/accounting/index.js';
import type { BudgetLineRecord } from '../../../../src/domain/kinds/budget-line.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { row, xlsx } from '../../../support/xlsx.js';

/*
 * Disclosure forms as offices export them, through the file drop and the whole of the source. What is expected is written by hand, from the
 * forms themselves.
 */
const AT = '2025-04-12T02:00:00.000Z';
const NOW = Date.parse('2025-04-15T00:00:00Z');
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lienthong-forms-'));
  mkdirSync(join(dir, 'inbox'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

interface Read {
  lines: BudgetLineRecord[];
  refused: string[];
}

/** Reads one file: its lines, and of each refused record its row, fields and codes. */
async function read(name: string, content: string | Buffer): Promise<Read> {
  rmSync(join(dir, 'inbox'), { recursive: true });
  mkdirSync(join(dir, 'inbox'));
  const path = join(dir, 'inbox', name);
  writeFileSync(path, content);
  utimesSync(path, Date.parse(AT) / 1000, Date.parse(AT) / 1000);
  writeFileSync(`${path}.ready`, '');
  const source = accounting.create(
    { SOURCE_ACCOUNTING_URL: `file://${dir}` },
    {
      clock: fixedClock('2025-04-15T00:00:00Z'),
      ...{ staging: noStaging, contents: noContents, warn: () => undefined },
    },
  );
  const found: Read = { lines: [], refused: [] };
  for await (const { records } of source.pull(undefined, { now: NOW, signal: AbortSignal.timeout(20_000) })) {
    for (const record of records) {
      const decoded = source.decode(record, { now: NOW });
      if (decoded.ok && decoded.record.kind === 'budget-line') found.lines.push(decoded.record);
      if (!decoded.ok) {
        const told = decoded.problems.map(({ field, code }) => `${field} ${code}`.trim());
        found.refused.push(`${record.place.row ?? 'file'}: ${[...new Set(told)].sort().join(', ')}`);
      }
    }
  }
  return found;
}

/** A commune's execution of a quarter: a head of two rows, amounts in triệu đồng, two columns of per cent. */
function execution(change: (rows: string[][]) => void = () => undefined): string {
  const rows = [
    ['UBND XÃ NGỌC LẶC', '', '', '', 'Biểu số 114/CK-NSNN', ''],
    ['Mã ĐVQHNS: 1034567', '', '', '', 'Chương: 822', ''],
    ['CÂN ĐỐI NGÂN SÁCH XÃ QUÝ I NĂM 2025', '', '', '', '', ''],
    ['(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 4 năm 2025 của UBND xã)', '', '', '', '', ''],
    ['Công khai từ ngày 10/4/2025', '', '', '', 'Đơn vị: Triệu đồng', ''],
    ['STT', 'Nội dung', 'Dự toán năm', 'Thực hiện quý I', 'So sánh (%)', ''],
    ['', '', '', '', 'Dự toán', 'Cùng kỳ năm trước'],
    ['A', 'B', '1', '2', '3=2/1', '4'],
    ['A', 'TỔNG THU NGÂN SÁCH XÃ', '12.345', '3.000,5', '24,3', '101'],
    ['I', 'Các khoản thu 100%', '2.345', '1.000,5', '42,67', '-'],
    ['1', 'Phí, lệ phí', '1.234', '1.000,5', '81,08', ''],
    ['2', 'Thu khác', '1.111', '-', '', ''],
    ['II', 'Thu bổ sung', '10.000', '2.000', '20', '99,5'],
    ['B', 'TỔNG CHI NGÂN SÁCH XÃ', '12.345', '2.500', '20,25', '98'],
    ['', 'Trong đó:', '', '', '', ''],
    ['-', 'Chi lương', '4.000', '900', '22,5', ''],
    ['', '', '', 'Ngọc Lặc, ngày 10 tháng 4 năm 2025', '', ''],
    ['', 'NGƯỜI LẬP', '', 'CHỦ TỊCH', '', ''],
  ];
  change(rows);
  return rows.map((cells) => cells.join(';')).join('\r\n');
}

const cell = (lines: BudgetLineRecord[], rowPath: string, column: string) =>
  lines.find((line) => line.rowPath === rowPath && line.column === column);

describe('a CSV export of a printed form', () => {
  test('gives a line for each row and column, with what the title says', async () => {
    const { lines, refused } = await read('bieu-114.csv', execution());
    expect(refused).toEqual([]);
    expect(lines).toHaveLength(8 * 4);
    expect(cell(lines, 'A/I/1', 'Thực hiện quý I')).toEqual({
      kind: 'budget-line',
      code: '1034567|2025|Q1|114/CK-NSNN|EXECUTION|Thực hiện quý I|A/I/1',
      budgetUnitCode: '1034567',
      unit: '1034567',
      year: 2025,
      period: 'Q1',
      formCode: '114/CK-NSNN',
      stage: 'EXECUTION',
      column: 'Thực hiện quý I',
      rowLabel: 'Phí, lệ phí',
      rowPath: 'A/I/1',
      position: 3,
      isTotal: false,
      isOfWhich: false,
      chapter: '822',
      chapterLevel: 'COMMUNE',
      amount: 1000.5,
      unitLabel: 'triệu đồng',
      amountVnd: 1_000_500_000,
      decisionNumber: '12/QĐ-UBND',
      decisionDate: '2025-04-04T17:00:00.000Z',
      publishedAt: '2025-04-09T17:00:00.000Z',
      changedAt: AT,
    });
  });

  test('knows rows that are parts of others, and those beside them', async () => {
    const { lines } = await read('bieu.csv', execution());
    const rows = lines.filter(({ column }) => column === 'Dự toán năm');
    expect(rows.map(({ rowPath, isTotal, isOfWhich }) => [rowPath, isTotal, isOfWhich])).toEqual([
      ['A', true, false],
      ['A/I', true, false],
      ['A/I/1', false, false],
      ['A/I/2', false, false],
      ['A/II', false, false],
      ['B', false, false],
      ['B/trong-do', false, true],
      ['B/trong-do/chi-luong', false, true],
    ]);
    expect(new Set(rows.map(({ stage }) => stage))).toEqual(new Set(['ESTIMATE']));
  });

  test('keeps per cent apart from money, and dashes and blanks apart from 0', async () => {
    const { lines } = await read('bieu.csv', execution());
    const percent = cell(lines, 'A', 'So sánh (%) / Dự toán');
    expect(percent).toMatchObject({ percent: 24.3, stage: 'EXECUTION' });
    expect(percent && 'amount' in percent).toBe(false);
    expect(cell(lines, 'A', 'So sánh (%) / Cùng kỳ năm trước')?.percent).toBe(101);
    for (const [path, column] of [
      ['A/I', 'So sánh (%) / Cùng kỳ năm trước'],
      ['A/I/1', 'So sánh (%) / Cùng kỳ năm trước'],
      ['A/I/2', 'Thực hiện quý I'],
      ['B/trong-do', 'Dự toán năm'],
    ] as const) {
      const line = cell(lines, path, column);
      expect([path, line?.amount, line?.amountVnd, line?.percent]).toEqual([
        path,
        ...[undefined, undefined, undefined],
      ]);
      expect(line).toBeDefined();
    }
  });

  test.each([
    [
      'an unknown form',
      (rows: string[][]) => rows[0]?.splice(4, 1, 'Biểu số 214/CK-NSNN'),
      /^9: BieuMau UNKNOWN_FORM$/,
    ],
    ['no form', (rows: string[][]) => rows[0]?.splice(4, 1, ''), /^9: BieuMau MISSING$/],
    [
      'a chapter of another year',
      (rows: string[][]) => {
        rows[1]?.splice(4, 1, 'Chương: 755');
        rows[2]?.splice(0, 1, 'CÂN ĐỐI NGÂN SÁCH XÃ QUÝ I NĂM 2026');
      },
      /^9: Chuong CHAPTER_NOT_VALID$/,
    ],
    [
      'no decision',
      (rows: string[][]) => rows.splice(3, 1),
      /^8: NgayQuyetDinh MISSING, SoQuyetDinh MISSING$/,
    ],
    ['no unit of money', (rows: string[][]) => rows[4]?.splice(4, 1, ''), /^9: DonViTinh MISSING$/],
    [
      'another unit of money',
      (rows: string[][]) => rows[4]?.splice(4, 1, 'Đơn vị tính: USD'),
      /^9: DonViTinh NOT_IN_LIST$/,
    ],
    [
      'a quarter that no form is about',
      (rows: string[][]) => rows[2]?.splice(0, 1, 'CÂN ĐỐI NGÂN SÁCH QUÝ II NĂM 2025'),
      /^9: Ky NOT_IN_LIST$/,
    ],
    [
      'no year',
      (rows: string[][]) => rows[2]?.splice(0, 1, 'CÂN ĐỐI NGÂN SÁCH XÃ'),
      /^9: NamNganSach MISSING$/,
    ],
    [
      'a budget code without its zero',
      (rows: string[][]) => rows[1]?.splice(0, 1, 'Mã ĐVQHNS: 34567'),
      /^9: MaDVQHNS BAD_CODE$/,
    ],
  ])('is refused line by line for %s', async (_, change, first) => {
    const { refused } = await read('bieu.csv', execution(change));
    expect(refused[0]).toMatch(first);
  });

  test('refuses single cells and rows, and the rest goes on', async () => {
    const { lines, refused } = await read(
      'bieu.csv',
      execution((rows) => {
        rows[10]?.splice(3, 1, '1,234');
        rows[11]?.splice(2, 1, 'chưa có');
        rows[12]?.splice(1, 1, '');
      }),
    );
    expect(refused).toEqual([
      '11: SoTien BAD_NUMBER',
      '12: SoTien BAD_NUMBER',
      ...Array.from({ length: 4 }, () => '13: ChiTieu MISSING'),
    ]);
    expect(lines).toHaveLength(32 - 6);
  });

  test('a total that is not the sum of its parts is kept as it was published', async () => {
    const { lines, refused } = await read(
      'bieu.csv',
      execution((rows) => rows[8]?.splice(2, 1, '99.999')),
    );
    expect(refused).toEqual([]);
    expect(cell(lines, 'A', 'Dự toán năm')).toMatchObject({ isTotal: true, amountVnd: 99_999_000_000 });
  });

  test.each([
    [
      'rows',
      execution((rows) => rows.splice(9, 0, ...Array.from({ length: 5_001 }, () => ['1', 'Chi', '1']))),
    ],
    [
      'columns',
      execution((rows) =>
        rows.map((cells) => cells.push(...Array.from({ length: 9_000 }, (_, at) => `${at}`))),
      ),
    ],
    ['letters', execution((rows) => rows.splice(9, 0, ['1', 'x'.repeat(1_100_000), '1']))],
  ])('with more %s than any form has is refused whole', async (_, text) => {
    expect((await read('bieu.csv', text)).refused).toEqual(['file: PRINTED_TOO_LONG']);
  });

  test('a table with the columns of the exchange form is that, and one with neither head is none', async () => {
    const own = 'MaDVQHNS,NamNganSach,Ky\r\n1034567,2025,NAM\r\n';
    expect((await read('own.csv', own)).refused[0]).toMatch(/^2: BieuMau MISSING/);
    expect((await read('none.csv', 'Họ tên;Năm sinh\r\nA;1990\r\n')).refused).toEqual([
      'file: NO_KNOWN_COLUMN',
    ]);
  });
});

describe('an XLSX export of a printed form', () => {
  /** Mẫu 03 of a school: merged heads, numbers as numbers, a column of per cent by its format, an error cell. */
  const school = () =>
    xlsx({
      formats: ['0.00%'],
      rows: [
        row(1, 'Mẫu biểu số 03 - Ban hành kèm theo Thông tư số 90/2018/TT-BTC'),
        row(2, 'Đơn vị: Trường THCS Ngọc Lặc'),
        row(3, 'Mã định danh:', 'H56.14.3', undefined, 'Mã số đơn vị có quan hệ với ngân sách:', '1034599'),
        row(4, 'ĐÁNH GIÁ THỰC HIỆN DỰ TOÁN THU, CHI NGÂN SÁCH 6 THÁNG NĂM 2025'),
        row(5, undefined, undefined, undefined, 'ĐVT: đồng'),
        row(7, 'STT', 'Nội dung', 'Chương', 'Số tiền', undefined, 'Ước thực hiện/Dự toán (%)'),
        row(8, undefined, undefined, undefined, 'Dự toán năm', 'Ước thực hiện 6 tháng'),
        row(9, 'I', 'Dự toán chi ngân sách nhà nước', '622', 1_000_000_000, 400_000_000, {
          xml: '<c r="@" s="1"><v>0.4</v></c>',
        }),
        row(10, 1, 'Chi thường xuyên', '622', 1_000_000_000, 400_000_000),
        row(11, 1.1, 'Lương', '622', 600_000_000, 250_000_000),
        row(12, 1.2, 'Chi khác', '622', { xml: '<c r="@" t="e"><v>#REF!</v></c>' }, 150_000_000),
        row(14, undefined, undefined, undefined, 'Thủ trưởng đơn vị'),
      ].join(''),
      after: '<mergeCells count="2"><mergeCell ref="D7:E7"/><mergeCell ref="A7:A8"/></mergeCells>',
    });

  test('is read by its merged heads, its unit of money in the title, its formats', async () => {
    const { lines, refused } = await read('mau-03.xlsx', school());
    expect(refused).toEqual(['12: SoTien CELL_ERROR']);
    expect(lines).toHaveLength(11);
    const common = {
      formCode: 'M03/TT61',
      budgetUnitCode: '1034599',
      unit: 'H56.14.3',
      period: 'H1',
      chapter: '622',
    };
    expect(cell(lines, 'I/1/1.1', 'Số tiền / Dự toán năm')).toMatchObject({
      ...common,
      ...{ stage: 'ESTIMATE', amountVnd: 600_000_000, chapterLevel: 'DISTRICT', unitLabel: 'đồng' },
    });
    expect(cell(lines, 'I/1/1.2', 'Số tiền / Ước thực hiện 6 tháng')).toMatchObject({
      ...common,
      ...{ stage: 'EXECUTION', amountVnd: 150_000_000 },
    });
    expect(cell(lines, 'I', 'Ước thực hiện/Dự toán (%)')).toMatchObject({ percent: 40, stage: 'EXECUTION' });
    expect(lines.every((line) => !('publishedAt' in line))).toBe(true);
  });

  test('the same file gives the same lines', async () => {
    expect(await read('a.xlsx', school())).toEqual(await read('a.xlsx', school()));
  });
});
