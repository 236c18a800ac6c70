import { networkIncidents } from '../../../src/connectors/sources/network-incidents/index.js';
import type { KindSample } from './kind-sample.js';

export const networkIncident: KindSample = {
  source: networkIncidents,
  raw: (number, unit) => ({
    MaSuCo: `SC-${unit}-${number}`,
    DonVi: unit,
    MaDuongTruyen: `NL-${unit}-${number}`,
    SoSeri: `SN${number}`,
    MoTa: 'Mất kết nối',
    ThoiDiemMo: '2025-08-19 08:00:00',
    ThoiDiemTiepNhan: '2025-08-19 08:30:00',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, ThoiDiemKhoiPhuc: '2025-08-19 10:00:00', NguyenNhan: 'Đứt cáp' }),
  spoilt: (raw) => ({ raw: { ...raw, ThoiDiemDong: '2025-08-20 08:00:00' }, field: 'ThoiDiemKhoiPhuc' }),
};
