import { connectivity } from '../../../src/connectors/sources/connectivity/index.js';
import type { KindSample } from './kind-sample.js';

export const networkSite: KindSample = {
  source: connectivity,
  raw: (number, unit) => ({
    MaDuongTruyen: `NL-${unit}-${number}`,
    Ten: `Trụ sở ${number}`,
    DonVi: unit,
    NhaCungCap: 'VNPT',
    BangThong: '100',
    TinhTrang: 'UP',
    LanCuoiThay: '2025-08-20 08:00:00',
    SoMayTinh: 20,
    SoMayKetNoi: 19,
    ThietBi: [{ Loai: 'ROUTER', SoSeri: `SN${number}`, TinhTrang: 'UP' }],
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, SoMayKetNoi: 18 }),
  spoilt: (raw) => ({ raw: { ...raw, SoMayKetNoi: 21 }, field: 'SoMayKetNoi' }),
};
