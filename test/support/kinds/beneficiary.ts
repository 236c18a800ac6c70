import { beneficiaries } from '../../../src/connectors/sources/beneficiaries/index.js';
import type { KindSample } from './kind-sample.js';

/** Of a group whose names are open to the scope `personal`: others are tested by themselves. */
export const beneficiary: KindSample = {
  source: beneficiaries,
  raw: (number, unit) => ({
    ChuongTrinh: 'BAO_TRO_XA_HOI',
    LoaiDoiTuong: 'Người cao tuổi',
    HoTen: `Bùi Thị ${number}`,
    NgaySinh: '03/1940',
    GioiTinh: 2,
    SoDinhDanh: `038140${String(number).padStart(6, '0')}`,
    DonVi: unit,
    Thon: 'Thôn Cao Hòa',
    MaHo: `NL-${number}`,
    HeSo: '1,5',
    MucHuong: '750.000',
    // One decision names a person once: whose it is stands in the number.
    SoQuyetDinh: `${number}/QĐ-UBND-${unit}`,
    NgayQuyetDinh: '2025-07-20',
    HuongTu: '2025-08-01',
    NguoiGiamHo: 'Lê Văn Nuôi',
    KenhChiTra: 'TAI_KHOAN',
    SoTaiKhoan: '3512205001234',
    TrangThai: 'DANG_HUONG',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, MucHuong: '800.000' }),
  spoilt: (raw) => ({ raw: { ...raw, SoDinhDanh: '38140000123' }, field: 'SoDinhDanh' }),
  personal: [
    {
      table: 'beneficiary',
      text: [
        'full_name',
        'birth_date',
        'village',
        'household_code',
        'guardian',
        'ministry_file',
        'province_file',
        'death_date',
      ],
      sealed: ['personal_id', 'disability_type', 'disability_level', 'injury_rate', 'bank_account', 'reason'],
    },
  ],
};
