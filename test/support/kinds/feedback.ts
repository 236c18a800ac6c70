import { feedback as source } from '../../../src/connectors/sources/feedback/index.js';
import type { KindSample } from './kind-sample.js';

export const feedback: KindSample = {
  source,
  raw: (number, unit) => ({
    MaPhanAnh: `PA-${unit}-${number}`,
    Loai: 'PHAN_ANH',
    Kenh: 'APP',
    DonVi: unit,
    LinhVuc: 'Môi trường',
    TieuDe: `Rác thải ${number}`,
    NoiDung: 'Rác thải tồn đọng ở chợ',
    NguoiGui: 'Lê Thị Gửi',
    SoDienThoai: '0912345678',
    Email: `gui.${number}@example.vn`,
    DiaChi: 'Thôn 1, xã Mẫu',
    SoDinhDanh: '038190000123',
    ThoiDiemNhan: '2025-08-18 08:00:00',
    ThoiDiemPhanCong: '2025-08-18 09:00:00',
    HanTraLoi: '2025-08-25 17:00:00',
    ThoiDiemTraLoi: '2025-08-19 08:00:00',
    TraLoi: 'Đã dọn',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TieuDe: 'Rác thải (đổi)' }),
  spoilt: (raw) => ({ raw: { ...raw, HanTraLoi: '2025-08-01 08:00:00' }, field: 'HanTraLoi' }),
  personal: [
    {
      table: 'feedback',
      text: ['title'],
      sealed: [
        'content',
        'sender_name',
        'sender_phone',
        'sender_email',
        'sender_address',
        'personal_id',
        'answer',
      ],
    },
  ],
};
