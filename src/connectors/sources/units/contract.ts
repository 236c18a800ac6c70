import { UNIT_CODE } from '../reading/checks.js';
import { type Fields, type LooseFields, listOf, objectOf, valuesOf } from '../reading/fields.js';
import { code, day, required, text, time, word } from '../reading/leaves.js';

const unitCode = code(UNIT_CODE, 'H56.14.3');

/** The exchange form of a unit (docs/sources/units.md), field by field. */
export const UNIT_FORM = {
  Ma: required(unitCode),
  Ten: required(text()),
  MaCha: unitCode,
  Cap: required(word(['TINH', 'HUYEN', 'XA', 'PHONG_BAN'])),
  MaHanhChinh: code(/^(?:\d{2}|\d{3}|\d{5})$/, '38, 389, 15001'),
  DiaChi: text(1000),
  DienThoai: text(100),
  Email: text(320),
  TrangTin: text(2000),
  QuyetDinh: objectOf({ So: required(text(200)), Ngay: day('start'), CoQuan: text(1000) }),
  TenCu: listOf({ Ten: required(text()), HieuLucTu: day('start'), HieuLucDen: required(day('end')) }),
  ChaCu: listOf({ Ma: required(unitCode), HieuLucTu: day('start'), HieuLucDen: required(day('end')) }),
  HieuLucTu: day('start'),
  HieuLucDen: day('end'),
  KeThua: valuesOf(required(unitCode)),
  MaKhac: valuesOf(required(code(/^[^\s]+$/, '000.00.14.H56'))),
  NgayCapNhat: required(time()),
} as const;

export type UnitFields = Fields<typeof UNIT_FORM>;
export type LooseUnit = LooseFields<typeof UNIT_FORM>;
