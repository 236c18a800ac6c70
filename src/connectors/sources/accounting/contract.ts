import { code, count, decimal, flag, percent, required, text, word } from '../reading/leaves.js';
import { DECISION, FORM_KEY } from './form-key.js';

/** The exchange form of a budget line (docs/sources/accounting.md), field by field. */
export const BUDGET_LINE_FORM = {
  ...FORM_KEY,
  GiaiDoan: required(word(['DU_TOAN', 'THUC_HIEN', 'QUYET_TOAN'])),
  Cot: required(text(300)),
  ChiTieu: required(text(2_000)),
  DuongDan: required(code(/^[^\s/|]+(?:\/[^\s/|]+)*$/, 'I/1/1.1', 500)),
  ThuTu: count(),
  LaTong: flag(),
  TrongDo: flag(),
  Chuong: code(/^\d{3}$/, '022'),
  Loai: code(/^\d{3}$/, '070'),
  Khoan: code(/^\d{3}$/, '071'),
  Muc: code(/^\d{4}$/, '0850'),
  TieuMuc: code(/^\d{4}$/, '0851'),
  SoTien: decimal(),
  DonViTinh: text(50),
  TyLe: percent(),
  ...DECISION,
} as const;
