import { meetingRooms } from '../../../src/connectors/sources/meeting-rooms/index.js';
import type { KindSample } from './kind-sample.js';

export const meetingRoom: KindSample = {
  source: meetingRooms,
  raw: (number, unit) => ({
    MaDiemCau: `DC-${unit}-${number}`,
    Ten: 'Phòng họp trực tuyến',
    DonVi: unit,
    DiaDiem: 'Tầng 2',
    SoCho: 30,
    TrangThai: 'IN_USE',
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TrangThai: 'REPAIR' }),
  spoilt: (raw) => ({ raw: { ...raw, TrangThai: 'HONG' }, field: 'TrangThai' }),
};
