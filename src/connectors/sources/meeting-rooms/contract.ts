import { ROOM_STATES } from '../../../domain/kinds/meeting-room.js';
import { UNIT_CODE } from '../reading/checks.js';
import { code, count, required, text, word } from '../reading/leaves.js';

/** The exchange form of a room for online meetings (docs/sources/meetings.md), field by field. */
export const MEETING_ROOM_FORM = {
  MaDiemCau: required(text(100)),
  Ten: required(text(500)),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  DiaDiem: text(500),
  SoCho: count(),
  SoSeri: text(200),
  TrangThai: word(ROOM_STATES),
} as const;
