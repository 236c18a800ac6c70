import { UNIT_CODE } from '../reading/checks.js';
import { code, count, day, decimal, flag, percent, required, text, word } from '../reading/leaves.js';

/** An agency's code, or the code of a unit that uses a budget where the unit table knows it as another form of that. */
const UNIT_OR_BUDGET_UNIT = new RegExp(`${UNIT_CODE.source}|^\\d{7}$`);

/** The exchange form of a budget line (docs/sources/accounting.md), field by field. */
export const BUDGET_LINE_FORM = {
  MaDVQHNS: required(code(/^\d{7}$/, '1034567')),
  DonVi: code(UNIT_OR_BUDGET_UNIT, 'H56.14.3'),
  NamNganSach: required(count()),
  Ky: required(word(['NAM', 'QUY_1', '6_THANG', '9_THANG'])),
  BieuMau: required(text(100)),
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
  SoQuyetDinh: text(100),
  NgayQuyetDinh: day('start'),
  NgayCongKhai: day('start'),
} as const;
