import { fold } from '../../../../../domain/fold.js';
import type { PrintedColumn } from '../../../../transport/transport.js';
import { type ColumnName, columnsNamed, type FieldColumn } from '../../../reading/printed-cells.js';

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

/** Where a payroll has what. */
export interface PayrollColumns {
  name: number;
  /** Year of birth in one column; in two, one for men and one for women, undefined. */
  born: number | undefined;
  bornMale: number | undefined;
  bornFemale: number | undefined;
  fields: readonly FieldColumn[];
}

/** Whether a row with these texts is the first of a payroll's head: heads may go on below it. */
export function startsPayroll(texts: readonly string[]): boolean {
  const folded = texts.map(fold);
  return folded.some((text) => /^(stt|tt|so tt)$/.test(text)) && folded.some((text) => NAME.test(text));
}

/** What each column is, by its own name or by one over it. */
export function payrollColumns(head: readonly PrintedColumn[]): PayrollColumns {
  const heads = head.map((names) => names.map(fold).reverse());
  const find = (is: (names: readonly string[]) => boolean) => {
    const index = heads.findIndex(is);
    return index < 0 ? undefined : index;
  };
  // `Nam` is a year too: men and women have their columns under the year of birth, or beside one another.
  const bornMale = find(([own = '']) => MALE.test(own));
  const bornFemale = find(([own = '']) => FEMALE.test(own));
  const name = find((names) => names.some((each) => NAME.test(each))) ?? -1;
  const apart = bornMale !== undefined && bornFemale !== undefined;
  return {
    name,
    bornMale: apart ? bornMale : undefined,
    bornFemale: apart ? bornFemale : undefined,
    born: apart ? undefined : find((names) => names.some((each) => BORN.test(each))),
    fields: columnsNamed(heads, FIELDS, name),
  };
}
