import { groupNamed } from '../../../../../domain/benefits/groups.js';
import { fold } from '../../../../../domain/fold.js';
import type { Problem } from '../../../../../domain/ports.js';
import type {
  PrintedRecord,
  PrintedRow,
  PrintedTable,
  PrintedTables,
} from '../../../../transport/transport.js';
import { cellsIn, textAt } from '../../../reading/printed-cells.js';
import { type PayrollColumns, payrollColumns, startsPayroll } from './columns.js';
import { payrollFactsIn } from './title.js';

/** Sums of a village or of the whole, which stand between rows and behind them. */
const SUM = /^(tong (cong|so)|tong|cong)\b/;
/** Below the table: in words, who signs, where and when. */
const FOOT =
  /^(so tien )?(bang chu|viet bang chu)\b|^(an dinh|danh sach (nay )?(co|gom)|nguoi lap|ke toan|thu quy|thu truong|chu tich|tm\.|kt\.)|\bngay[\d ….]{0,6}thang[\d ….]{0,6}nam\b/;
const VILLAGE = /^(thon|xom|ban|to dan pho|khu pho|pho) /;

/** Payrolls of communes as they are printed and signed, read into the exchange form (docs/sources/benefit-payments.md). */
export const payrolls: PrintedTables = { startsHead: startsPayroll, records: paymentsOf };

function paymentsOf({ title, head, rows, modifiedAt }: PrintedTable): PrintedRecord[] {
  const { facts, inDong } = payrollFactsIn(title);
  const columns = payrollColumns(head);
  const common = { ...facts, NgayCapNhat: new Date(modifiedAt).toISOString() };
  const end = rows.findIndex(({ cells }) => cells.some((cell) => FOOT.test(fold(String(cell)))));
  let section: { [field: string]: string } = {};
  return (end < 0 ? rows : rows.slice(0, end)).flatMap((row) => {
    if (row.cells.some((cell) => SUM.test(fold(String(cell))))) return [];
    const said = sectionOf(row);
    if (said) {
      section = { ...section, ...said };
      return [];
    }
    const { TruyLinh, KyNhan, ...own } = cellsIn(row, columns.fields);
    const birth = birthIn(row, columns);
    const raw = {
      ...common,
      ...section,
      HoTen: textAt(row, columns.name),
      ...birth.raw,
      TrangThai: KyNhan === undefined ? 'LAP_DANH_SACH' : 'DA_CHI',
      ...own,
    };
    const problems = [...problemsOf(row, columns), ...birth.problems, ...(inDong ? [] : [NOT_IN_DONG])];
    const regular: PrintedRecord = { row: row.number, raw, problems };
    if (TruyLinh === undefined || /^[-–—]$/.test(TruyLinh)) return [regular];
    const later = { ...raw, LoaiChi: 'TRUY_LINH', SoTien: TruyLinh };
    return [regular, { row: row.number, raw: later, problems }];
  });
}

const NOT_IN_DONG: Problem = {
  field: 'SoTien',
  code: 'NOT_IN_DONG',
  message: 'Bảng kê không tính bằng đồng (the payroll does not count in đồng)',
};

/** The year of birth, and by its column whether a man or a woman. */
function birthIn(
  row: PrintedRow,
  { born, bornMale, bornFemale }: PayrollColumns,
): { raw: { [field: string]: string }; problems: Problem[] } {
  if (bornMale === undefined || bornFemale === undefined) {
    return { raw: born === undefined ? {} : { NgaySinh: textAt(row, born) }, problems: [] };
  }
  const [male, female] = [textAt(row, bornMale), textAt(row, bornFemale)];
  if (male !== '' && female !== '') {
    const message = 'Năm sinh ghi ở cả cột nam và cột nữ (a year of birth in both columns, men and women)';
    return { raw: {}, problems: [{ field: 'NgaySinh', code: 'TWO_GENDERS', message }] };
  }
  const raw = male === '' ? { NgaySinh: female, GioiTinh: 'Nữ' } : { NgaySinh: male, GioiTinh: 'Nam' };
  return { raw, problems: [] };
}

/** What is wrong with cells by how they were written, by the form's fields. */
function problemsOf(
  row: PrintedRow,
  { name, born, bornMale, bornFemale, fields }: PayrollColumns,
): Problem[] {
  const of: ReadonlyMap<number, string> = new Map([
    ...fields.map(([field, index]) => [index, field === 'TruyLinh' ? 'SoTien' : field] as const),
    [name, 'HoTen'],
    ...[born, bornMale, bornFemale].flatMap((index) =>
      index === undefined ? [] : [[index, 'NgaySinh'] as const],
    ),
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
