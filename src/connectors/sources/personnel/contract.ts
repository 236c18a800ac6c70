import { UNIT_CODE } from '../reading/checks.js';
import { listOf } from '../reading/fields.js';
import { code, decimal, flag, neverDate, paperNumber, required, text, word } from '../reading/leaves.js';
import {
  agencyNumber,
  gender,
  identityNumber,
  partialDay,
  personName,
  unicodeText,
} from '../reading/person-leaves.js';

const UNIT = code(UNIT_CODE, 'H56.14.3');
const RANK = code(/^\d{2}[A-Za-z]?\.\d{2,3}[a-z]?$|^V\.\d{2}\.\d{2}\.\d{2}$/, '01.003, V.07.04.32');
/** Phụ cấp thâm niên vượt khung: what is paid beyond the last step. */
const BEYOND = String.raw`(?:VK|vượt khung)\s*\d{1,2}\s*%`;
const STEP = neverDate(
  code(
    new RegExp(String.raw`^(?:\d{1,2}(?:/\d{1,2})?(?:[\s+,]*${BEYOND})?|${BEYOND})$`, 'iu'),
    '3/9, 9/9 VK 6%',
  ),
);

/** Loại cán bộ, as forms write it. */
export const KINDS = {
  CAN_BO: 'CADRE',
  CONG_CHUC: 'CIVIL_SERVANT',
  VIEN_CHUC: 'PUBLIC_EMPLOYEE',
  HOP_DONG: 'CONTRACT',
} as const;

export const SCHEMES = { NGACH: 'RANK', VI_TRI_VIEC_LAM: 'POSITION' } as const;

export const STATES = {
  TAP_SU: 'PROBATION',
  DANG_LAM_VIEC: 'ACTIVE',
  NGHI_PHEP: 'LEAVE',
  BIET_PHAI: 'SECONDED',
  DINH_CHI: 'SUSPENDED',
  CHUYEN_CONG_TAC: 'TRANSFERRED',
  NGHI_HUU: 'RETIRED',
  THOI_VIEC: 'RESIGNED',
  BUOC_THOI_VIEC: 'DISMISSED',
  TU_TRAN: 'DECEASED',
} as const;

export const POSTS = { CHINH: 'MAIN', KIEM_NHIEM: 'SECOND' } as const;

const words = <const Table extends object>(table: Table) =>
  word(Object.keys(table) as (keyof Table & string)[]);

/** The exchange form of an official's file (docs/sources/personnel.md), field by field; names after form 2C. */
export const OFFICIAL_FORM = {
  SoHieu: required(agencyNumber(code(/^[\p{L}\d][\p{L}\d./-]*$/u, 'CB-0012', 40))),
  CoQuanQuanLy: required(UNIT),
  SoDinhDanh: required(identityNumber()),
  HoTen: required(personName()),
  TenGoiKhac: personName(),
  NgaySinh: required(partialDay()),
  GioiTinh: required(gender('judicial')),
  NoiSinh: unicodeText(500),
  QueQuan: unicodeText(500),
  DiaChi: unicodeText(500),
  DiDong: text(50),
  DienThoaiCoQuan: text(50),
  EmailCongVu: text(200),
  DanToc: unicodeText(100),
  TonGiao: unicodeText(100),
  TrinhDoPhoThong: text(100),
  TrinhDoChuyenMon: unicodeText(500),
  LyLuanChinhTri: unicodeText(200),
  QuanLyNhaNuoc: unicodeText(200),
  NgoaiNgu: unicodeText(200),
  TinHoc: unicodeText(200),
  NgayVaoDang: partialDay(),
  NgayVaoDangChinhThuc: partialDay(),
  LoaiCanBo: required(words(KINDS)),
  CheDoLuong: words(SCHEMES),
  TrangThai: required(words(STATES)),
  SoYeuLyLich: flag(),
  TinhTrangSucKhoe: unicodeText(500),
  NhomMau: text(10),
  KyLuat: unicodeText(2_000),
  // Of the present, for tables that have a row a person; the lists below say more.
  DonViCongTac: required(UNIT),
  ChucVu: unicodeText(300),
  TuNgay: partialDay(),
  MaNgach: RANK,
  TenNgach: unicodeText(200),
  BacLuong: STEP,
  HeSoLuong: decimal(),
  HuongTu: partialDay(),
  QuaTrinhCongTac: listOf({
    DonVi: required(UNIT),
    ChucVu: required(unicodeText(300)),
    Loai: words(POSTS),
    TuNgay: required(partialDay()),
    DenNgay: partialDay(),
    SoQuyetDinh: paperNumber(),
    NhiemVu: unicodeText(1_000),
  }),
  DienBienLuong: listOf({
    // Ranks of the past were written in many ways.
    MaNgach: agencyNumber(text(20)),
    TenNgach: unicodeText(200),
    BacLuong: STEP,
    HeSoLuong: decimal(),
    HuongTu: required(partialDay()),
    SoQuyetDinh: paperNumber(),
  }),
} as const;
