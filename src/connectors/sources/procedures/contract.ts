import { PROCEDURE_CODE } from '../reading/checks.js';
import { type Fields, objectOf, valuesOf } from '../reading/fields.js';
import { code, count, flag, required, text, time, word } from '../reading/leaves.js';

/** The exchange form of a procedure (docs/sources/procedures.md), field by field. */
export const PROCEDURE_FORM = {
  MaTTHC: required(code(PROCEDURE_CODE, '1.001193')),
  TenTTHC: required(text()),
  MaLinhVuc: required(text(200)),
  TenLinhVuc: required(text()),
  CapThucHien: valuesOf(required(text(100))),
  MucDo: required(word(['TOAN_TRINH', 'MOT_PHAN', 'THONG_TIN'])),
  ThoiHan: objectOf({
    SoLuong: required(count()),
    DonVi: required(word(['GIO', 'NGAY_LAM_VIEC', 'NGAY'])),
  }),
  KhongCoHenTra: flag(),
  CoPhi: flag(),
  CoKetQuaGiay: flag(),
  TrangThai: word(['CONG_KHAI', 'SAP_DUNG', 'THU_NGHIEM', 'BAI_BO']),
  NgayCapNhat: required(time()),
} as const;

export type ProcedureFields = Fields<typeof PROCEDURE_FORM>;
