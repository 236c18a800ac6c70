import { formNamed } from '../../../domain/budget/forms.js';
import type { BudgetPeriod } from '../../../domain/kinds/budget-line.js';
import type { Problem } from '../../../domain/ports.js';
import { inOrder, notAhead, UNIT_CODE } from '../reading/checks.js';
import type { LooseFields } from '../reading/fields.js';
import { code, count, day, paperNumber, required, text, word } from '../reading/leaves.js';

/** An agency's code, or the code of a unit that uses a budget where the unit table knows it as another form of that. */
const UNIT_OR_BUDGET_UNIT = new RegExp(`${UNIT_CODE.source}|^\\d{7}$`);

const PERIODS: Readonly<Record<'NAM' | 'QUY_1' | '6_THANG' | '9_THANG', BudgetPeriod>> = {
  NAM: 'YEAR',
  QUY_1: 'Q1',
  '6_THANG': 'H1',
  '9_THANG': 'M9',
};

/** Whose form of when: what lines and packages of forms have in common. */
export const FORM_KEY = {
  MaDVQHNS: required(code(/^\d{7}$/, '1034567')),
  DonVi: code(UNIT_OR_BUDGET_UNIT, 'H56.14.3'),
  NamNganSach: required(count()),
  Ky: required(word(['NAM', 'QUY_1', '6_THANG', '9_THANG'])),
  BieuMau: required(text(100)),
} as const;

/** By what and when it was decided and made public. */
export const DECISION = {
  SoQuyetDinh: paperNumber(),
  NgayQuyetDinh: day('start'),
  NgayCongKhai: day('start'),
} as const;

type Decided = LooseFields<typeof FORM_KEY> & LooseFields<typeof DECISION>;

/** The key as far as all of it can be read. */
export function formIn({ MaDVQHNS, NamNganSach: year, Ky, BieuMau }: LooseFields<typeof FORM_KEY>) {
  const formCode = BieuMau === undefined ? undefined : formNamed(BieuMau)?.code;
  if (!MaDVQHNS || year === undefined || !Ky || !formCode) return undefined;
  return { budgetUnitCode: MaDVQHNS, year, period: PERIODS[Ky], formCode };
}

/** What is wrong with a form's key and its decision taken together. `now`: the run's own time, ms. */
export function judgeForm(fields: Decided, problems: Problem[], now: number): void {
  const { NamNganSach: year, BieuMau: form } = fields;
  if (year !== undefined && (year < 2000 || year > 2100)) {
    const message = 'Năm ngân sách không hợp lý (no budget year)';
    problems.push({ field: 'NamNganSach', code: 'BAD_YEAR', message });
  }
  if (form !== undefined && formNamed(form) === undefined) {
    const message = 'Biểu mẫu không có trong danh mục (form is not in the table of forms)';
    problems.push({ field: 'BieuMau', code: 'UNKNOWN_FORM', message });
  }
  judgeDecision(fields, problems, now);
}

/** Nothing is published without a decision. */
function judgeDecision(fields: Decided, problems: Problem[], now: number): void {
  const { SoQuyetDinh: number, NgayQuyetDinh: date, NgayCongKhai: published } = fields;
  if (number === undefined && (published !== undefined || date !== undefined)) {
    problems.push(
      missing('SoQuyetDinh', 'Công khai mà không có số quyết định (published without a decision)'),
    );
  }
  if (date === undefined && (published !== undefined || number !== undefined)) {
    problems.push(missing('NgayQuyetDinh', 'Không có ngày quyết định (a decision without its date)'));
  }
  notAhead(date, 'NgayQuyetDinh', now, problems);
  inOrder({ field: 'NgayQuyetDinh', at: date }, { field: 'NgayCongKhai', at: published }, problems);
}

export function missing(field: string, message: string): Problem {
  return { field, code: 'MISSING', message };
}
