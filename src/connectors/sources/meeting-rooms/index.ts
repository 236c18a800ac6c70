import type { MeetingRoomRecord } from '../../../domain/kinds/meeting-room.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { MEETING_ROOM_FORM } from './contract.js';

/** Rooms that are equipped for online meetings, from whoever keeps their list. */
export const meetingRooms = plainSource<typeof MEETING_ROOM_FORM, MeetingRoomRecord>({
  name: 'meeting-rooms',
  kind: 'meeting-room',
  label: 'Điểm cầu',
  order: 50,
  form: MEETING_ROOM_FORM,
  key: 'MaDiemCau',
  record: (fields, code) =>
    compact<MeetingRoomRecord>({
      kind: 'meeting-room',
      code,
      name: fields.Ten,
      unit: fields.DonVi,
      place: fields.DiaDiem,
      seats: fields.SoCho,
      codecSerial: fields.SoSeri?.trim(),
      state: fields.TrangThai ?? 'IN_USE',
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});
