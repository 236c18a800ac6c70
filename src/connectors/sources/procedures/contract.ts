import { LEVEL_WORDS, PROCEDURE_STATUSES, TERM_UNITS } from '../../../domain/procedure.js';
import { PROCEDURE_CODE } from '../reading/checks.js';
import { type Fields, type LooseFields, listOf, objectOf, valuesOf } from '../reading/fields.js';
import { choice, code, count, day, flag, money, required, text, time, word } from '../reading/leaves.js';

const EXAMPLE = '1.001193';

/** The exchange form of a procedure (docs/sources/procedures.md), field by field. */
export const PROCEDURE_FORM = {
  MaTTHC: required(code(PROCEDURE_CODE, EXAMPLE)),
  TenTTHC: required(text()),
  MaLinhVuc: required(text(200)),
  TenLinhVuc: required(text()),
  CapThucHien: valuesOf(required(text(100))),
  MucDo: required(word(LEVEL_WORDS)),
  MucDoTuNgay: day('start'),
  ThoiHan: objectOf({ SoLuong: required(count()), DonVi: required(word(TERM_UNITS)) }),
  KhongCoHenTra: flag(),
  CoPhi: flag(),
  CoKetQuaGiay: flag(),
  TrangThai: word(PROCEDURE_STATUSES),
  CacThoiHan: listOf({
    Kenh: text(200),
    SoLuong: required(count()),
    DonVi: required(word(TERM_UNITS)),
    GhiChu: text(),
  }),
  PhiLePhi: listOf({
    Ten: required(text(1000)),
    Ma: text(200),
    Loai: choice([1, 2]),
    SoTien: required(money()),
    Kenh: text(200),
    GhiChu: text(),
  }),
  ThanhPhan: listOf({
    Ma: text(200),
    Ten: required(text()),
    TruongHop: text(),
    BatBuoc: flag(),
    SoBanChinh: count(),
    SoBanSao: count(),
    TepMau: text(2000),
  }),
  KetQua: listOf({ Ma: text(200), Ten: required(text()) }),
  QuyetDinh: objectOf({
    So: required(text(200)),
    Ngay: required(day('start')),
    CoQuan: text(1000),
    TepDinhKem: text(2000),
  }),
  ThayTheBoi: valuesOf(code(PROCEDURE_CODE, EXAMPLE)),
  HieuLucTu: day('start'),
  HieuLucDen: day('end'),
  NgayCapNhat: required(time()),
} as const;

export type ProcedureFields = Fields<typeof PROCEDURE_FORM>;
export type LooseProcedure = LooseFields<typeof PROCEDURE_FORM>;
