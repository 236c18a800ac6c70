import type { SampleUnit } from '../../connectors/portals/simulation/catalogue.js';
import { DAY, dayOf, HOUR, startOfDay } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { form } from '../form.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const ZONE = 'TZID=Asia/Ho_Chi_Minh';
const HOLDER = 'UBND xã';
/** Weeks of a commune's series. */
const WEEKS = 4;

/** The rooms of the communes, and one in a state that is none. */
export const meetingRooms: SampleSystem = {
  source: 'meeting-rooms',
  mine: /^01-diem-cau\.jsonl$/,
  write: (options) => {
    const rooms = currentCommunes().map(({ code, name }, index) =>
      form({
        MaDiemCau: roomOf(index),
        Ten: `Phòng họp trực tuyến ${name}`,
        DonVi: code,
        DiaDiem: 'Tầng 2',
        SoCho: 20 + 5 * index,
        TrangThai: index === 1 ? 'REPAIR' : 'IN_USE',
        NgayCapNhat: `${dayOf(options.now - 30 * DAY)} 08:00:00`,
      }),
    );
    const bad = { ...rooms[0], MaDiemCau: 'DC-SAI', TrangThai: 'CHUA_RO' };
    writeLines(options, 'meeting-rooms', '01-diem-cau.jsonl', [...rooms, bad]);
    return { records: rooms.length, bad: 1 };
  },
};

/**
 * A calendar: in each commune a weekly series of four sessions, one of them moved and one cancelled, and a single meeting; a meeting that ends before it
 * begins, and one of a zone that nobody knows. Then what the conferencing server says of the single meetings, which are over.
 */
export const meetings: SampleSystem = {
  source: 'meetings',
  mine: /^0[12]-(?:lich-hop\.ics|cuoc-hop\.jsonl)$/,
  write: (options) => {
    const communes = currentCommunes();
    const file = new InboxFile(options.out, 'meetings/inbox/01-lich-hop.ics', options.now - 2 * HOUR);
    const events = communes.flatMap((commune, index) => eventsOf(options, commune, index));
    for (const line of [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Mau//Lich hop//VI',
      ...events,
      ...bad(options),
      'END:VCALENDAR',
    ])
      file.line(`${line}\r\n`);
    file.close();
    const held = communes.map((commune, index) => heldOf(options, commune, index));
    writeLines(options, 'meetings', '02-cuoc-hop.jsonl', held);
    return { records: communes.length * (WEEKS + 2), bad: 2 };
  },
};

function eventsOf({ now }: SystemOptions, { code, name }: SampleUnit, index: number): string[] {
  const first = startOfDay(now - 14 * DAY) + (8 + index) * HOUR;
  const series = `giao-ban-${index + 1}@mau.example.vn`;
  const common = [
    `DTSTAMP:${utc(now - 20 * DAY)}`,
    `ORGANIZER;CN=${HOLDER};X-DON-VI=${code}:mailto:vanthu${index + 1}@mau.example.vn`,
    `ATTENDEE;CUTYPE=ROOM;X-DIEM-CAU=${roomOf(index)}:mailto:phong${index + 1}@mau.example.vn`,
    `ATTENDEE;PARTSTAT=ACCEPTED;X-DON-VI=${code}:mailto:motcua${index + 1}@mau.example.vn`,
    `X-LIEN-KET-HOP:https://hop.mau.example.vn/j/${index + 1}`,
  ];
  const span = (at: number) => [`DTSTART;${ZONE}:${local(at)}`, `DTEND;${ZONE}:${local(at + HOUR)}`];
  const third = first + 14 * DAY;
  return [
    ...event(series, [
      ...common,
      ...span(first),
      'SEQUENCE:1',
      `SUMMARY:Giao ban tuần\\, ${name}`,
      `RRULE:FREQ=WEEKLY;COUNT=${WEEKS}`,
    ]),
    ...event(series, [
      ...common,
      ...span(first + 7 * DAY + 5 * HOUR),
      `RECURRENCE-ID;${ZONE}:${local(first + 7 * DAY)}`,
      'SEQUENCE:2',
      `SUMMARY:Giao ban tuần (buổi chiều)\\, ${name}`,
    ]),
    ...event(series, [
      ...common,
      ...span(third),
      `RECURRENCE-ID;${ZONE}:${local(third)}`,
      'SEQUENCE:2',
      'STATUS:CANCELLED',
      `SUMMARY:Giao ban tuần\\, ${name}`,
    ]),
    ...event(single(index), [
      ...common,
      ...span(first - DAY),
      'SEQUENCE:0',
      `SUMMARY:Tập huấn chuyển đổi số\\, ${name}`,
    ]),
  ];
}

function heldOf({ seed, now }: SystemOptions, { code, name }: SampleUnit, index: number) {
  const random = new Random(seed, 'meetings', index);
  const begin = startOfDay(now - 14 * DAY) + (8 + index) * HOUR - DAY;
  const invited = random.int(10, 30);
  return form({
    MaCuocHop: single(index),
    TieuDe: `Tập huấn chuyển đổi số, ${name}`,
    BatDau: new Date(begin).toISOString(),
    KetThuc: new Date(begin + HOUR).toISOString(),
    DonVi: code,
    TrangThai: 'ENDED',
    ThamDu: [
      { DonVi: code, DiemCau: roomOf(index), SoDuocMoi: invited, SoThamDu: invited - random.int(0, 4) },
    ],
    NgayCapNhat: new Date(begin + 2 * HOUR).toISOString(),
  });
}

function bad({ now }: SystemOptions): string[] {
  const [{ code } = { code: 'H56.14' }] = currentCommunes();
  const common = [`DTSTAMP:${utc(now - 20 * DAY)}`, `X-DON-VI:${code}`, 'SUMMARY:Họp'];
  const day = local(startOfDay(now) + 9 * HOUR);
  return [
    ...event('nguoc-gio@mau.example.vn', [
      ...common,
      `DTSTART;${ZONE}:${day}`,
      `DTEND;${ZONE}:${local(startOfDay(now) + 8 * HOUR)}`,
    ]),
    ...event('mui-gio-la@mau.example.vn', [...common, `DTSTART;TZID=Gio Viet Nam:${day}`, 'DURATION:PT1H']),
  ];
}

function event(uid: string, lines: readonly string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}`, ...lines.map(folded), 'END:VEVENT'];
}

/** Lines are folded before their 75th octet: here by letters of at most three. */
function folded(line: string): string {
  return line.replace(/(.{24})(?=.)/g, '$1\r\n ');
}

function single(index: number): string {
  return `tap-huan-${index + 1}@mau.example.vn`;
}

function roomOf(index: number): string {
  return `DC-${String(index + 1).padStart(2, '0')}`;
}

function utc(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** As a clock here shows it. */
function local(at: number): string {
  return utc(at + 7 * HOUR).replace('Z', '');
}
