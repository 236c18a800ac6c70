import {
  hasBegun,
  type MeetingHeld,
  type MeetingInvitee,
  type MeetingRecord,
  meetingCode,
} from '../../../domain/kinds/meeting.js';
import type { Problem } from '../../../domain/ports.js';
import { withoutWaysIn } from '../../../domain/ways-in.js';
import { inOrder } from '../reading/checks.js';
import { compact, type Fields, type LooseFields } from '../reading/fields.js';
import { type formWithLife, plainSource } from '../reading/plain-source.js';
import { calendarFiles } from './calendar/index.js';
import { MEETING_FORM } from './contract.js';
import { UNITS, unitOfAddress } from './parameters.js';

type Loose = LooseFields<typeof MEETING_FORM>;
type Whole = Fields<ReturnType<typeof formWithLife<typeof MEETING_FORM>>>;

/** Online meetings, session by session: from calendars (iCalendar), and from what the conferencing server says of how they went. */
export const meetings = plainSource<typeof MEETING_FORM, MeetingRecord>({
  name: 'meetings',
  kind: 'meeting',
  label: 'Họp trực tuyến',
  order: 50,
  form: MEETING_FORM,
  key: 'MaCuocHop',
  parameters: [UNITS],
  // What else a server exports of a meeting may be a password to it.
  onlyForm: true,
  sides: [
    { suffix: '.tham-du', list: 'ThamDu' },
    { suffix: '.thanh-phan', list: 'ThanhPhan' },
  ],
  ownFiles: (given) => calendarFiles(unitOfAddress(given)),
  calendar: true,
  codeOf: ({ MaCuocHop, MaBuoi }) => MaCuocHop && meetingCode(MaCuocHop.trim(), MaBuoi),
  rules: (fields, problems) => {
    inOrder({ field: 'BatDau', at: fields.BatDau }, { field: 'KetThuc', at: fields.KetThuc }, problems);
    checkHeld(fields, problems);
    checkInvitees(fields, problems);
  },
  record: (fields, code) =>
    compact<MeetingRecord>({
      kind: 'meeting',
      code,
      uid: fields.MaCuocHop.trim(),
      recurrenceAt: fields.MaBuoi,
      // Only who says so tells the series' own session: a list of sessions that somebody changed has no rule.
      own: (fields.MaBuoi !== undefined && fields.RiengBuoi !== false) || undefined,
      pattern: fields.MaBuoi === undefined ? undefined : fields.MauLap,
      sequence: fields.LanSua,
      stampedAt: fields.ThoiDiemLap ?? fields.NgayCapNhat,
      writtenAt: fields.ThoiDiemXuat,
      title: withoutWaysIn(fields.TieuDe),
      location: fields.DiaDiem === undefined ? undefined : withoutWaysIn(fields.DiaDiem),
      startsAt: fields.BatDau,
      endsAt: fields.KetThuc,
      allDay: fields.CaNgay || undefined,
      unit: fields.DonVi,
      organiser: fields.NguoiChuTri?.trim(),
      organiserEmail: fields.EmailChuTri?.trim().toLowerCase(),
      state: fields.TrangThai,
      rooms: [...new Set(fields.DiemCau.map((room) => room.trim()))],
      invitees: fields.ThanhPhan.map(inviteeOf),
      joinUrl: fields.LienKetHop,
      documents: fields.TaiLieu.map(({ Ten, DuongDan }) => ({ name: Ten, url: DuongDan })),
      held: heldOf(fields),
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});

function inviteeOf({ Email, DonVi, TraLoi }: Whole['ThanhPhan'][number]): MeetingInvitee {
  return compact<MeetingInvitee>({
    email: Email?.trim().toLowerCase(),
    unit: DonVi,
    answer: TraLoi ?? 'NEEDS-ACTION',
  });
}

/** Only what has begun was held; who came is told with that. */
function heldOf(fields: Whole): MeetingHeld | undefined {
  if (!hasBegun(fields.TrangThai)) return undefined;
  return compact<MeetingHeld>({
    state: fields.TrangThai,
    attendance: fields.ThamDu.map(({ DonVi, DiemCau, SoDuocMoi, SoThamDu }) =>
      compact<MeetingHeld['attendance'][number]>({
        unit: DonVi,
        room: DiemCau?.trim(),
        invited: SoDuocMoi,
        attended: SoThamDu,
      }),
    ),
    recordingUrl: fields.BanGhi,
    at: fields.NgayCapNhat,
  });
}

function checkHeld({ TrangThai, ThamDu, BanGhi }: Loose, problems: Problem[]): void {
  if (TrangThai === undefined || hasBegun(TrangThai)) return;
  const told = { ThamDu: ThamDu.length > 0, BanGhi: BanGhi !== undefined };
  for (const [field, isTold] of Object.entries(told)) {
    if (!isTold) continue;
    const message = 'Chỉ có khi cuộc họp đã bắt đầu hoặc kết thúc (only of a meeting that has begun)';
    problems.push({ field, code: 'NOT_HELD', message });
  }
}

function checkInvitees({ ThanhPhan }: Loose, problems: Problem[]): void {
  for (const [index, { Email, DonVi }] of ThanhPhan.entries()) {
    if (Email !== undefined || DonVi !== undefined) continue;
    const message = 'Cần Email hoặc DonVi (needs Email or DonVi)';
    problems.push({ field: `ThanhPhan[${index}]`, code: 'MISSING', message });
  }
}
