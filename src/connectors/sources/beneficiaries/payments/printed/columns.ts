import { fold } from '../../../../../domain/fold.js';
import type { PrintedColumn } from '../../../../transport/transport.js';
import { type ColumnName, columnsNamed, type FieldColumn } from '../../../reading/printed-cells.js';
import { isMark, type RowColumns } from '../../../reading/printed-foot.js';

const NAME = /^ho (va )?ten\b/;
const BORN = /^(nam|ngay,? thang,? nam|ngay) sinh\b/;
const MALE = /^nam$/;
const FEMALE = /^nu$/;
const FIELDS: readonly ColumnName[] = [
  ['Thon', /^(thon|xom|ban|to dan pho|khu pho|pho|dia chi|noi o)\b/],
  ['LoaiDoiTuong', /^(loai )?doi tuong\b/],
  ['SoDinhDanh', /^(so dinh danh|so cccd|cccd|so can cuoc|can cuoc|so cmnd)\b/],
  ['DonVi', /^ma (dinh danh|don vi)\b/],
  ['HeSo', /^he so\b/],
  ['SoTien', /^(so tien|muc (tro cap|huong)|thanh tien|tro cap)\b/],
  ['TruyLinh', /^truy linh\b/],
  ['KyNhan', /^(ky nhan|ky ten|nguoi nhan ky)\b/],
];
/** What is paid, where a month's rate stands beside it. */
const PAID: ColumnName = ['SoTien', /^(so tien|thanh tien)\b/];

/** Where a payroll has what. */
export interface PayrollColumns extends RowColumns {
  /** Year of birth in one column; where men and women have columns of their own for it, undefined. */
  born: number | undefined;
  /** Columns for men and for women: of the year of birth, or of a mark where `born` has the year. */
  male: number | undefined;
  female: number | undefined;
  fields: readonly FieldColumn[];
}

/** Whether a row with these texts is the first of a payroll's head: heads may go on below it. */
export function startsPayroll(texts: readonly string[]): boolean {
  const folded = texts.map(fold);
  return folded.some(isMark) && folded.some((text) => NAME.test(text));
}

/** What each column is, by its own name or by one over it. */
export function payrollColumns(head: readonly PrintedColumn[]): PayrollColumns {
  const heads = head.map((names) => names.map(fold).reverse());
  const find = (is: (names: readonly string[]) => boolean) => {
    const index = heads.findIndex(is);
    return index < 0 ? undefined : index;
  };
  // `Nam` is a year too: men and women have their columns under the year of birth, or beside one another.
  const male = find(([own = '']) => MALE.test(own));
  const female = find(([own = '']) => FEMALE.test(own));
  const name = find((names) => names.some((each) => NAME.test(each))) ?? -1;
  const apart = male !== undefined && female !== undefined;
  const born = heads.findIndex(
    (names, index) =>
      !(apart && (index === male || index === female)) && names.some((each) => BORN.test(each)),
  );
  return {
    mark: find((names) => names.some(isMark)) ?? -1,
    name,
    male: apart ? male : undefined,
    female: apart ? female : undefined,
    born: born < 0 ? undefined : born,
    fields: amountsIn(heads, columnsNamed(heads, FIELDS, name), name),
  };
}

/** `Mức hưởng`, `Số tháng`, `Thành tiền`: the last is what is paid. Where back-pay has its column, it is the sum of both, and the first is meant. */
function amountsIn(
  heads: readonly (readonly string[])[],
  fields: readonly FieldColumn[],
  name: number,
): FieldColumn[] {
  const [paid] = columnsNamed(heads, [PAID], name);
  if (paid === undefined || fields.some(([field]) => field === 'TruyLinh')) return [...fields];
  return [...fields.filter(([field]) => field !== 'SoTien'), paid];
}
