import { DOSSIER_CODE, PROCEDURE_CODE, UNIT_CODE } from '../reading/checks.js';
import { type Fields, type LooseFields, listOf, objectOf } from '../reading/fields.js';
import { choice, code, count, day, flag, money, required, state, text, time } from '../reading/leaves.js';

/** Text that becomes part of an identity, and so of an index. */
const identifying = text(500);

/** The exchange form of a one-stop dossier (docs/sources/one-stop.md), field by field. */
export const ONE_STOP_FORM = {
  MaHoSo: required(code(DOSSIER_CODE, 'H56.14-240823-0001')),
  MaTTHC: required(code(PROCEDURE_CODE, '1.001193')),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  DonViXuLy: text(500),
  KenhThucHien: required(choice([1, 2, 3])),
  LoaiDoiTuong: required(choice([1, 2, 3, 4])),
  ChuHoSo: required(text()),
  LoaiDinhDanh: choice([1, 2]),
  SoDinhDanh: text(100),
  SoDienThoai: text(),
  Email: text(),
  DiaChi: text(),
  MaDoiTuong: text(),
  TrichYeuHoSo: required(text()),
  NoiNop: choice([1, 2]),
  NgayNopHoSo: time(),
  NgayTiepNhan: time(),
  NgayHenTra: time(),
  NgayKetThucXuLy: time(),
  NgayTra: time(),
  NgayTuChoi: time(),
  TrangThaiHoSo: required(state()),
  HinhThucTra: choice([0, 1]),
  XacThucVNeID: flag(),
  ThanhToanTrucTuyen: choice([0, 1, 2]),
  NgayCapNhat: required(time()),
  DaXoa: flag(),
  QuaTrinh: listOf({
    ThoiDiem: required(time()),
    TrangThai: required(state()),
    NguoiXuLy: required(identifying),
    ChucDanh: text(),
    PhongBan: text(),
    NoiDung: text(),
    BatDau: time(),
    Han: time(),
  }),
  ThanhPhan: listOf({
    Ma: text(),
    Ten: required(text()),
    TepDinhKem: text(),
    SoHoa: flag(),
    TaiSuDung: flag(),
    TuKhoQuocGia: flag(),
    SoBanChinh: count(),
    SoBanSao: count(),
  }),
  KetQua: listOf({
    Ma: text(),
    Ten: required(text()),
    SoKyHieu: text(),
    NgayKy: day('start'),
    NguoiKy: text(),
    TepDinhKem: text(),
    MaGiayTo: text(),
  }),
  LePhi: listOf({
    Ten: required(text()),
    Ma: text(),
    Loai: choice([1, 2]),
    SoTien: required(money()),
    HinhThucThu: text(),
    DaThu: flag(),
    NgayThu: time(),
  }),
  BoSung: listOf({
    Id: required(identifying),
    NguoiYeuCau: text(),
    NoiDung: text(),
    NgayYeuCau: required(time()),
    NgayBoSung: time(),
    NguoiTiepNhan: text(),
    HenTraTruoc: time(),
    HenTraMoi: time(),
    TrangThai: text(),
  }),
  DanhGia: objectOf({ MucDo: choice([1, 2, 3]), NoiDung: text(), ThoiDiem: time() }),
} as const;

/** Of a tombstone (`DaXoa`) only these are needed. */
export const TOMBSTONE_FORM = {
  MaHoSo: ONE_STOP_FORM.MaHoSo,
  NgayCapNhat: ONE_STOP_FORM.NgayCapNhat,
  DaXoa: ONE_STOP_FORM.DaXoa,
} as const;

export type OneStopFields = Fields<typeof ONE_STOP_FORM>;
export type LooseOneStopFields = LooseFields<typeof ONE_STOP_FORM>;
