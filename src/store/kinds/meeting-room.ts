import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import type { MeetingRoomRecord } from '../../domain/kinds/meeting-room.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';

const STATES = "ARRAY['IN_USE'::text, 'REPAIR'::text, 'CLOSED'::text]";

const MeetingRoom = defineEntity({
  name: 'MeetingRoom',
  tableName: 'meeting_room',
  indexes: [
    { name: 'meeting_room_unit', properties: ['unit'] },
    {
      name: 'meeting_room_search',
      expression: 'CREATE INDEX meeting_room_search ON meeting_room USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [{ name: 'meeting_room_state_check', expression: `state = ANY (${STATES})` }],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('meeting_room_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('meeting_room_code_key'),
    name: p.text(),
    unit: p.text().collation('C'),
    place: p.text().nullable(),
    seats: p.integer().nullable(),
    codecSerial: p.text().collation('C').nullable().fieldName('codec_serial'),
    state: p.text(),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const meetingRoomStore = kindStore<MeetingRoomRecord>({
  kind: 'meeting-room',
  entities: [MeetingRoom],
  table: 'meeting_room',
  columns: {
    code: ['text', ({ code }) => code],
    name: ['text', ({ name }) => name],
    unit: ['text', ({ unit }) => unit],
    place: ['text', ({ place }) => place],
    seats: ['integer', ({ seats }) => seats],
    codec_serial: ['text', ({ codecSerial }) => codecSerial],
    state: ['text', ({ state }) => state],
    search_text: ['text', ({ code, name, place = '' }) => fold(`${code} ${name} ${place}`)],
  },
});
