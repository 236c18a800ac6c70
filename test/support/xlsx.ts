import { zip } from './zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WorkbookParts {
  /** What stands in `<sheetData>` of the first sheet. */
  rows: string;
  /** `<si>` elements. */
  strings?: string;
  /** Number formats of the styles 1, 2, 3 …; style 0 is General. */
  formats?: readonly string[];
  from1904?: boolean;
  /** Before `<sheetData>` and behind it: a dimension, merged cells. */
  before?: string;
  after?: string;
  /** Sheets that stand before the one with the rows, with their state. */
  sheetsBefore?: readonly string[];
  /** Of all sheets; absent: S1, S2 …. */
  names?: readonly string[];
  /** Parts that replace or follow the usual ones. */
  parts?: readonly (readonly [string, string | Buffer])[];
}

/** An XLSX file by hand, so that a test can write what no program does. */
export function xlsx(book: WorkbookParts): Buffer {
  const before = book.sheetsBefore ?? [];
  const sheets = [...before, 'visible'].map(
    (state, index) =>
      `<sheet name="${book.names?.[index] ?? `S${index + 1}`}" sheetId="${index + 1}" state="${state}" r:id="s${index + 1}"/>`,
  );
  const relations = [...before, ''].map((_, index) =>
    relation(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  const parts = new Map<string, string | Buffer>([
    ['_rels/.rels', relationships([relation('main', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${book.from1904 ? 1 : 0}"/><sheets>${sheets.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...relations,
        relation('x', 'sharedStrings', '/xl/sharedStrings.xml'),
        relation('y', 'styles', 'styles.xml'),
      ]),
    ],
    ['xl/styles.xml', styles(book.formats ?? [])],
    ['xl/sharedStrings.xml', `<sst xmlns="${MAIN}">${book.strings ?? ''}</sst>`],
  ]);
  before.forEach((_, index) => {
    parts.set(`xl/worksheets/sheet${index + 1}.xml`, `<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`);
  });
  const body = `${book.before ?? ''}<sheetData>${book.rows}</sheetData>${book.after ?? ''}`;
  parts.set(`xl/worksheets/sheet${before.length + 1}.xml`, `<worksheet xmlns="${MAIN}">${body}</worksheet>`);
  for (const [name, content] of book.parts ?? []) parts.set(name, content);
  return zip([...parts]);
}

/** `<row>` with these cells in A, B, C …: text and numbers, or a cell's XML as `{ xml }`, whose name is filled in for `@`. */
export function row(number: number, ...cells: (string | number | { xml: string } | undefined)[]): string {
  const written = cells.map((cell, index) => {
    const name = `${String.fromCharCode(65 + index)}${number}`;
    if (cell === undefined) return '';
    if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
    if (typeof cell === 'string') return `<c r="${name}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    return cell.xml.replace('@', name);
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
}

function relationships(all: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

function styles(formats: readonly string[]): string {
  const codes = formats.map(
    (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const kinds = formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`);
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${kinds.join('')}</cellXfs></styleSheet>`;
}
