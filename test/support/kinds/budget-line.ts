import { accounting } from '../../../src/connectors/sources/accounting/index.js';
import type { KindSample } from './kind-sample.js';

/** Drafts: what is published is for every unit, which is tested by itself. */
export const budgetLine: KindSample = {
  source: accounting,
  raw: (number, unit) => ({
    MaDVQHNS: '1034567',
    DonVi: unit,
    NamNganSach: 2025,
    Ky: 'QUY_1',
    BieuMau: 'M03/TT61',
    GiaiDoan: 'THUC_HIEN',
    Cot: `Thực hiện quý I của ${unit}`,
    ChiTieu: `Chi thanh toán cá nhân ${number}`,
    DuongDan: `I/${number}`,
    ThuTu: number,
    Chuong: '822',
    Loai: '070',
    Khoan: '071',
    SoTien: '1.234,5',
    DonViTinh: 'triệu đồng',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, SoTien: '1.234,6' }),
  spoilt: (raw) => ({ raw: { ...raw, Chuong: '999' }, field: 'Chuong' }),
};
