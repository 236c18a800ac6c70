import { personnel } from '../../../src/connectors/sources/personnel/index.js';
import type { KindSample } from './kind-sample.js';

export const official: KindSample = {
  source: personnel,
  raw: (number, unit) => ({
    SoHieu: `CB-${unit}-${number}`,
    CoQuanQuanLy: unit,
    DonViCongTac: unit,
    // One person has one main post: each record is about another.
    SoDinhDanh: `038${String(Number(unit.replace(/\D/g, '')) * 100_000 + number)
      .slice(-9)
      .padStart(9, '0')}`,
    HoTen: `Nguyễn Văn ${number}`,
    TenGoiKhac: 'Văn',
    NgaySinh: '03/1980',
    GioiTinh: 'Nam',
    DanToc: 'Mường',
    LoaiCanBo: 'CONG_CHUC',
    TrangThai: 'DANG_LAM_VIEC',
    QuaTrinhCongTac: [
      { DonVi: unit, ChucVu: 'Chuyên viên', TuNgay: '2010', DenNgay: '30/06/2025' },
      { DonVi: unit, ChucVu: 'Phó Chủ tịch', TuNgay: '01/07/2025' },
    ],
    DienBienLuong: [{ MaNgach: '01.003', BacLuong: '3/9', HeSoLuong: 3, HuongTu: '2022-01-01' }],
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TrangThai: 'NGHI_PHEP' }),
  spoilt: (raw) => ({ raw: { ...raw, SoDinhDanh: '38090000123' }, field: 'SoDinhDanh' }),
  personal: [
    {
      table: 'official',
      text: [
        'other_name',
        'birth_date',
        'general_education',
        'degree',
        'political_theory',
        'state_management',
        'languages',
        'computing',
      ],
      sealed: [
        'personal_id',
        'birth_place',
        'home_town',
        'address',
        'mobile',
        'ethnicity',
        'religion',
        'party_joined',
        'party_official',
        'health',
        'blood_group',
        'discipline',
      ],
    },
    { table: 'official_salary', text: ['step', 'coefficient'] },
  ],
};
