import { devices } from '../../../src/connectors/sources/devices/index.js';
import type { KindSample } from './kind-sample.js';

export const device: KindSample = {
  source: devices,
  raw: (number, unit) => ({
    SoSeri: `SN-${unit}-${number}`,
    DonVi: unit,
    MaDuongTruyen: `NL-${unit}-1`,
    Loai: 'PC',
    Ten: `PC-${number}`,
    Model: 'OptiPlex 3000',
    DiaChiMAC: '00-1a-2b-3c-4d-5e',
    HeDieuHanh: 'Windows 11',
    DiaChiIP: '10.38.4.12',
    TinhTrang: 'UP',
    LanCuoiThay: '2025-08-20 07:55:00',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TinhTrang: 'DOWN' }),
  spoilt: (raw) => ({ raw: { ...raw, LanCuoiThay: '' }, field: 'LanCuoiThay' }),
};
