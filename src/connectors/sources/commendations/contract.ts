import { UNIT_CODE } from '../reading/checks.js';
import { code, day, money, paperNumber, required, text, word } from '../reading/leaves.js';
import { identityNumber, personName, unicodeText } from '../reading/person-leaves.js';

/** The exchange form of an award or of a proposal of one (docs/sources/commendations.md), field by field. */
export const COMMENDATION_FORM = {
  DoiTuong: required(word(['CA_NHAN', 'TAP_THE', 'HO_GIA_DINH'])),
  TenNguoiNhan: required(personName()),
  SoDinhDanh: identityNumber(),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  NoiCongTac: unicodeText(300),
  DanhHieu: required(text(200)),
  CapKhen: word(['CO_SO', 'XA', 'HUYEN', 'TINH', 'TRUNG_UONG']),
  Nam: required(code(/^\d{4}(?:\s*[-–]\s*\d{4})?$/, '2025, 2024-2025')),
  ThanhTich: unicodeText(2_000),
  TrangThai: required(word(['DE_NGHI', 'HOI_DONG', 'TRA_LAI', 'DA_QUYET_DINH', 'DA_CONG_BO', 'THU_HOI'])),
  SoToTrinh: paperNumber(),
  NgayToTrinh: day('start'),
  LyDo: unicodeText(2_000),
  SoQuyetDinh: paperNumber(),
  NgayQuyetDinh: day('start'),
  NguoiKy: personName(),
  NgayCongBo: day('start'),
  NgayThuHoi: day('start'),
  SoTien: money(),
} as const;
