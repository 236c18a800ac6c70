import {
  BIRTH_KINDS,
  type ChangeKind,
  type CivilAct,
  type CivilRole,
  type CodeTable,
  DEATH_PAPERS,
  IDENTITY_PAPERS,
  meaningOf,
  RESIDENCES,
} from '../../../domain/civil-status.js';
import { fold } from '../../../domain/fold.js';
import type { CivilState, MarriageState } from '../../../domain/kinds/civil-registration.js';
import { DOSSIER_CODE } from '../reading/checks.js';
import { type LooseFields, listOf, objectOf } from '../reading/fields.js';
import { code, type Leaf, leaf, neverDate, required, text, word } from '../reading/leaves.js';
import { agencyNumber, gender, identityNumber, partialDay, personName } from '../reading/person-leaves.js';
import { unit } from '../reading/unit-leaf.js';

export const ACTS = {
  KHAI_SINH: 'BIRTH',
  KET_HON: 'MARRIAGE',
  KHAI_TU: 'DEATH',
  NHAN_CHA_ME_CON: 'RECOGNITION',
  TINH_TRANG_HON_NHAN: 'MARITAL_STATUS',
  THAY_DOI_CAI_CHINH: 'CORRECTION',
  GHI_CHU_LY_HON: 'FOREIGN_DIVORCE',
  TRICH_LUC: 'EXTRACT',
} as const satisfies Record<string, CivilAct>;

export const ROLES = {
  CON: 'CHILD',
  ME: 'MOTHER',
  CHA: 'FATHER',
  CHONG: 'HUSBAND',
  VO: 'WIFE',
  NGUOI_CHET: 'DECEASED',
  CHA_ME: 'PARENT',
  BAN_THAN: 'PERSON',
  NGUOI_YEU_CAU: 'REQUESTER',
} as const satisfies Record<string, CivilRole>;

export const STATES = {
  DANG_KY: 'REGISTERED',
  DA_SUA_DOI: 'AMENDED',
  THU_HOI: 'REVOKED',
} as const satisfies Record<string, CivilState>;

export const CHANGES = {
  THAY_DOI: 'CHANGE',
  CAI_CHINH: 'CORRECTION',
  BO_SUNG: 'SUPPLEMENT',
  XAC_DINH_LAI_DAN_TOC: 'ETHNICITY',
} as const satisfies Record<string, ChangeKind>;

/** What became of a marriage: the form's word, the bulk entry's code, what its list shows. NONE: nothing is noted. */
const MARRIAGES: readonly (readonly [means: MarriageState | 'NONE', ...written: string[]])[] = [
  ['DIVORCED', 'LY_HON', '1', 'Đã ly hôn', 'Ly hôn'],
  ['ANNULLED', 'HUY_KET_HON', '2', 'Đã hủy việc kết hôn', 'Hủy việc kết hôn'],
  ['RECOGNISED', 'CONG_NHAN', '3', 'Đã được công nhận việc kết hôn', 'Công nhận việc kết hôn'],
  ['NONE', '4', 'Không có thông tin'],
];
const MARRIAGE_OF = new Map(
  MARRIAGES.flatMap(([means, ...written]) => written.map((text) => [fold(text), means] as const)),
);
const marriageState = () =>
  leaf(
    (value, fail) =>
      MARRIAGE_OF.get(fold(value)) ?? fail('NOT_IN_LIST', MARRIAGES.map(([, word]) => word).join(', ')),
  );

const words = <const Table extends object>(table: Table) =>
  word(Object.keys(table) as (keyof Table & string)[]);

/** A code of a table, as what it means. */
function coded<Meaning extends string>(table: CodeTable<Meaning>): Leaf<Meaning> {
  const known = Object.keys(table).join(', ');
  return leaf((value, fail) => meaningOf(table, value.trim()) ?? fail('NOT_IN_LIST', known));
}

/** `12`, `12/2025`: it stands in keys. */
const NUMBER = required(agencyNumber(neverDate(code(/^[\p{L}\d][\p{L}\d./ -]*$/u, '12/2025', 40))));

/** The exchange form of a registration (docs/sources/civil-status.md), field by field. */
export const CIVIL_FORM = {
  NoiDangKy: required(unit()),
  LoaiSo: required(words(ACTS)),
  QuyenSo: NUMBER,
  So: NUMBER,
  TrangSo: text(20),
  NgayDangKy: required(partialDay()),
  LoaiDangKy: code(/^\d{1,2}$/, '1'),
  MaQuocGia: code(/^\d{1,19}$/, '1234567'),
  MaHoSo: code(DOSSIER_CODE, 'H56.14-250820-0001'),
  NguoiKy: personName(),
  ChucVuNguoiKy: text(200),
  NguoiThucHien: personName(),
  GhiChu: text(4_000),
  TrangThai: words(STATES),
  NgayThuHoi: partialDay(),
  LyDoThuHoi: text(2_000),
  // Of a birth.
  LoaiKhaiSinh: coded(BIRTH_KINDS),
  MaGiayChungSinh: text(50),
  // Of a death.
  NgayChet: partialDay(),
  GioPhutChet: text(20),
  NoiChet: text(500),
  NguyenNhanChet: text(1_000),
  LoaiGiayBaoTu: coded(DEATH_PAPERS),
  SoGiayBaoTu: text(100),
  NgayGiayBaoTu: partialDay(),
  CoQuanCapGiayBaoTu: text(300),
  // Of a marriage.
  TinhTrangKetHon: marriageState(),
  NgayGhiChuKetHon: partialDay(),
  CanCuKetHon: text(500),
  // Of a change or correction.
  NoiDungThayDoi: text(2_000),
  LoaiThayDoi: words(CHANGES),
  // What a change or an extract is of.
  DangKyGoc: objectOf({ NoiDangKy: unit(), LoaiSo: required(words(ACTS)), QuyenSo: NUMBER, So: NUMBER }),
  // Of what was registered or decided abroad before.
  SoDangKyNuocNgoai: text(100),
  NgayDangKyNuocNgoai: partialDay(),
  CoQuanNuocNgoai: text(300),
  QuocGiaNuocNgoai: text(100),
  Nguoi: listOf({
    VaiTro: required(words(ROLES)),
    HoTen: required(personName()),
    GioiTinh: gender('civilStatus'),
    NgaySinh: partialDay(),
    SoDinhDanh: identityNumber(),
    LoaiGiayTo: coded(IDENTITY_PAPERS),
    SoGiayTo: text(50),
    DanToc: text(100),
    QuocTich: text(100),
    LoaiCuTru: coded(RESIDENCES),
    NoiCuTru: text(500),
    NoiSinh: text(500),
    QueQuan: text(500),
    QuanHe: text(100),
  }),
} as const;

export type Loose = LooseFields<typeof CIVIL_FORM>;
export type LoosePerson = Loose['Nguoi'][number];
