import { PRIORITIES } from '../../../domain/kinds/document.js';
import { DOSSIER_CODE, UNIT_CODE } from '../reading/checks.js';
import { listOf, valuesOf } from '../reading/fields.js';
import { choice, code, count, day, neverDate, required, text, time, word } from '../reading/leaves.js';

/** How a register writes the states of a document. */
export const REGISTER_STATES = {
  DA_DEN: 'ARRIVED',
  TU_CHOI: 'REFUSED',
  DA_TIEP_NHAN: 'ACCEPTED',
  CHO_PHAN_CONG: 'WAITING',
  DANG_XU_LY: 'IN_WORK',
  HOAN_THANH: 'DONE',
  DU_THAO: 'DRAFT',
  DA_SOAT: 'REVIEWED',
  DA_KIEM_TRA_THE_THUC: 'FORMAT_CHECKED',
  DA_KY: 'PERSON_SIGNED',
  DA_CAP_SO: 'NUMBERED',
  DA_KY_CO_QUAN: 'ORGAN_SIGNED',
  DA_PHAT_HANH: 'ISSUED',
  DA_THU_HOI: 'REVOKED',
} as const;
const STATES = Object.keys(REGISTER_STATES) as (keyof typeof REGISTER_STATES)[];

/** `000.00.00.H56,2024/08/20,12345/UBND-THKH`, or what the hub calls a document whose issuer has no code. */
const DOCUMENT_ID = /^[^,]+,\d{4}(?:\/\d{2}\/\d{2})?,.+$/s;
const ORGAN_ID = /^[A-Za-z0-9][A-Za-z0-9.-]{1,34}$/;
/** Số và ký hiệu: up to 11 and 30 characters (decree 30/2020, annex VI). */
const NUMBER_AND_NOTATION = /^[^/]{1,11}\/.{1,30}$/s;

/** The register of documents (sổ văn bản; docs/sources/documents.md), field by field. */
export const REGISTER_FORM = {
  MaVanBan: code(DOCUMENT_ID, '000.00.00.H56,2024/08/20,12345/UBND-THKH', 200),
  Huong: required(word(['DEN', 'DI'])),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  SoDen: text(10),
  NgayDen: day('start'),
  MaTacGia: code(ORGAN_ID, '000.00.00.H56', 35),
  TacGia: text(200),
  SoKyHieu: required(neverDate(code(NUMBER_AND_NOTATION, '12345/UBND-THKH'))),
  NgayVanBan: required(day('start')),
  LoaiVanBan: text(100),
  TrichYeu: required(text(500)),
  NoiDung: text(100_000),
  NguoiKy: text(50),
  ChucVuNguoiKy: text(100),
  DoKhan: choice(PRIORITIES),
  DoMat: text(50),
  HanXuLy: day('end'),
  SoTrang: count(),
  HinhThuc: word(['DIEN_TU', 'GIAY']),
  TrangThai: word(STATES),
  NoiNhan: text(1000),
  DonViNhan: listOf({ Ma: code(ORGAN_ID, '000.00.15.H56', 35), Ten: text(200) }),
  MaHoSo: valuesOf(required(code(DOSSIER_CODE, 'H56.14-240823-0001'))),
  TraLoiCho: valuesOf(required(text(200))),
  ThayThe: valuesOf(required(text(200))),
  QuaTrinh: listOf({
    ThoiDiem: required(time()),
    TrangThai: text(10),
    NguoiXuLy: text(100),
    PhongBan: text(200),
    NoiDung: text(1000),
  }),
  TepDinhKem: listOf({ Ten: text(500), DuongDan: required(text(2000)) }),
} as const;
