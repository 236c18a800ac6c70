import type { Json, JsonObject } from '../../../domain/canonical.js';
import type { Sheets } from '../../transport/transport.js';
import { isAbsent } from '../reading/fields.js';
import type { Translated } from '../reading/plain-source.js';
import type { ACTS, ROLES } from './contract.js';

/*
 * Registrations in the columns of the bulk entry of old registers, which are the names of the justice system's services too: one flat row a
 * registration, everybody's columns with a prefix of their own.
 */

/** Sheets of the workbook, and modules of the services. */
const REGISTERS: Readonly<Record<string, keyof typeof ACTS>> = {
  ks: 'KHAI_SINH',
  kh: 'KET_HON',
  kt: 'KHAI_TU',
  hn: 'TINH_TRANG_HON_NHAN',
  cmc: 'NHAN_CHA_ME_CON',
};

/** What the sheet or the module is told as. */
const REGISTER = 'module';

/** What the template's list has for "nothing is told" (Không có thông tin), where the form just leaves it out. */
const NOT_TOLD: ReadonlyMap<string, string> = new Map([['gbtLoai', '0']]);

/** Two columns may be one field's: of them the first that says something. */
const FIELDS: Readonly<Record<string, string>> = {
  id: 'MaQuocGia',
  so: 'So',
  quyenSo: 'QuyenSo',
  trangSo: 'TrangSo',
  ngayDangKy: 'NgayDangKy',
  loaiDangKy: 'LoaiDangKy',
  noiDangKy: 'NoiDangKy',
  // So the sheet of marital status calls it.
  noiCap: 'NoiDangKy',
  nguoiKy: 'NguoiKy',
  chucVuNguoiKy: 'ChucVuNguoiKy',
  nguoiThucHien: 'NguoiThucHien',
  ghiChu: 'GhiChu',
  maHoSo: 'MaHoSo',
  nksLoaiKhaiSinh: 'LoaiKhaiSinh',
  maGCS: 'MaGiayChungSinh',
  nktNgayChet: 'NgayChet',
  nktGioPhutChet: 'GioPhutChet',
  nktNoiChet: 'NoiChet',
  nktNguyenNhanChet: 'NguyenNhanChet',
  gbtLoai: 'LoaiGiayBaoTu',
  gbtSo: 'SoGiayBaoTu',
  gbtNgay: 'NgayGiayBaoTu',
  gbtCoQuanCap: 'CoQuanCapGiayBaoTu',
  tinhTrangKetHon: 'TinhTrangKetHon',
  huyKetHonNgayGhiChu: 'NgayGhiChuKetHon',
  congNhanKetHonNgayGhiChu: 'NgayGhiChuKetHon',
  huyKetHonCanCu: 'CanCuKetHon',
  congNhanKetHonCanCu: 'CanCuKetHon',
  soDangKyNuocNgoai: 'SoDangKyNuocNgoai',
  ngayDangKyNuocNgoai: 'NgayDangKyNuocNgoai',
  cqNuocNgoaiDaDangKy: 'CoQuanNuocNgoai',
  qgNuocNgoaiDaDangKy: 'QuocGiaNuocNgoai',
  trangThai: 'TrangThai',
  ngayThuHoi: 'NgayThuHoi',
  lyDoThuHoi: 'LyDoThuHoi',
  ngayCapNhat: 'NgayCapNhat',
  daXoa: 'DaXoa',
};

/** Prefixes of everybody's columns; the order in which they stand in the record. */
const PERSONS: readonly (readonly [prefix: string, role: keyof typeof ROLES])[] = [
  ['nks', 'CON'],
  ['nc', 'CON'],
  ['me', 'ME'],
  ['cha', 'CHA'],
  ['cm', 'CHA_ME'],
  ['chong', 'CHONG'],
  ['vo', 'VO'],
  ['nkt', 'NGUOI_CHET'],
  ['nxn', 'BAN_THAN'],
  ['nyc', 'NGUOI_YEU_CAU'],
];

const OF_A_PERSON: Readonly<Record<string, string>> = {
  HoTen: 'HoTen',
  GioiTinh: 'GioiTinh',
  NgaySinh: 'NgaySinh',
  SoDinhDanh: 'SoDinhDanh',
  LoaiGiayToTuyThan: 'LoaiGiayTo',
  SoGiayToTuyThan: 'SoGiayTo',
  DanToc: 'DanToc',
  QuocTich: 'QuocTich',
  LoaiCuTru: 'LoaiCuTru',
  NoiCuTru: 'NoiCuTru',
  NoiSinh: 'NoiSinh',
  QueQuan: 'QueQuan',
  QuanHe: 'QuanHe',
};
/** Filled in by the template where nobody stands: they make no person. */
const PRESET = new Set(['LoaiCuTru', 'LoaiGiayToTuyThan']);

/** The sheets of the workbook of the bulk entry. It tells no time of change: the file's own stands for it. */
export const registerSheets: Sheets = {
  columns: ['so', 'quyenSo', 'noiDangKy', 'noiCap'],
  takes: (name) => Object.hasOwn(REGISTERS, name.trim().toLowerCase()),
  says: (name, modifiedAt) => ({
    [REGISTER]: name.trim().toLowerCase(),
    ngayCapNhat: new Date(modifiedAt).toISOString(),
  }),
};

/** Whether a record has these columns. */
export function isDigitised(raw: JsonObject): boolean {
  return registerSheets.columns.some((column) => Object.hasOwn(raw, column));
}

/** The row in the exchange form. Pure: whatever is wrong is left for the form to refuse, by the row's own names. */
export function fromDigitised(row: JsonObject): Translated {
  const names = new Map<string, string>();
  const raw: { [key: string]: Json } = {};
  const register = row[REGISTER];
  if (typeof register === 'string') {
    raw['LoaiSo'] = REGISTERS[register.trim().toLowerCase()] ?? register;
    names.set('LoaiSo', REGISTER);
  }
  for (const [column, field] of Object.entries(FIELDS)) {
    const value = NOT_TOLD.get(column) === String(row[column]).trim() ? undefined : row[column];
    // Of two columns of one field the one that says something.
    if (!names.has(field) || (isAbsent(raw[field]) && !isAbsent(value))) names.set(field, column);
    if (value !== undefined && isAbsent(raw[field])) raw[field] = value;
  }
  // The day of a revocation says that it was revoked; a list of states is not known in every such table.
  if (isAbsent(raw['TrangThai']) && !isAbsent(raw['NgayThuHoi'])) raw['TrangThai'] = 'THU_HOI';
  const persons: Json[] = [];
  for (const [prefix, role] of PERSONS) {
    const own = Object.entries(OF_A_PERSON).map(
      ([suffix, field]) => [suffix, field, row[prefix + suffix]] as const,
    );
    if (own.every(([suffix, , value]) => isAbsent(value) || PRESET.has(suffix))) continue;
    for (const [suffix, field] of own) names.set(`Nguoi[${persons.length}].${field}`, prefix + suffix);
    const told = own.flatMap(([, field, value]) => (value === undefined ? [] : [[field, value] as const]));
    persons.push({ VaiTro: role, ...Object.fromEntries(told) });
  }
  raw['Nguoi'] = persons;
  return { raw, problems: [], named: (field) => names.get(field) ?? field };
}
