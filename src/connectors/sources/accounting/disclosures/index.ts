import { type BudgetDisclosureRecord, disclosureCode } from '../../../../domain/kinds/budget-disclosure.js';
import { compact, type LooseFields } from '../../reading/fields.js';
import { plainSource } from '../../reading/plain-source.js';
import { formIn } from '../form-key.js';
import { DISCLOSURE_FORM, PARTS, STATES } from './contract.js';
import { judgePackage } from './rules.js';

/** Packages in which budgets are made public. */
export const disclosures = plainSource<typeof DISCLOSURE_FORM, BudgetDisclosureRecord>({
  name: 'disclosures',
  kind: 'budget-disclosure',
  label: 'Hồ sơ công khai ngân sách',
  order: 50,
  form: DISCLOSURE_FORM,
  key: 'MaDVQHNS',
  sides: [{ suffix: '.tep-dinh-kem', list: 'TepDinhKem' }],
  codeOf: (fields) => {
    const key = keyIn(fields);
    return key && disclosureCode(key);
  },
  rules: judgePackage,
  record: (fields, code) => {
    const key = keyIn(fields);
    if (!key) throw new TypeError('a package without its key');
    return compact<BudgetDisclosureRecord>({
      kind: 'budget-disclosure',
      code,
      ...key,
      unit: fields.DonVi ?? fields.MaDVQHNS,
      state: STATES[fields.TrangThai],
      decisionNumber: fields.SoQuyetDinh,
      decisionDate: fields.NgayQuyetDinh,
      publishedAt: fields.NgayCongKhai,
      withdrawnAt: fields.NgayThuHoi,
      reason: fields.LyDo,
      url: fields.DuongDan,
      explanation: fields.ThuyetMinh,
      files: fields.TepDinhKem.map(({ Loai, Ten, DuongDan }) => ({
        part: PARTS[Loai],
        name: Ten,
        url: DuongDan,
      })),
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    });
  },
});

/** Without `LanCongKhai` it is the first. */
function keyIn(fields: LooseFields<typeof DISCLOSURE_FORM>) {
  const form = formIn(fields);
  return form && { ...form, revision: fields.LanCongKhai ?? 1 };
}
