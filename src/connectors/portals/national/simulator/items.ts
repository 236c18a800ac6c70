import {
  type Complaint,
  checkShape,
  cleanHtml,
  dossierCode,
  link,
  list,
  object,
  oneOf,
  type Shape,
  text,
} from '../../simulation/check.js';
import { state, wireDate } from './records.js';

/** `data[]` of `CapNhatTienDoHoSoMC` (national portal contract, section 5). */
const TRACE: Shape = {
  keys: {
    MaHoSo: dossierCode,
    NguoiXuLy: text(50),
    ChucDanh: text(),
    ThoiDiemXuLy: wireDate,
    PhongBanXuLy: text(),
    NoiDungXuLy: text(),
    TrangThai: state,
    NgayBatDau: wireDate,
    NgayKetThucTheoQuyDinh: wireDate,
  },
  needed: ['MaHoSo', 'NguoiXuLy', 'ThoiDiemXuLy', 'NoiDungXuLy', 'TrangThai'],
  emptyIsAbsent: true,
};

/** `data[]` of `DongBoThongBao` (section 6). */
const NOTICE: Shape = {
  keys: {
    MaThongBao: text(200),
    TieuDe: text(),
    TrichYeu: text(),
    NoiDung: cleanHtml,
    ChuyenMuc: oneOf(
      'PHAP_LUAT',
      'CHINH_SACH',
      'THU_TUC_HANH_CHINH',
      'QUY_TRINH',
      'DU_AN_DAU_TU',
      'DAU_THAU_MUA_SAM',
      'HOAT_DONG',
    ),
    SoKyHieu: text(),
    NgayBanHanh: wireDate,
    NgayDang: wireDate,
    NgayHetHan: wireDate,
    CoQuanBanHanh: text(),
    DuongDan: link,
    TepDinhKem: list(
      object({
        keys: { TenTep: text(), DuongDanTaiTepTin: link },
        needed: ['TenTep', 'DuongDanTaiTepTin'],
        emptyIsAbsent: true,
      }),
    ),
    DaGo: oneOf('True', 'False'),
  },
  needed: ['MaThongBao', 'TieuDe', 'NoiDung', 'ChuyenMuc', 'NgayDang', 'CoQuanBanHanh'],
  emptyIsAbsent: true,
};

export function checkTrace(value: unknown): Complaint | undefined {
  return checkShape(value, TRACE);
}

export function checkNotice(value: unknown): Complaint | undefined {
  return checkShape(value, NOTICE);
}

/** What makes two trace items the same one (section 5). */
export function traceKey(item: Record<string, unknown>): string {
  return ['MaHoSo', 'ThoiDiemXuLy', 'TrangThai', 'NguoiXuLy', 'NoiDungXuLy']
    .map((key) => String(item[key] ?? ''))
    .join('|');
}
