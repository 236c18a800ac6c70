import { povertyHouseholds } from '../../../src/connectors/sources/beneficiaries/households/index.js';
import type { KindSample } from './kind-sample.js';

export const povertyHousehold: KindSample = {
  source: povertyHouseholds,
  raw: (number, unit) => ({
    Nam: 2025,
    DonVi: unit,
    MaHo: `NL-${number}`,
    Thon: 'Thôn Cao Hòa',
    ChuHo: `Bùi Văn ${number}`,
    SoDinhDanh: '038080000123',
    PhanLoai: 'HO_NGHEO',
    SoNhanKhau: 4,
    DiemB1: '120,5',
    DiemB2: 30,
    SoQuyetDinh: '70/QĐ-UBND',
    NgayQuyetDinh: '2025-07-30',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, SoNhanKhau: 5 }),
  spoilt: (raw) => ({ raw: { ...raw, PhanLoai: 'HO_GIAU' }, field: 'PhanLoai' }),
  personal: [
    { table: 'poverty_household', text: ['head_name', 'village', 'household_code'], sealed: ['personal_id'] },
  ],
};
