import { ratings } from '../../../src/connectors/sources/ratings/index.js';
import type { KindSample } from './kind-sample.js';

export const rating: KindSample = {
  source: ratings,
  raw: (number, unit) => ({
    MaHoSo: `${unit}-250801-000${number}`,
    LoaiDanhGia: 'OVERALL',
    ThoiDiem: '2025-08-20T08:00:00+07:00',
    MucDo: 1,
    Kenh: 'KIOSK',
    NoiDung: 'Cán bộ tận tình',
    DonVi: unit,
    MaTTHC: '1.001193',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, MucDo: 2 }),
  spoilt: (raw) => ({ raw: { ...raw, MucDo: 4 }, field: 'MucDo' }),
  personal: [{ table: 'rating', sealed: ['comment'] }],
};
