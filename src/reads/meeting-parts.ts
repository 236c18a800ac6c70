import { sql } from 'kysely';
import type { MeetingRecord } from '../domain/kinds/meeting.js';
import type { MeetingAttendance, MeetingDocument, MeetingInvitee } from '../schema/meeting-parts.js';
import { column, sealed } from './engine/fields.js';
import { unitIn } from './engine/plain.js';
import type { ReadField, ReadType } from './engine/types.js';

export const inviteeRead: ReadType = {
  name: 'MeetingInvitee',
  permission: 'meetings.read',
  from: (row) => sql`meeting_invitee as ${row.table}`,
  subject: (row) => row('meeting_id'),
  fields: {
    email: sealed('email', 'email'),
    unitCode: column('unit'),
    unit: unitIn('unit'),
    answer: column('answer'),
  } satisfies Record<keyof MeetingInvitee, ReadField>,
};

export const documentRead: ReadType = {
  name: 'MeetingDocument',
  permission: 'meetings.read',
  from: (row) => sql`meeting_document as ${row.table}`,
  fields: { name: column('name'), url: column('url') } satisfies Record<keyof MeetingDocument, ReadField>,
};

export const attendanceRead: ReadType = {
  name: 'MeetingAttendance',
  permission: 'meetings.read',
  from: (row) => sql`meeting_attendance as ${row.table}`,
  fields: {
    unitCode: column('unit'),
    unit: unitIn('unit'),
    room: column('room'),
    invited: column('invited'),
    attended: column('attended'),
  } satisfies Record<keyof MeetingAttendance, ReadField>,
};

/** As an older version has it. */
export function attendanceOf({ held }: MeetingRecord): object[] {
  return (held?.attendance ?? []).map(({ unit, ...rest }) => ({ unitCode: unit, ...rest }));
}
