import { defineEntity, p } from '@mikro-orm/core';
import { Subject } from '../entities/subject.js';

const STATES =
  "ARRAY['TENTATIVE'::text, 'CONFIRMED'::text, 'STARTED'::text, 'ENDED'::text, 'CANCELLED'::text]";
const ANSWERS =
  "ARRAY['NEEDS-ACTION'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'TENTATIVE'::text, 'DELEGATED'::text]";

export const Meeting = defineEntity({
  name: 'Meeting',
  tableName: 'meeting',
  indexes: [
    { name: 'meeting_unit', properties: ['unit'] },
    { name: 'meeting_starts', properties: ['startsAt', 'subjectId'] },
    {
      name: 'meeting_series',
      expression:
        'CREATE INDEX meeting_series ON meeting USING btree (uid) WHERE (recurrence_at IS NOT NULL)',
    },
    {
      name: 'meeting_search',
      expression: 'CREATE INDEX meeting_search ON meeting USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [{ name: 'meeting_state_check', expression: `state = ANY (${STATES})` }],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('meeting_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('meeting_code_key'),
    uid: p.text().collation('C'),
    recurrenceAt: p.datetime().columnType('timestamptz').nullable().fieldName('recurrence_at'),
    own: p.boolean(),
    pattern: p.text().collation('C').nullable(),
    sequence: p.integer().nullable(),
    stampedAt: p.datetime().columnType('timestamptz').fieldName('stamped_at'),
    title: p.text(),
    location: p.text().nullable(),
    startsAt: p.datetime().columnType('timestamptz').fieldName('starts_at'),
    endsAt: p.datetime().columnType('timestamptz').fieldName('ends_at'),
    allDay: p.boolean().fieldName('all_day'),
    unit: p.text().collation('C'),
    organiser: p.text().nullable(),
    organiserEmail: p.blob().nullable().fieldName('organiser_email').comment('sealed'),
    state: p.text(),
    rooms: p.array().columnType('text[]'),
    joinUrl: p.blob().nullable().fieldName('join_url').comment('sealed'),
    recordingUrl: p.blob().nullable().fieldName('recording_url').comment('sealed'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const MeetingInvitee = defineEntity({
  name: 'MeetingInvitee',
  tableName: 'meeting_invitee',
  indexes: [
    {
      name: 'meeting_invitee_unit',
      expression:
        'CREATE INDEX meeting_invitee_unit ON meeting_invitee USING btree (unit) WHERE (unit IS NOT NULL)',
    },
  ],
  checks: [{ name: 'meeting_invitee_answer_check', expression: `answer = ANY (${ANSWERS})` }],
  properties: {
    meetingId: p
      .manyToOne(Meeting)
      .mapToPk()
      .fieldName('meeting_id')
      .foreignKeyName('meeting_invitee_meeting_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    email: p.blob().nullable().comment('sealed'),
    unit: p.text().collation('C').nullable(),
    answer: p.text(),
  },
});

export const MeetingDocument = defineEntity({
  name: 'MeetingDocument',
  tableName: 'meeting_document',
  properties: {
    meetingId: p
      .manyToOne(Meeting)
      .mapToPk()
      .fieldName('meeting_id')
      .foreignKeyName('meeting_document_meeting_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    name: p.text(),
    url: p.text(),
  },
});

export const MeetingAttendance = defineEntity({
  name: 'MeetingAttendance',
  tableName: 'meeting_attendance',
  properties: {
    meetingId: p
      .manyToOne(Meeting)
      .mapToPk()
      .fieldName('meeting_id')
      .foreignKeyName('meeting_attendance_meeting_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    unit: p.text().collation('C'),
    room: p.text().collation('C').nullable(),
    invited: p.integer().nullable(),
    attended: p.integer(),
  },
});
