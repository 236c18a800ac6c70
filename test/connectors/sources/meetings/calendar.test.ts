import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calendarFiles } from '../../../../src/connectors/sources/meetings/calendar/index.js';
import { meetings } from '../../../../src/connectors/sources/meetings/index.js';
import { combineMeetings } from '../../../../src/domain/kinds/meeting.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

/* Calendars by hand, from RFC 5545 and the notes of what servers write; what is expected is written by hand too. */
const NOW = '2026-01-05T03:00:00.000Z';
const WRITTEN = Date.parse('2025-08-10T00:00:00Z');
const source = meetings.create(
  { SOURCE_MEETINGS_URL: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const files = calendarFiles((address) => (address === 'vanthu@ngoclac.example.vn' ? 'H56.14.3' : undefined));

/** What each record of a calendar is read as, or refused for. */
function read(text: string, writtenAt = WRITTEN) {
  return files.records(Buffer.from(text.replace(/\n/g, '\r\n')), writtenAt).map((one, index) => {
    const raw = 'raw' in one ? { raw: one.raw } : { raw: {}, unreadable: one.unreadable };
    const decoded = source.decode({ ...raw, place: { row: index + 1 } }, { now: Date.parse(NOW) });
    if (decoded.ok) return decoded.record;
    return decoded.problems.map(({ field, code }) => `${field} ${code}`).join('; ');
  });
}
const golden = (name: string) => read(readFileSync(new URL(`golden/${name}.ics`, import.meta.url), 'utf8'));
const codes = (records: ReturnType<typeof read>) =>
  records.map((each) => (typeof each === 'string' ? each : each.code));

const SERIES = {
  kind: 'meeting',
  uid: 'giao-ban@ngoclac.example.vn',
  sequence: 3,
  stampedAt: '2025-06-02T01:00:00.000Z',
  title: 'Giao ban đầu tuần, mở rộng …',
  location: 'Phòng họp tầng 2; …',
  unit: 'H56.14.3',
  organiser: 'Lê Thị Hà',
  organiserEmail: 'vanthu@ngoclac.example.vn',
  state: 'CONFIRMED',
  rooms: ['DC-01', 'dc-07'],
  invitees: [{ email: 'lan@xa4.example.vn', unit: 'H56.14.4', answer: 'DECLINED' }],
  joinUrl: 'https://hop.example.vn/j/1?pwd=bi-mat',
  documents: [{ name: 'chuong-trinh.pdf', url: 'https://ngoclac.example.vn/f/1' }],
  changedAt: '2025-06-02T01:00:00.000Z',
};
function session(date: string) {
  return {
    ...SERIES,
    code: `giao-ban@ngoclac.example.vn/${date.replaceAll('-', '')}T010000Z`,
    recurrenceAt: `${date}T01:00:00.000Z`,
    pattern: expect.stringMatching(/^[\da-f]{16}$/),
    writtenAt: '2025-08-10T00:00:00.000Z',
    startsAt: `${date}T01:00:00.000Z`,
    endsAt: `${date}T02:30:00.000Z`,
  };
}

test('a series across the end of the district tier: what EXDATE takes is cancelled, what was moved is its own, UNTIL counts', () => {
  expect(golden('series')).toEqual([
    session('2025-06-16'),
    { ...session('2025-06-23'), state: 'CANCELLED' },
    session('2025-07-07'),
    {
      kind: 'meeting',
      code: 'giao-ban@ngoclac.example.vn/20250630T010000Z',
      uid: 'giao-ban@ngoclac.example.vn',
      recurrenceAt: '2025-06-30T01:00:00.000Z',
      own: true,
      // As new as the series that it came with, whatever its server counts.
      sequence: 3,
      stampedAt: '2025-06-25T01:00:00.000Z',
      title: 'Giao ban (buổi chiều)',
      startsAt: '2025-06-30T07:00:00.000Z',
      endsAt: '2025-06-30T08:00:00.000Z',
      unit: 'H56.14',
      state: 'TENTATIVE',
      rooms: [],
      invitees: [],
      documents: [],
      changedAt: '2025-06-25T01:00:00.000Z',
    },
  ]);
});

test('times without a zone, whole days, zones by name; and each event that is wrong by itself, with the reason', () => {
  const records = golden('mixed');
  expect(
    records.map((each) =>
      typeof each === 'string' || each.kind !== 'meeting'
        ? each
        : [each.code, each.startsAt, each.endsAt, each.state, ...(each.allDay ? ['allDay'] : [])].join(' '),
    ),
  ).toEqual([
    'BatDau UNKNOWN_ZONE',
    ' BROKEN_CALENDAR',
    'BatDau BAD_DATE',
    ' CUT_OFF',
    'khong-mui-gio 2025-08-20T01:00:00.000Z 2025-08-20T02:00:00.000Z CONFIRMED',
    'ca-ngay 2025-08-19T17:00:00.000Z 2025-08-21T17:00:00.000Z CONFIRMED allDay',
    'mui-gio-tokyo 2025-08-20T01:00:00.000Z 2025-08-20T02:00:00.000Z CONFIRMED',
    'MaCuocHop MISSING',
    'KetThuc WRONG_ORDER',
    // Without its series beside it.
    'MaBuoi RANGE_NOT_READ',
    ' TOO_OFTEN',
    'huy 2025-08-20T02:00:00.000Z 2025-08-20T02:00:00.000Z CANCELLED',
  ]);
});

function series(...lines: string[]): string {
  const event = ['UID:a', 'DTSTAMP:20250101T000000Z', 'X-DON-VI:H56.14', 'SUMMARY:Họp', ...lines];
  return ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR'].join('\n');
}

test('from one session on all are as that one says, moved by as much; those of their own and what EXDATE takes aside', () => {
  const records = golden('and-future');
  expect(
    records.map((each) =>
      typeof each === 'string' || each.kind !== 'meeting'
        ? each
        : [
            each.code.replace('tuan@xa.example.vn/', ''),
            ...[each.startsAt.slice(0, 16), each.endsAt.slice(0, 16), each.title, each.state, each.sequence],
            ...[each.stampedAt.slice(0, 10), each.own ? 'own' : 'rule'],
          ].join(' '),
    ),
  ).toEqual([
    '20250804T010000Z 2025-08-04T01:00 2025-08-04T02:00 Giao ban CONFIRMED 2 2025-08-01 rule',
    // From here on at 14:00, two hours long.
    '20250818T010000Z 2025-08-18T07:00 2025-08-18T09:00 Giao ban chiều CONFIRMED 2 2025-08-01 rule',
    '20250825T010000Z 2025-08-25T07:00 2025-08-25T09:00 Giao ban chiều CANCELLED 2 2025-08-01 rule',
    // And a later one that ends the series so, at the hour of the first.
    '20250915T010000Z 2025-09-15T01:00 2025-09-15T02:00 Nghỉ CANCELLED 2 2025-08-01 rule',
    '20250811T010000Z 2025-08-11T07:00 2025-08-11T09:00 Giao ban chiều CONFIRMED 2 2025-08-01 own',
    '20250901T010000Z 2025-09-02T01:00 2025-09-02T02:00 Giao ban bù CONFIRMED 2 2025-08-04 own',
    '20250908T010000Z 2025-09-08T01:00 2025-09-08T02:00 Nghỉ CANCELLED 2 2025-08-01 own',
  ]);
});

test('what all that follow were is taken back by a file that was written later without it, and by none from before', () => {
  const weekly = series('DTSTART:20250804T080000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=4');
  const moved = ['UID:a', 'DTSTAMP:20250801T000000Z', 'X-DON-VI:H56.14', 'SUMMARY:Họp', 'DURATION:PT1H'];
  const range = ['RECURRENCE-ID;RANGE=THISANDFUTURE:20250811T080000', 'DTSTART:20250811T140000'];
  const event = ['BEGIN:VEVENT', ...moved, ...range, 'END:VEVENT', 'END:VCALENDAR'].join('\n');
  const sessions = (text: string, day: number) =>
    read(text, WRITTEN + day * 86_400_000)
      .flatMap((each) => (typeof each === 'object' && each.kind === 'meeting' ? [each] : []))
      .sort((a, b) => a.code.localeCompare(b.code));
  const [plain, later] = [weekly, weekly.replace('END:VCALENDAR', event)];
  /** The hours of UTC at which the sessions begin once the one was read after the other. */
  const hours = (stored: ReturnType<typeof sessions>, told: ReturnType<typeof sessions>) =>
    stored.map((known, index) => {
      const plan = combineMeetings(known, told[index] ?? known);
      return 'startsAt' in plan ? String(plan.startsAt).slice(11, 13) : undefined;
    });
  expect(hours(sessions(later, 1), sessions(plain, 2))).toEqual(['01', '01', '01', '01']);
  expect(hours(sessions(later, 1), sessions(plain, 0))).toEqual(['01', '07', '07', '07']);
});

test('a series without an end has the sessions of 400 days before and after its file was written', () => {
  const found = codes(read(series('DTSTART:20100104T080000', 'RRULE:FREQ=WEEKLY')));
  expect(found[0]).toBe('a/20240708T010000Z');
  expect(found.at(-1)).toBe('a/20260907T010000Z');
  // Mondays.
  expect(found.length).toBe(114);
});

test('one that ends is read whole, and one of more sessions than anybody holds is refused', () => {
  expect(codes(read(series('DTSTART:20100104T080000', 'RRULE:FREQ=MONTHLY;COUNT=3')))).toEqual([
    'a/20100104T010000Z',
    'a/20100204T010000Z',
    'a/20100304T010000Z',
  ]);
  expect(read(series('DTSTART:20100104T080000', 'RRULE:FREQ=DAILY;UNTIL=20290101'))).toEqual([
    ' TOO_MANY_SESSIONS',
  ]);
});

test('what a series follows from is told by its pattern: another end is another, another title is not', () => {
  const patternOf = (...lines: string[]) => {
    const [first] = read(series('DTSTART:20250804T080000', ...lines));
    return first && typeof first === 'object' && 'pattern' in first ? first.pattern : undefined;
  };
  const weekly = patternOf('RRULE:FREQ=WEEKLY;COUNT=3');
  expect(patternOf('RRULE:FREQ=WEEKLY;COUNT=3', 'LOCATION:Phòng 2')).toBe(weekly);
  expect(patternOf('RRULE:FREQ=WEEKLY;COUNT=2')).not.toBe(weekly);
  expect(patternOf('RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20250811T080000')).not.toBe(weekly);
});

test('a rule that never comes round ends, and days are counted on the clock on the wall', () => {
  expect(codes(read(series('DTSTART:20250101T080000', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')))).toEqual(
    ['a/20250101T010000Z'],
  );
  expect(codes(read(series('DTSTART:20250131T080000', 'RRULE:FREQ=MONTHLY;COUNT=3')))).toEqual([
    'a/20250131T010000Z',
    'a/20250331T010000Z',
    'a/20250531T010000Z',
  ]);
  // 6:00 on Mondays is Sunday in UTC.
  expect(
    codes(
      read(series('DTSTART:20250804T060000', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2', 'RDATE:20250806T060000')),
    ),
  ).toEqual(['a/20250803T230000Z', 'a/20250805T230000Z', 'a/20250810T230000Z']);
});

test.each([
  ['METHOD:CANCEL cancels whatever it holds', 'BEGIN:VCALENDAR\nMETHOD:CANCEL', 'CANCELLED'],
  ['without it a state is as it is told', 'BEGIN:VCALENDAR\nMETHOD:PUBLISH', 'CONFIRMED'],
])('%s', (_name, head, state) => {
  const [found] = read(series('DTSTART:20250804T060000').replace('BEGIN:VCALENDAR', head));
  expect(found).toMatchObject({ state });
});

test.each([
  ['Zoom ID 987 6543 2100 – Pass: 123456', 'Zoom ID … – Pass: …'],
  ['Phòng 301; Mã cuộc họp: 98765432100, mật khẩu là abc123', 'Phòng 301; Mã cuộc họp: …, mật khẩu là …'],
  ['Tập huấn về mật khẩu an toàn, 200 người, năm 2025', 'Tập huấn về mật khẩu an toàn, 200 người, năm 2025'],
])('a place and a title tell no way in: %s', (written, shown) => {
  const text = written.replaceAll(/[,;]/g, '\\$&');
  const lines = ['DTSTART:20250804T060000', `LOCATION:${text}`];
  const [found] = read(series(...lines).replace('SUMMARY:Họp', `SUMMARY:${text}`));
  expect(found).toMatchObject({ location: shown, title: shown });
});

test.each([
  ['040000008200E00074C5B7101A82E00800000000', '040000008200E00074C5B7101A82E00800000000'],
  ['1719800000@host', '1719800000@host'],
  ['8b1c2d3e-0000-4000-8000-123456789012', '8b1c2d3e-0000-4000-8000-123456789012'],
  ['038190000123', 'MaCuocHop IS_IDENTITY'],
  ['171234567', 'MaCuocHop IS_IDENTITY'],
])('a UID that a server made up: %s', (uid, expected) => {
  expect(codes(read(series('DTSTART:20250804T060000').replace('UID:a', `UID:${uid}`)))).toEqual([expected]);
});

test('what is no calendar is said so, and nothing of it is kept', () => {
  expect(files.records(Buffer.from('<html>bí mật'), WRITTEN)).toEqual([
    { unreadable: { field: '', code: 'NOT_WHAT_IT_SAYS', message: expect.any(String) } },
  ]);
  expect(files.records(Buffer.from([0x42, 0xff, 0xfe]), WRITTEN)).toMatchObject([
    { unreadable: { code: 'WRONG_ENCODING' } },
  ]);
  expect(
    JSON.stringify(files.records(Buffer.from(series('DTSTART:20250804T060000', 'bi mat')), WRITTEN)),
  ).not.toMatch(/bi mat/);
});
