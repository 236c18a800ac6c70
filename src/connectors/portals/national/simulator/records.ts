import type { SampleProcedure } from '../../simulation/catalogue.js';
import {
  type Check,
  type Complaint,
  checkShape,
  dossierCode,
  existsInCalendar,
  link,
  list,
  object,
  oneOf,
  pattern,
  procedureCode,
  type Shape,
  text,
  wrong,
} from '../../simulation/check.js';

/** `yyyyMMddHHmmss`, a moment that exists. */
export const wireDate: Check = (value, field) => {
  const match = typeof value === 'string' ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(value) : null;
  if (!match) return wrong(field, 'ngày giờ phải có dạng yyyyMMddHHmmss');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return existsInCalendar(year, month, day, hour, minute, second)
    ? undefined
    : wrong(field, 'ngày giờ không tồn tại');
};

export const state = oneOf('1', '2', '3', '4', '5', '6', '7', '8', '9', '10');
const zeroOne = oneOf('0', '1');
const count = pattern(/^\d{1,9}$/, 'phải là số viết bằng chữ số');
const shape = (keys: Record<string, Check>, needed: string[]): Shape => ({
  keys,
  needed,
  emptyIsAbsent: true,
});

const PAPER = shape({ TenGiayTo: text(), SoLuong: count, LoaiGiayTo: oneOf('1', '2') }, ['TenGiayTo']);
const FEE = shape(
  {
    TenPhiLePhi: text(),
    MaPhiLePhi: text(),
    HinhThucThu: text(),
    Gia: pattern(/^\d{1,15}$/, 'số tiền phải là số nguyên đồng, không dấu phân cách'),
    LoaiPhiLePhi: oneOf('1', '2'),
  },
  ['TenPhiLePhi', 'Gia'],
);
const IDENTITY = shape({ LoaiDinhDanh: oneOf('1', '2'), SoDinhDanh: pattern(/^\d+$/, 'phải gồm chữ số') }, [
  'LoaiDinhDanh',
  'SoDinhDanh',
]);
const SUBMITTED = shape(
  {
    TepDinhKemId: text(),
    TenTepDinhKem: text(),
    IsDeleted: oneOf('True', 'False'),
    MaThanhPhanHoSo: text(),
    DuongDanTaiTepTin: link,
    DuocSoHoa: zeroOne,
    DuocTaiSuDung: zeroOne,
    DuocLayTuKhoDMQG: zeroOne,
    MaKetQuaThayThe: text(),
  },
  ['TepDinhKemId', 'TenTepDinhKem', 'DuongDanTaiTepTin'],
);
const SUPPLEMENT = shape(
  {
    HoSoBoSungId: text(),
    NguoiYeuCauBoSung: text(),
    NoiDungBoSung: text(),
    NgayBoSung: wireDate,
    NguoiTiepNhanBoSung: text(),
    ThongTinTiepNhan: text(),
    NgayTiepNhanBoSung: wireDate,
    TrangThaiBoSung: text(),
    DanhSachGiayToBoSung: list(object(PAPER)),
    DanhSachLePhiBoSung: list(object(FEE)),
    NgayHenTraTruoc: wireDate,
    NgayHenTraMoi: wireDate,
  },
  ['HoSoBoSungId', 'NgayBoSung'],
);
const RESULT = shape(
  {
    TenGiayTo: text(),
    MaThanhPhanHoSo: text(),
    GiayToId: text(),
    DuongDanTepTinKetQua: link,
    MaGiayToKetQua: text(),
  },
  ['TenGiayTo', 'GiayToId', 'DuongDanTepTinKetQua'],
);

