import { INVITATION_ANSWERS, MEETING_STATES } from '../../../domain/kinds/meeting.js';
import { UNIT_CODE } from '../reading/checks.js';
import { listOf, valuesOf } from '../reading/fields.js';
import { code, count, flag, required, text, time, word } from '../reading/leaves.js';
import { machineNumber } from '../reading/person-leaves.js';

const WEB = /^https?:\/\/[^\s]+$/i;
const web = () => code(WEB, 'https://…', 2_000);

/** The exchange form of a session (docs/sources/meetings.md), field by field. */
export const MEETING_FORM = {
  MaCuocHop: machineNumber(required(text(300))),
  MaBuoi: time(),
  RiengBuoi: flag(),
  MauLap: text(64),
  LanSua: count(),
  ThoiDiemLap: time(),
  ThoiDiemXuat: time(),
  TieuDe: required(text(1_000)),
  DiaDiem: text(1_000),
  BatDau: required(time()),
  KetThuc: required(time()),
  CaNgay: flag(),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  NguoiChuTri: text(200),
  EmailChuTri: text(300),
  TrangThai: required(word(MEETING_STATES)),
  DiemCau: valuesOf(text(100)),
  LienKetHop: web(),
  BanGhi: web(),
  TaiLieu: listOf({ Ten: required(text(500)), DuongDan: required(web()) }),
  ThanhPhan: listOf({
    Email: text(300),
    DonVi: code(UNIT_CODE, 'H56.14.3'),
    TraLoi: word(INVITATION_ANSWERS),
  }),
  ThamDu: listOf({
    DonVi: required(code(UNIT_CODE, 'H56.14.3')),
    DiemCau: text(100),
    SoDuocMoi: count(),
    SoThamDu: required(count()),
  }),
} as const;
