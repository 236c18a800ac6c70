import { commendations } from '../../../src/connectors/sources/commendations/index.js';
import type { KindSample } from './kind-sample.js';

/** Published: proposals are not for every role, which is tested by itself. */
export const commendation: KindSample = {
  source: commendations,
  raw: (number, unit) => ({
    DoiTuong: 'CA_NHAN',
    TenNguoiNhan: `Nguyễn Văn ${number}`,
    SoDinhDanh: '038090000123',
    DonVi: unit,
    NoiCongTac: 'Trường Tiểu học Mẫu',
    DanhHieu: 'Giấy khen',
    CapKhen: 'XA',
    Nam: '2024-2025',
    ThanhTich: 'Hoàn thành xuất sắc nhiệm vụ',
    TrangThai: 'DA_CONG_BO',
    SoToTrinh: `${number}/TTr-VHXH`,
    NgayToTrinh: '2025-07-10',
    // One decision gives a person one award: whose it is stands in the number.
    SoQuyetDinh: `${number}/QĐ-UBND-${unit}`,
    NgayQuyetDinh: '2025-08-01',
    NguoiKy: 'Lê Thị Ký',
    NgayCongBo: '2025-08-05',
    SoTien: 500_000,
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, ThanhTich: 'Đạt giải cấp tỉnh' }),
  spoilt: (raw) => ({ raw: { ...raw, DoiTuong: 'TAP_THE' }, field: 'SoDinhDanh' }),
  personal: [{ table: 'commendation', sealed: ['personal_id'] }],
};
