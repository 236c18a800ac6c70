import { documents } from '../../../src/connectors/sources/documents/index.js';
import type { KindSample } from './kind-sample.js';

export const document: KindSample = {
  source: documents,
  raw: (number, unit) => ({
    MaTacGia: '000.00.00.H56',
    TacGia: 'UBND tỉnh Thanh Hóa',
    Huong: 'DEN',
    DonVi: unit,
    SoDen: String(number),
    NgayDen: '21/08/2025',
    SoKyHieu: `${number}/UBND-${unit.replaceAll('.', '')}`,
    NgayVanBan: '20/08/2025',
    LoaiVanBan: 'Công văn',
    TrichYeu: `V/v báo cáo số ${number}`,
    // What is personal holds a mark that test/security/matrix looks for.
    NoiDung: 'chu-0000-1',
    DoKhan: 1,
    HanXuLy: '2025-08-30',
    TrangThai: 'DANG_XU_LY',
    NoiNhan: 'Như trên; Lưu: VT',
    DonViNhan: [{ Ma: '000.00.14.H56', Ten: 'UBND xã' }],
    MaHoSo: ['H56.14-250819-0099'],
    QuaTrinh: [
      { ThoiDiem: '2025-08-21 09:00:00', TrangThai: '03', NguoiXuLy: 'Văn thư', NoiDung: 'chu-0000-2' },
    ],
    TepDinhKem: [{ Ten: 'cong-van.pdf', DuongDan: 'cv/1.pdf' }],
    NgayCapNhat: '2025-08-21T10:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TrichYeu: 'V/v báo cáo (đính chính)' }),
  spoilt: (raw) => ({ raw: { ...raw, SoKyHieu: 'không số' }, field: 'SoKyHieu' }),
  nodes: 'document',
  personal: [
    { table: 'document', text: ['revocation_reason'] },
    { table: 'document_recipient', text: ['reason'] },
  ],
};
