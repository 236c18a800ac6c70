import { judgeChapter } from '../../../domain/budget/chapters.js';
import { inDong, moneyUnit } from '../../../domain/budget/money-units.js';
import {
  type BudgetFormKey,
  type BudgetLineRecord,
  type BudgetStage,
  formKey,
} from '../../../domain/kinds/budget-line.js';
import { compact, type LooseFields } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { BUDGET_LINE_FORM } from './contract.js';
import { formIn } from './form-key.js';
import { disclosureForms } from './printed/index.js';
import { judgeLine } from './rules.js';

const STAGES = {
  DU_TOAN: 'ESTIMATE',
  THUC_HIEN: 'EXECUTION',
  QUYET_TOAN: 'SETTLEMENT',
} as const satisfies Record<string, BudgetStage>;

/** Estimates, execution, settlement and their public disclosure. */
export const accounting = plainSource<typeof BUDGET_LINE_FORM, BudgetLineRecord>({
  name: 'accounting',
  kind: 'budget-line',
  label: 'Kế toán, công khai ngân sách',
  order: 50,
  form: BUDGET_LINE_FORM,
  key: 'MaDVQHNS',
  printed: disclosureForms,
  codeOf: (fields) => {
    const key = keyIn(fields);
    return key && fields.DuongDan !== undefined ? `${formKey(key)}|${fields.DuongDan}` : undefined;
  },
  rules: judgeLine,
  record: (fields, code) => {
    const key = keyIn(fields);
    if (!key) throw new TypeError('a line without its key');
    const verdict = fields.Chuong === undefined ? undefined : judgeChapter(fields.Chuong, key.year);
    const unit = fields.DonViTinh === undefined ? undefined : moneyUnit(fields.DonViTinh);
    return compact<BudgetLineRecord>({
      kind: 'budget-line',
      code,
      ...key,
      unit: fields.DonVi ?? fields.MaDVQHNS,
      rowLabel: oneLine(fields.ChiTieu),
      rowPath: fields.DuongDan,
      position: fields.ThuTu,
      isTotal: fields.LaTong ?? false,
      isOfWhich: fields.TrongDo ?? false,
      chapter: fields.Chuong,
      chapterLevel: verdict?.valid ? verdict.level : undefined,
      section: fields.Loai,
      group: fields.Khoan,
      item: fields.Muc,
      subItem: fields.TieuMuc,
      amount: fields.SoTien,
      unitLabel: fields.SoTien === undefined ? undefined : unit?.label,
      amountVnd: fields.SoTien === undefined || !unit ? undefined : inDong(fields.SoTien, unit),
      percent: fields.TyLe,
      decisionNumber: fields.SoQuyetDinh,
      decisionDate: fields.NgayQuyetDinh,
      publishedAt: fields.NgayCongKhai,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    });
  },
});

/** Whose form, and which column of it, as far as all of that can be read. */
function keyIn(fields: LooseFields<typeof BUDGET_LINE_FORM>): BudgetFormKey | undefined {
  const { GiaiDoan, Cot } = fields;
  const form = formIn(fields);
  return form && GiaiDoan && Cot ? { ...form, stage: STAGES[GiaiDoan], column: oneLine(Cot) } : undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