/** `data[]` of `DongBoHoSoMC` (national portal contract, section 4). */
const RECORD = shape(
  {
    MaHoSo: dossierCode,
    MaTTHC: procedureCode,
    TenTTHC: text(),
    MaLinhVuc: text(),
    TenLinhVuc: text(),
    KenhThucHien: oneOf('1', '2', '3'),
    ChuHoSo: text(),
    LoaiDoiTuong: oneOf('1', '2', '3', '4'),
    MaDoiTuong: text(),
    LoaiDinhDanh: oneOf('1', '2'),
    SoDinhDanh: pattern(/^\d+$/, 'phải gồm chữ số'),
    DinhDanhCHS: list(object(IDENTITY)),
    ThongTinKhac: text(),
    Email: text(),
    Fax: text(),
    SoDienThoai: text(),
    TrichYeuHoSo: text(1000),
    NgayNopHoSo: wireDate,
    NgayTiepNhan: wireDate,
    NgayHenTra: wireDate,
    TrangThaiHoSo: state,
    NgayTra: wireDate,
    ThongTinTra: text(),
    HinhThuc: zeroOne,
    NgayKetThucXuLy: wireDate,
    NgayTuChoi: wireDate,
    DonViXuLy: text(),
    GhiChu: text(),
    NoiNopHoSo: oneOf('1', '2'),
    HoSoCoThanhPhanSoHoa: zeroOne,
    TaiKhoanDuocXacThucVoiVNeID: zeroOne,
    DuocThanhToanTrucTuyen: oneOf('0', '1', '2'),
    DSKetNoiCSDL: list(object(shape({ MaCSDL: text() }, ['MaCSDL']))),
    TaiLieuNop: list(object(SUBMITTED)),
    DanhSachLePhi: list(object(FEE)),
    DanhSachTepDinhKemKhac: list(object(PAPER)),
    DanhSachHoSoBoSung: list(object(SUPPLEMENT)),
    DanhSachGiayToKetQua: list(object(RESULT)),
  },
  [
    'MaHoSo',
    'MaTTHC',
    'TenTTHC',
    'MaLinhVuc',
    'TenLinhVuc',
    'KenhThucHien',
    'LoaiDoiTuong',
    'TrichYeuHoSo',
    'TrangThaiHoSo',
    'DonViXuLy',
  ],
);

/** States whose dossier may never have been received (section 4; a registered one was not yet). */
const MAYBE_NEVER_RECEIVED = new Set(['1', '3', '5', '7']);
/** States that need no due time. */
const NO_DUE_TIME = new Set(['1', '3', '7']);
const IDENTITY_LENGTH: Record<string, number> = { '1': 12, '2': 9 };

/** The first complaint about one record but for its procedure's names; `procedure` undefined: not in the catalogue. */
export function checkRecord(value: unknown, procedure: SampleProcedure | undefined): Complaint | undefined {
  const complaint = checkShape(value, RECORD);
  if (complaint) return complaint;
  const record: Record<string, unknown> = { ...(value as object) };
  const has = (key: string) => record[key] !== undefined && record[key] !== '';
  const current = String(record['TrangThaiHoSo']);
  if (!has('NgayTiepNhan') && !MAYBE_NEVER_RECEIVED.has(current)) return missing('NgayTiepNhan');
  if (!has('NgayHenTra') && !NO_DUE_TIME.has(current) && procedure?.noDueTime !== true)
    return missing('NgayHenTra');
  if (has('LoaiDinhDanh') !== has('SoDinhDanh'))
    return missing(has('LoaiDinhDanh') ? 'SoDinhDanh' : 'LoaiDinhDanh');
  if (has('LoaiDinhDanh') && has('DinhDanhCHS'))
    return wrong('DinhDanhCHS', 'chỉ gửi một trong hai dạng định danh');
  const identities = Array.isArray(record['DinhDanhCHS']) ? record['DinhDanhCHS'] : [];
  for (const [at, identity] of [
    ['', record] as const,
    ...identities.map((each) => ['DinhDanhCHS.', each] as const),
  ]) {
    const kind = String(identity['LoaiDinhDanh'] ?? '');
    const length = IDENTITY_LENGTH[kind];
    if (length !== undefined && String(identity['SoDinhDanh']).length !== length) {
      return wrong(`${at}SoDinhDanh`, `phải có ${length} chữ số`);
    }
  }
  return undefined;
}

/** Whether the names are the catalogue's own (section 4, `TenTTHC`, `MaLinhVuc`, `TenLinhVuc`). */
export function checkNames(
  record: Record<string, unknown>,
  procedure: SampleProcedure,
): Complaint | undefined {
  for (const [key, expected] of [
    ['TenTTHC', procedure.name],
    ['MaLinhVuc', procedure.fieldCode],
    ['TenLinhVuc', procedure.fieldName],
  ] as const) {
    if (record[key] !== expected.normalize('NFC'))
      return wrong(key, `không đúng danh mục quốc gia: "${expected}"`);
  }
  return undefined;
}

function missing(field: string): Complaint {
  return { reason: 'missing', field, message: 'thiếu trường bắt buộc' };
}
