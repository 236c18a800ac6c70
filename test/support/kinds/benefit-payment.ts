import { benefitPayments } from '../../../src/connectors/sources/beneficiaries/payments/index.js';
import type { KindSample } from './kind-sample.js';

export const benefitPayment: KindSample = {
  source: benefitPayments,
  raw: (number, unit) => ({
    Thang: '08/2025',
    LoaiDoiTuong: 'Người cao tuổi',
    HoTen: `Bùi Thị ${number}`,
    NgaySinh: '03/1940',
    GioiTinh: 'Nữ',
    // A person is paid once a month by a commune: each record is about another.
    SoDinhDanh: `038140${String(number).padStart(6, '0')}`,
    DonVi: unit,
    Thon: 'Thôn Cao Hòa',
    HeSo: '1,5',
    SoTien: '750.000',
    TrangThai: 'DA_CHI',
    NgayChi: '2025-08-12',
    SoQuyetDinh: '31/QĐ-UBND',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, SoTien: '800.000' }),
  spoilt: (raw) => ({ raw: { ...raw, SoTien: '-' }, field: 'SoTien' }),
  personal: [
    { table: 'benefit_payment', text: ['full_name', 'birth_date', 'village'], sealed: ['personal_id'] },
  ],
};
