import { formNamed } from '../../../../domain/budget/forms.js';
import type { Json } from '../../../../domain/canonical.js';
import { fold } from '../../../../domain/fold.js';
import type { PrintedRecord, PrintedRow, PrintedTable, PrintedTables } from '../../../transport/transport.js';
import { columnsIn, LABEL, MARK, type ValueColumn } from './columns.js';
import { factsIn } from './title.js';
import { type PlacedRow, placeRows } from './tree.js';

const STAGES = { ESTIMATE: 'DU_TOAN', EXECUTION: 'THUC_HIEN', SETTLEMENT: 'QUYET_TOAN' } as const;
/** Below the table: who signs, where and when. */
const FOOT =
  /^(nguoi lap|ke toan|phu trach|thu truong|hieu truong|chu tich|noi nhan|ghi chu|tm\.|kt\.|q\.)|\bngay [\d ….]{0,6}thang [\d ….]{0,6}nam\b/;

/** Disclosure forms as offices print and export them, read into the exchange form line by line (docs/sources/accounting.md). */
export const disclosureForms: PrintedTables = {
  startsHead: (texts) => {
    const folded = texts.map(fold).filter(Boolean);
    const hasMark = folded.some((text) => MARK.test(text));
    return folded.some((text) => LABEL.test(text)) && folded.length >= (hasMark ? 2 : 3);
  },
  records: linesOf,
};

function linesOf({ title, head, rows, modifiedAt }: PrintedTable): PrintedRecord[] {
  const facts = factsIn(title);
  const { mark, label, codes, values } = columnsIn(head);
  const textAt = (row: PrintedRow, index: number | undefined) =>
    index === undefined
      ? ''
      : String(row.cells[index] ?? '')
          .replace(/\s+/g, ' ')
          .trim();
  const end = rows.findIndex((row) => isFoot(row, values));
  const body = end < 0 ? rows : rows.slice(0, end);
  const placed = placeRows(body.map((row) => ({ mark: textAt(row, mark), label: textAt(row, label) })));
  const form = facts.BieuMau === undefined ? undefined : formNamed(facts.BieuMau);
  const stage = facts.GiaiDoan ?? (form && STAGES[form.stage]);
  const NgayCapNhat = new Date(modifiedAt).toISOString();
  return body.flatMap((row, at) => {
    const place = placed[at];
    if (!place) return [];
    const own = codes.flatMap(([field, index]) => {
      const text = textAt(row, index);
      return text === '' ? [] : [[field, text] as const];
    });
    const common = { ...facts, NgayCapNhat, ...rowFields(place, at + 1), ...Object.fromEntries(own) };
    return values.map((column) =>
      lineOf(row, column, { ...common, ...present('GiaiDoan', column.stage ?? stage) }),
    );
  });
}

function rowFields(
  { path, label, isTotal, isOfWhich }: PlacedRow,
  position: number,
): { [key: string]: Json } {
  return { ChiTieu: label, DuongDan: path, ThuTu: position, LaTong: isTotal, TrongDo: isOfWhich };
}

function lineOf(
  row: PrintedRow,
  { index, name, field }: ValueColumn,
  common: { [key: string]: Json },
): PrintedRecord {
  const cell = row.cells[index] ?? '';
  const raw = { ...common, Cot: name, ...present(field, typeof cell === 'string' ? cell.trim() : cell) };
  const problems = row.problems
    .filter((problem) => problem.index === index)
    .map(({ code, message }) => ({ field, code, message }));
  return { row: row.number, raw, problems };
}

/** What stands in no cell is left out: absent is not 0. */
function present(field: string, value: Json | undefined): { [key: string]: Json } {
  return value === undefined || value === '' ? {} : { [field]: value };
}

function isFoot({ cells }: PrintedRow, values: readonly ValueColumn[]): boolean {
  const hasNumber = values.some(
    ({ index }) => /\d/.test(String(cells[index] ?? '')) && !FOOT.test(fold(String(cells[index]))),
  );
  return !hasNumber && cells.some((cell) => FOOT.test(fold(String(cell))));
}
