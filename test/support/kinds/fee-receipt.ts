import { receipts } from '../../../src/connectors/sources/fee-receipts/index.js';
import type { KindSample } from './kind-sample.js';

export const receipt: KindSample = {
  source: receipts,
  raw: (number, unit) => ({
    MauSo: '01BLP0-001',
    KyHieu: `AA-${unit}`,
    SoBienLai: `000012${number}`,
    MaHoSo: `${unit}-250801-000${number}`,
    MaTTHC: '1.001193',
    DonVi: unit,
    Loai: 'LE_PHI',
    Ten: 'Lệ phí hộ tịch',
    SoTien: 15_000,
    HinhThucThu: 'CASH',
    TrangThaiThu: 'REFUNDED',
    NgayThu: '2025-08-18T08:00:00+07:00',
    NgayHoan: '2025-08-19T08:00:00+07:00',
    SoTienHoan: 5_000,
    LyDoHoan: 'Thu thừa',
    TrangThai: 'ISSUED',
    NgayLap: '2025-08-18',
    NguoiNop: 'Nguyễn Văn Nộp',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, Ten: 'Lệ phí hộ tịch (đổi)' }),
  spoilt: (raw) => ({ raw: { ...raw, SoTienHoan: 20_000 }, field: 'SoTienHoan' }),
  personal: [{ table: 'fee_receipt', sealed: ['payer', 'refund_reason'] }],
};
