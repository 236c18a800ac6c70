import { fold } from '../../domain/fold.js';
import {
  type MeetingInvitee as Invitee,
  type MeetingRecord,
  meetingState,
} from '../../domain/kinds/meeting.js';
import { kindStore, partOf } from './kind.js';
import { Meeting, MeetingAttendance, MeetingDocument, MeetingInvitee } from './meeting-tables.js';
import { sealedText } from './person.js';

export const meetingStore = kindStore<MeetingRecord>({
  kind: 'meeting',
  entities: [Meeting, MeetingInvitee, MeetingDocument, MeetingAttendance],
  table: 'meeting',
  columns: {
    code: ['text', ({ code }) => code],
    uid: ['text', ({ uid }) => uid],
    recurrence_at: ['timestamptz', ({ recurrenceAt }) => recurrenceAt],
    own: ['boolean', ({ own }) => own ?? false],
    pattern: ['text', ({ pattern }) => pattern],
    sequence: ['integer', ({ sequence }) => sequence],
    stamped_at: ['timestamptz', ({ stampedAt }) => stampedAt],
    title: ['text', ({ title }) => title],
    location: ['text', ({ location }) => location],
    starts_at: ['timestamptz', ({ startsAt }) => startsAt],
    ends_at: ['timestamptz', ({ endsAt }) => endsAt],
    all_day: ['boolean', ({ allDay }) => allDay ?? false],
    unit: ['text', ({ unit }) => unit],
    organiser: ['text', ({ organiser }) => organiser],
    organiser_email: sealedText(({ organiserEmail }) => organiserEmail),
    state: ['text', (record) => meetingState(record)],
    rooms: ['text[]', ({ rooms }) => rooms],
    join_url: sealedText(({ joinUrl }) => joinUrl),
    recording_url: sealedText(({ held }) => held?.recordingUrl),
    search_text: [
      'text',
      ({ uid, title, location = '', organiser = '' }) => fold(`${uid} ${title} ${location} ${organiser}`),
    ],
  },
  parts: [
    partOf({
      table: 'meeting_invitee',
      owner: 'meeting_id',
      items: ({ invitees }: MeetingRecord) => invitees,
      columns: {
        email: sealedText(({ email }: Invitee) => email),
        unit: ['text', ({ unit }) => unit],
        answer: ['text', ({ answer }) => answer],
      },
    }),
    partOf({
      table: 'meeting_document',
      owner: 'meeting_id',
      items: ({ documents }: MeetingRecord) => documents,
      columns: { name: ['text', ({ name }) => name], url: ['text', ({ url }) => url] },
    }),
    partOf({
      table: 'meeting_attendance',
      owner: 'meeting_id',
      items: ({ held }: MeetingRecord) => held?.attendance ?? [],
      columns: {
        unit: ['text', ({ unit }) => unit],
        room: ['text', ({ room }) => room],
        invited: ['integer', ({ invited }) => invited],
        attended: ['integer', ({ attended }) => attended],
      },
    }),
  ],
});
