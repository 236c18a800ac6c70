import { groupNamed } from '../../../../../domain/benefits/groups.js';
import { fold } from '../../../../../domain/fold.js';
import type { Problem } from '../../../../../domain/ports.js';
import type {
  PrintedRecord,
  PrintedRow,
  PrintedTable,
  PrintedTables,
} from '../../../../transport/transport.js';
import { isDash } from '../../../reading/numbers.js';
import { cellsIn, textAt } from '../../../reading/printed-cells.js';
import { rowsOfList } from '../../../reading/printed-foot.js';
import { type PayrollColumns, payrollColumns, startsPayroll } from './columns.js';
import { rowInDong } from './in-dong.js';
import { birthIn, isSum, receiptIn } from './rows.js';
import { payrollFactsIn } from './title.js';

/** Below the table: in words, who signs, where and when. */
const FOOT =
  /^(so tien )?(bang chu|viet bang chu)\b|^(an dinh|danh sach (nay )?(co|gom)|nguoi lap|ke toan|thu quy|thu truong|chu tich|noi nhan|tm\.|kt\.)|\bngay[\d ….]{0,6}thang[\d ….]{0,6}nam\b/;
const VILLAGE = /^(thon|xom|ban|to dan pho|khu pho|pho) /;

/** Payrolls of communes as they are printed and signed, read into the exchange form (docs/sources/benefit-payments.md). */
export const payrolls: PrintedTables = { startsHead: startsPayroll, records: paymentsOf };

function paymentsOf({ title, head, rows, modifiedAt }: PrintedTable): PrintedRecord[] {
  const { facts, unit } = payrollFactsIn(title);
  const columns = payrollColumns(head);
  const common = { ...facts, NgayCapNhat: new Date(modifiedAt).toISOString() };
  let section: { [field: string]: string } = {};
  return rowsOfList(rows, columns, FOOT).flatMap(({ row: printed, below }) => {
    if (isSum(printed, columns)) return [];
    const row = unit ? rowInDong(printed, columns, unit) : printed;
    const said = sectionOf(row);
    if (said) {
      section = { ...section, ...said };
      return [];
    }
    const { TruyLinh, KyNhan, ...own } = cellsIn(row, columns.fields);
    const backPay = amountIn(TruyLinh);
    const birth = birthIn(row, columns);
    const receipt = receiptIn(KyNhan, textAt(row, columns.name));
    const raw = {
      ...common,
      ...section,
      HoTen: textAt(row, columns.name),
      ...birth.raw,
      ...receipt.raw,
      ...own,
    };
    const problems = [
      ...problemsOf(row, columns),
      ...birth.problems,
      ...receipt.problems,
      ...(unit ? [] : [NOT_IN_DONG]),
      ...below,
    ];
    const regular: PrintedRecord = { row: row.number, raw, problems };
    if (backPay === undefined) return [regular];
    const later = { row: row.number, raw: { ...raw, LoaiChi: 'TRUY_LINH', SoTien: backPay }, problems };
    // Nothing but back-pay is paid: to this person, or by the whole list.
    const isAll = amountIn(own['SoTien']) === undefined || facts.LoaiChi === 'TRUY_LINH';
    return isAll ? [later] : [regular, later];
  });
}

function amountIn(text: string | undefined): string | undefined {
  return text === undefined || isDash(text) ? undefined : text;
}

const NOT_IN_DONG: Problem = {
  field: 'SoTien',
  code: 'NOT_IN_DONG',
  message: 'Đơn vị tính của bảng kê không phải là tiền (the payroll counts in no unit of money)',
};

/** What is wrong with cells by how they were written, by the form's fields. */
function problemsOf(row: PrintedRow, { name, born, male, female, fields }: PayrollColumns): Problem[] {
  const of: ReadonlyMap<number, string> = new Map([
    ...fields.map(([field, index]) => [index, field === 'TruyLinh' ? 'SoTien' : field] as const),
    [name, 'HoTen'],
    ...[male, female].flatMap((index) =>
      index === undefined ? [] : [[index, born === undefined ? 'NgaySinh' : 'GioiTinh'] as const],
    ),
    ...(born === undefined ? [] : [[born, 'NgaySinh'] as const]),
  ]);
  return row.problems.flatMap(({ index, code, message }) => {
    const field = of.get(index);
    return field === undefined ? [] : [{ field, code, message }];
  });
}

/** One text by itself, whatever mark stands before it: a group, or a village. */
function sectionOf({ cells }: PrintedRow): { [field: string]: string } | undefined {
  const texts = cells.map((cell) => String(cell).trim()).filter(Boolean);
  const [first = '', second] = texts;
  const marked = texts.length === 2 && /^[IVXA-Z\d]{1,4}\.?$/.test(first) ? second : undefined;
  const words = (texts.length === 1 ? first.replace(/^[IVX\dA-Z]{1,4}[.)] */, '') : marked) ?? '';
  if (words === '') return undefined;
  if (VILLAGE.test(fold(words))) return { Thon: words };
  return groupNamed(words) === undefined ? undefined : { LoaiDoiTuong: words };
}
