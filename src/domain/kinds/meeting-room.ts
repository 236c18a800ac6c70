import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

export const ROOM_STATES = ['IN_USE', 'REPAIR', 'CLOSED'] as const;
export type RoomState = (typeof ROOM_STATES)[number];

/** A room that is equipped for online meetings (điểm cầu). */
export interface MeetingRoomRecord {
  kind: 'meeting-room';
  /** MaDiemCau */
  code: string;
  name: string;
  unit: string;
  place?: string;
  seats?: number;
  /** Number on the codec, as the network's inventory has it. */
  codecSerial?: string;
  state: RoomState;
  changedAt: Instant;
  deleted?: boolean;
}

export const meetingRoom = {
  kind: 'meeting-room',
  label: 'Điểm cầu',
  permission: 'meetings.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  // A meeting shows whose rooms it is held in.
  rows: 'everybody',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  lists: ['MeetingRoom'],
  classes: {
    Query: { meetingRooms: 'I', meetingRoom: 'I' },
    MeetingRoom: {
      id: 'I',
      code: 'I',
      name: 'I',
      unit: 'P',
      place: 'I',
      seats: 'I',
      codecSerial: 'I',
      state: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    Unit: { meetingRooms: 'I' },
  },
} as const satisfies KindFacts<MeetingRoomRecord['kind'], keyof MeetingRoomRecord>;
