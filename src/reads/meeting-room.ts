import type { MeetingRoomRecord } from '../domain/kinds/meeting-room.js';
import type { MeetingRoom, MeetingRoomsArgs, UnitMeetingRoomsArgs } from '../schema/meeting-room.js';
import { column } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import { among } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

export const meetingRoomRead = plainRead<MeetingRoom, MeetingRoomRecord>(
  { name: 'MeetingRoom', kind: 'meeting-room', table: 'meeting_room', title: (row) => row('name') },
  {
    code: column('code'),
    name: [column('name'), (record) => record.name],
    unit: unitIn('unit'),
    place: [column('place'), (record) => record.place],
    seats: [column('seats'), (record) => record.seats],
    codecSerial: [column('codec_serial'), (record) => record.codecSerial],
    state: [column('state'), (record) => record.state],
  },
);

export const meetingRoomRelations: Relations = {
  Unit: {
    meetingRooms: ofUnit<UnitMeetingRoomsArgs>('MeetingRoom', {
      usual: 1,
      filters: () => [],
      orderBy: (row) => row('code'),
    }),
  },
};

export const meetingRoomsPage: PageSpec<MeetingRoomsArgs> = {
  type: 'MeetingRoom',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [among(row('state'), args.states), ...subjectFilters(row, args)],
};
