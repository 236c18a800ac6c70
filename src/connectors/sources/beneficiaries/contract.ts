import { UNIT_CODE } from '../reading/checks.js';
import {
  changed,
  code,
  day,
  decimal,
  money,
  paperNumber,
  percent,
  required,
  text,
} from '../reading/leaves.js';
import { agencyNumber, gender, identityNumber, partialDay, personName } from '../reading/person-leaves.js';
import { birthDay } from './birth.js';
import { CHANNELS, DISABILITIES, HOUSEHOLD_CODE, LEVELS, PROGRAMMES, STATES, wordsOf } from './words.js';

/** Numbers of papers and files stand in keys and lists in clear. */
const PAPER = agencyNumber(paperNumber());

/** The exchange form of an entitlement (docs/sources/beneficiaries.md), field by field. */
export const BENEFICIARY_FORM = {
  ChuongTrinh: required(wordsOf(PROGRAMMES)),
  LoaiDoiTuong: required(text(200)),
  HoTen: required(personName()),
  NgaySinh: required(birthDay()),
  GioiTinh: required(gender('civilStatus')),
  SoDinhDanh: identityNumber([12, 9]),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  Thon: personName(),
  MaHo: HOUSEHOLD_CODE,
  HeSo: decimal(),
  MucHuong: money(),
  SoTiepNhan: PAPER,
  SoQuyetDinh: PAPER,
  NgayQuyetDinh: day('start'),
  HuongTu: day('start'),
  HuongDen: day('start'),
  DangTat: wordsOf(DISABILITIES),
  MucDoKhuyetTat: wordsOf(LEVELS),
  TyLeTonThuong: percent(),
  NguoiGiamHo: personName(),
  KenhChiTra: wordsOf(CHANNELS),
  // Banks print it in groups: `3512 2050 01234`.
  SoTaiKhoan: changed(
    (value) => (typeof value === 'string' ? value.replace(/(?<=\d)[ .\u00a0-](?=\d)/g, '') : value),
    code(/^\d{6,20}$/, '3512205001234'),
  ),
  SoHoSoBo: PAPER,
  SoHoSoTinh: PAPER,
  NgayMat: partialDay(),
  TrangThai: required(wordsOf(STATES)),
  LyDo: text(2_000),
} as const;
