import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row, type WorkbookParts, xlsx } from '../../../support/xlsx.js';
import { zip } from '../../../support/zip.js';
import { dropOf, type Folder, folder, recordsOf } from './support.js';

let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

const HEAD = row(1, 'MaHoSo', 'ChuHoSo', 'QuaTrinh');
async function read(book: WorkbookParts, name = 'a.xlsx') {
  drop.lay(name, name.endsWith('.gz') ? gzipSync(xlsx(book)) : xlsx(book));
  return recordsOf(dropOf(drop));
}
const cell = (xml: string) => ({ xml });
/** What one cell in column B gives: its value, or its problem. */
async function cellOf(xml: string, book: Omit<WorkbookParts, 'rows'> = {}) {
  const [record] = await read({ ...book, rows: HEAD + row(2, 'k', cell(xml)) });
  const { ChuHoSo } = (record?.raw ?? {}) as { ChuHoSo?: unknown };
  const [problem] = record?.problems ?? [];
  return problem ? [problem.code, problem.field, problem.message.split(': ')[1]] : ChuHoSo;
}

describe('a sheet', () => {
  it('is read like a CSV file, with the numbers of its own rows, packed once more or not', async () => {
    const rows = HEAD + row(2, 'k1', 'Đặng') + row(3) + row(7, 'k2', undefined, 'q') + row(8, '  ');
    const wanted = [
      { raw: { MaHoSo: 'k1', ChuHoSo: 'Đặng' }, place: { file: 'a.xlsx', row: 2 } },
      { raw: { MaHoSo: 'k2', ChuHoSo: '', QuaTrinh: 'q' }, place: { file: 'a.xlsx', row: 7 } },
    ];
    expect(await read({ rows })).toEqual(wanted);
    drop.remove();
    drop = folder();
    const packed = await read({ rows }, 'a.xlsx.gz');
    expect(packed.map(({ raw }) => raw)).toEqual(wanted.map(({ raw }) => raw));
  });

  it('is the first one that is shown', async () => {
    const rows = HEAD + row(2, 'k');
    expect(await read({ rows, sheetsBefore: ['hidden', 'veryHidden'] })).toHaveLength(1);
  });

  it('may leave out the names of rows and cells, and have a prefix before each element', async () => {
    const rows =
      '<row><c t="str"><v>MaHoSo</v></c><c t="str"><v>ChuHoSo</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>';
    expect((await read({ rows })).map(({ raw, place }) => [raw, place.row])).toEqual([
      [{ MaHoSo: 1, ChuHoSo: 2 }, 2],
    ]);
    const prefixed = xlsx({ rows: HEAD + row(2, 'k') });
    expect(prefixed.length).toBeGreaterThan(0);
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>${(HEAD + row(2, 'k')).replace(/<(\/?)(?=[a-z])/g, '<$1x:')}</x:sheetData></x:worksheet>`;
    drop.lay('b.xlsx', xlsx({ rows: '', parts: [['xl/worksheets/sheet1.xml', sheet]] }));
    expect((await recordsOf(dropOf(drop))).at(-1)?.raw).toEqual({ MaHoSo: 'k' });
  });
});

describe('the head of a sheet', () => {
  const merged = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>';
  it.each([
    [
      'title lines above it',
      row(1, 'UBND huyện Ngọc Lặc') +
        row(2, 'DANH SÁCH HỒ SƠ') +
        row(4, 'MaHoSo', 'ChuHoSo') +
        row(5, 'k', 'A'),
      5,
    ],
    [
      'merged titles above it',
      row(1, 'Hồ sơ', undefined) + row(2, 'MaHoSo', 'ChuHoSo') + row(3, 'k', 'A'),
      3,
    ],
    [
      'two rows, a name merged over both',
      row(1, 'MaHoSo', 'Người nộp') + row(2, undefined, 'ChuHoSo') + row(3, 'k', 'A'),
      3,
    ],
    ['names in broken lines', row(1, ' MaHoSo ', 'ChuHoSo\n') + row(2, 'k', 'A'), 2],
  ])('is found: %s', async (_, rows, number) => {
    const records = await read({ rows, after: merged });
    expect(records).toEqual([{ raw: { MaHoSo: 'k', ChuHoSo: 'A' }, place: { file: 'a.xlsx', row: number } }]);
  });

  it.each([
    ['no column of the form', row(1, 'Tên', 'Tuổi') + row(2, 'A', 1), 'NO_KNOWN_COLUMN'],
    [
      'too deep below',
      Array.from({ length: 51 }, (_, n) => row(n + 1, 'x')).join('') + row(52, 'MaHoSo'),
      'NO_KNOWN_COLUMN',
    ],
    ['a name twice', row(1, 'MaHoSo', 'MaHoSo') + row(2, 'A'), 'DUPLICATE_COLUMN'],
    ['a name twice and nothing else', row(1, 'MaHoSo', 'MaHoSo'), 'DUPLICATE_COLUMN'],
    ['nothing at all', '', 'EMPTY_FILE'],
  ])('is missed: %s', async (_, rows, code) => {
    expect((await read({ rows })).map(({ unreadable }) => unreadable?.code)).toEqual([code]);
  });
});

describe('a cell', () => {
  const strings =
    '<si><t>một</t></si><si><r><t>hai </t></r><r><rPr><b/></rPr><t xml:space="preserve">ba</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh></si>';
  it.each([
    ['a shared string', '<c r="@" t="s"><v>0</v></c>', 'một'],
    ['rich text without its reading', '<c r="@" t="s"><v>1</v></c>', 'hai ba'],
    ['inline rich text', '<c r="@" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', 'ab'],
    ['an escaped character', '<c r="@" t="inlineStr"><is><t>a_x000A_b</t></is></c>', 'a\nb'],
    ['a number', '<c r="@"><v>2.3399999999999999</v></c>', 2.34],
    ['true', '<c r="@" t="b"><v>1</v></c>', 'true'],
    ['false', '<c r="@" t="b"><v>0</v></c>', 'false'],
    ['a formula by its stored value', '<c r="@"><f>A1*2</f><v>42</v></c>', 42],
    ['a formula of empty text', '<c r="@" t="str"><f>""</f><v></v></c>', undefined],
    ['an ISO date', '<c r="@" t="d"><v>2024-08-26T09:05:00</v></c>', '2024-08-26 09:05:00'],
    ['a formula never reckoned', '<c r="@"><f>A1*2</f></c>', ['FORMULA_WITHOUT_VALUE', 'ChuHoSo', 'B2']],
    [
      'an error',
      '<c r="@" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>',
      ['CELL_ERROR', 'ChuHoSo', 'B2 #N/A'],
    ],
    [
      'an error of its own making',
      '<c r="@" t="e"><v>038299001223</v></c>',
      ['CELL_ERROR', 'ChuHoSo', 'B2 #?'],
    ],
    ['a string that is not there', '<c r="@" t="s"><v>9</v></c>', ['BAD_CELL', 'ChuHoSo', 'B2']],
    ['a number that is none', '<c r="@"><v>x</v></c>', ['BAD_CELL', 'ChuHoSo', 'B2']],
    ['16 digits', '<c r="@"><v>1234567890123456</v></c>', ['NUMBER_TOO_LONG', 'ChuHoSo', 'B2']],
    [
      '32,768 letters',
      `<c r="@" t="inlineStr"><is><t>${'a'.repeat(32_768)}</t></is></c>`,
      ['CELL_TOO_LONG', 'ChuHoSo', 'B2'],
    ],
  ])('holds %s', async (_, xml, wanted) => {
    const value = await cellOf(xml, { strings });
    expect(value === '' ? undefined : value).toEqual(wanted);
  });

  const formats = [
    'dd/mm/yyyy',
    '[$-42A]dd/mm/yyyy hh:mm;@',
    'hh:mm',
    '[h]:mm',
    '#,##0" ngày"',
    '0.00',
    'mm/yyyy',
    'yyyy',
    'd-mmm',
  ];
  it.each([
    [1, 45530, false, '2024-08-26'],
    [1, 45530.378472222219, false, '2024-08-26 09:05:00'],
    [2, 45530, false, '2024-08-26 00:00:00'],
    [2, 45530.99998842593, false, '2024-08-26 23:59:59'],
    [1, 44068, true, '2024-08-26'],
    [2, 1, false, '1900-01-01 00:00:00'],
    [2, 59, false, '1900-02-28 00:00:00'],
    [2, 61, false, '1900-03-01 00:00:00'],
    [1, 0, true, '1904-01-01'],
    [1, 1960, false, ['YEAR_AS_DATE', 'ChuHoSo', 'B2']],
    [7, 1960, false, ['YEAR_AS_DATE', 'ChuHoSo', 'B2']],
    [8, 1960, true, ['YEAR_AS_DATE', 'ChuHoSo', 'B2']],
    [1, 45, false, ['YEAR_AS_DATE', 'ChuHoSo', 'B2']],
    [1, 2201, false, '1906-01-09'],
    [9, 45530, false, ['DATE_WITHOUT_YEAR', 'ChuHoSo', 'B2']],
    [3, 0.5, false, '12:00:00'],
    [4, 1.5, false, 1.5],
    [5, 30, false, 30],
    [6, 45530, false, 45530],
    [7, 16497, false, '1945-03'],
    [7, 16508, false, '1945-03-12'],
    [8, 16438, false, '1945'],
    [8, 16497, false, '1945-03-01'],
    [2, 60, false, ['BAD_SERIAL_DATE', 'ChuHoSo', 'B2']],
    [1, 0, false, ['BAD_SERIAL_DATE', 'ChuHoSo', 'B2']],
    [1, -1, true, ['BAD_SERIAL_DATE', 'ChuHoSo', 'B2']],
    [1, 2_958_466, false, ['BAD_SERIAL_DATE', 'ChuHoSo', 'B2']],
    [1, 1e300, false, ['BAD_SERIAL_DATE', 'ChuHoSo', 'B2']],
  ])('in style %i shows %d (from 1904: %s)', async (style, serial, from1904, wanted) => {
    expect(await cellOf(`<c r="@" s="${style}"><v>${serial}</v></c>`, { formats, from1904 })).toEqual(wanted);
  });

  it.each([
    [14, '2024-08-26'],
    [16, ['DATE_WITHOUT_YEAR', 'ChuHoSo', 'B2']],
    [17, '2024-08-26'],
    [22, '2024-08-26 00:00:00'],
  ])('in the built-in format %i', async (id, wanted) => {
    const sheet = `<styleSheet xmlns="m"><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`;
    const parts = [['xl/styles.xml', sheet]] as const;
    expect(await cellOf('<c r="@" s="1"><v>45530</v></c>', { parts })).toEqual(wanted);
  });

  it('beyond the head is told, an empty one there is not', async () => {
    const rows = HEAD + row(2, 'k', 'a', 'b', 'c') + row(3, 'l', cell('<c r="XFD3" s="1"/>'));
    expect((await read({ rows })).map(({ unreadable }) => unreadable?.code)).toEqual([
      'COLUMN_COUNT',
      undefined,
    ]);
  });
});

describe('a file that is no workbook', () => {
  const sheet = 'xl/worksheets/sheet1.xml';
  it.each([
    ['an empty zip', zip([]), 'NOT_WHAT_IT_SAYS'],
    ['a zip of something else', zip([['a.txt', 'x']]), 'BROKEN_XLSX'],
    ['a workbook cut short', xlsx({ rows: HEAD }).subarray(0, 900), 'BROKEN_XLSX'],
    ['an .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'NOT_WHAT_IT_SAYS'],
    ['text', Buffer.from('MaHoSo\n1\n'), 'NOT_WHAT_IT_SAYS'],
    ['XML that does not end', xlsx({ rows: '', parts: [[sheet, '<worksheet><sheetData>']] }), 'BROKEN_XLSX'],
    [
      'XML in another encoding',
      xlsx({ rows: '', parts: [[sheet, Buffer.from('<a>é</a>', 'latin1')]] }),
      'BROKEN_XLSX',
    ],
    [
      'a DOCTYPE',
      xlsx({ rows: '', parts: [[sheet, '<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>']] }),
      'BROKEN_XLSX',
    ],
    [
      'no sheet',
      xlsx({ rows: '', parts: [['xl/_rels/workbook.xml.rels', '<Relationships/>']] }),
      'BROKEN_XLSX',
    ],
  ])('%s', async (_, content, code) => {
    drop.lay('a.xlsx', content);
    const records = await recordsOf(dropOf(drop));
    expect(records.map(({ unreadable }) => unreadable?.code)).toEqual([code]);
    expect(records[0]?.place).toEqual({ file: 'a.xlsx' });
  });
});
