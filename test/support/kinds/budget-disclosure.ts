import { disclosures } from '../../../src/connectors/sources/accounting/disclosures/index.js';
import type { KindSample } from './kind-sample.js';

/** Approved and not published: what is published is for every unit, which is tested by itself. */
export const budgetDisclosure: KindSample = {
  source: disclosures,
  raw: (number, unit) => ({
    MaDVQHNS: String(1_000_000 + (Number(unit.replace(/\D/g, '')) % 1_000_000)),
    DonVi: unit,
    NamNganSach: 2025,
    Ky: 'QUY_1',
    BieuMau: '114/CK-NSNN',
    LanCongKhai: number,
    TrangThai: 'DA_DUYET',
    SoQuyetDinh: `${number}/QĐ-UBND`,
    NgayQuyetDinh: '10/04/2025',
    LyDo: 'Đính chính số liệu',
    DuongDan: 'https://ngoclac.example.vn/cong-khai',
    ThuyetMinh: 'Thu đạt 25% dự toán.',
    TepDinhKem: [
      { Loai: 'QUYET_DINH', Ten: 'Quyết định.pdf', DuongDan: 'https://ngoclac.example.vn/qd.pdf' },
    ],
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, SoQuyetDinh: '99/QĐ-UBND' }),
  spoilt: (raw) => ({ raw: { ...raw, TrangThai: 'DA_THU_HOI' }, field: 'NgayThuHoi' }),
};
