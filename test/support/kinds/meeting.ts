import { meetings } from '../../../src/connectors/sources/meetings/index.js';
import type { KindSample } from './kind-sample.js';

export const meeting: KindSample = {
  source: meetings,
  raw: (number, unit) => ({
    MaCuocHop: `hop-${unit}-${number}@example.vn`,
    LanSua: 1,
    ThoiDiemLap: '2025-08-18T08:00:00+07:00',
    TieuDe: `Giao ban tuần ${number}`,
    BatDau: '2025-08-20T08:00:00+07:00',
    KetThuc: '2025-08-20T09:30:00+07:00',
    DonVi: unit,
    NguoiChuTri: 'Nguyễn Văn Chủ',
    EmailChuTri: `chu.tri.${number}@example.vn`,
    TrangThai: 'ENDED',
    DiemCau: [`DC-${unit}-1`],
    LienKetHop: 'https://hop.example.vn/j/bi-mat',
    BanGhi: 'https://hop.example.vn/r/1',
    ThanhPhan: [{ Email: `can.bo.${number}@example.vn`, DonVi: unit, TraLoi: 'ACCEPTED' }],
    ThamDu: [{ DonVi: unit, DiemCau: `DC-${unit}-1`, SoDuocMoi: 20, SoThamDu: 18 }],
    NgayCapNhat: '2025-08-20T10:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TieuDe: 'Giao ban tuần (đổi)' }),
  spoilt: (raw) => ({ raw: { ...raw, KetThuc: '2025-08-20T07:00:00+07:00' }, field: 'KetThuc' }),
  personal: [
    { table: 'meeting', sealed: ['organiser_email', 'recording_url'] },
    { table: 'meeting_invitee', sealed: ['email'] },
  ],
};
