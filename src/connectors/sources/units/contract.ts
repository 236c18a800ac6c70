import { UNIT_CODE } from '../reading/checks.js';
import { type Fields, valuesOf } from '../reading/fields.js';
import { code, day, required, text, time, word } from '../reading/leaves.js';

const unitCode = code(UNIT_CODE, 'H56.14.3');

/** The exchange form of a unit (docs/sources/units.md), field by field. */
export const UNIT_FORM = {
  Ma: required(unitCode),
  Ten: required(text()),
  MaCha: unitCode,
  Cap: required(word(['TINH', 'HUYEN', 'XA', 'PHONG_BAN'])),
  HieuLucTu: day('start'),
  HieuLucDen: day('end'),
  KeThua: valuesOf(required(unitCode)),
  MaKhac: valuesOf(required(code(/^[^\s]+$/, '000.00.14.H56'))),
  NgayCapNhat: required(time()),
} as const;

export type UnitFields = Fields<typeof UNIT_FORM>;
