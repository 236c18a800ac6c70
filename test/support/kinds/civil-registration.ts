import { civilStatus } from '../../../src/connectors/sources/civil-status/index.js';
import type { KindSample } from './kind-sample.js';

export const civilRegistration: KindSample = {
  source: civilStatus,
  raw: (number, unit) => ({
    NoiDangKy: unit,
    LoaiSo: 'KHAI_SINH',
    QuyenSo: '01/2025',
    So: String(number),
    NgayDangKy: '20/08/2025',
    LoaiDangKy: '1',
    NguoiKy: 'Người Ký Mẫu',
    GhiChu: 'Nhận cha',
    TrangThai: 'DANG_KY',
    LyDoThuHoi: null,
    LoaiKhaiSinh: '1',
    Nguoi: [
      {
        ...{ VaiTro: 'CON', HoTen: `Nguyễn Văn ${number}`, GioiTinh: '1', NgaySinh: '01/08/2025' },
        ...{ SoDinhDanh: '038225000123', DanToc: 'Mường' },
      },
      { VaiTro: 'ME', HoTen: 'Bùi Thị Mẹ', NgaySinh: '1995', LoaiGiayTo: '4', SoGiayTo: '038195000123' },
    ],
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TrangThai: 'DA_SUA_DOI' }),
  spoilt: (raw) => ({ raw: { ...raw, LoaiDangKy: '9' }, field: 'LoaiDangKy' }),
  personal: [
    {
      table: 'civil_registration',
      text: [
        ...['birth_slip', 'died_on', 'died_at', 'death_paper_date', 'death_paper_issuer'],
        ...['marriage_state', 'ended_on', 'ended_by'],
        ...['foreign_on', 'foreign_authority', 'foreign_country'],
      ],
      sealed: [
        ...['note', 'revocation', 'birth_kind', 'death_place', 'death_cause', 'death_paper_number', 'change'],
        'foreign_number',
      ],
    },
    {
      table: 'civil_person',
      text: ['name', 'birth_date', 'nationality'],
      sealed: [
        ...['personal_id', 'paper_number', 'ethnicity', 'address', 'birth_place', 'home_town', 'relation'],
      ],
    },
  ],
};
