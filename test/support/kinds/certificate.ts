import { signatures } from '../../../src/connectors/sources/signatures/index.js';
import type { KindSample } from './kind-sample.js';

export const certificate: KindSample = {
  source: signatures,
  raw: (number, unit) => ({
    SoSerial: `5a:${number.toString(16).padStart(4, '0')}${Buffer.from(unit).toString('hex')}`,
    NguoiCap: 'C=VN, O=Ban Cơ yếu Chính phủ, CN=CA mẫu',
    ChuThe: `C=VN, O=UBND, UID=CCCD:038090000123, CN=Nguyễn Văn ${number}`,
    LoaiChuThe: 'PERSON',
    DonVi: unit,
    SoDinhDanh: '038090000123',
    HieuLucTu: '2025-08-01 00:00:00',
    HieuLucDen: '2030-08-01 00:00:00',
    ThietBi: 'TOKEN',
    TrangThai: 'VALID',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TrangThai: 'SUSPENDED' }),
  spoilt: (raw) => ({ raw: { ...raw, HieuLucDen: '2024-08-01 00:00:00' }, field: 'HieuLucDen' }),
  personal: [{ table: 'certificate', sealed: ['personal_id'] }],
};
