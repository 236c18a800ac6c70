import { canonicalJson } from '../canonical.js';
import type { Instant } from '../time.js';
import { withoutWaysIn } from '../ways-in.js';
import type { KindFacts, KindRecord } from './kind.js';

/** TENTATIVE → CONFIRMED → STARTED → ENDED; any → CANCELLED. */
export const MEETING_STATES = ['TENTATIVE', 'CONFIRMED', 'STARTED', 'ENDED', 'CANCELLED'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];
/** What only the conferencing server can tell. */
const HAPPENED: readonly MeetingState[] = ['STARTED', 'ENDED'];

/** Answers to an invitation, as iCalendar has them. */
export const INVITATION_ANSWERS = ['NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED'] as const;
export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number];

/** Who is asked to come: a unit, an address or both. */
export interface MeetingInvitee {
  /** Lower case; personal. */
  email?: string;
  unit?: string;
  answer: InvitationAnswer;
}

/** How many of a unit came, in figures only. */
export interface MeetingAttendance {
  unit: string;
  /** Code of the room that they sat in. */
  room?: string;
  /** Absent: not known. */
  invited?: number;
  attended: number;
}

export interface MeetingDocument {
  name: string;
  url: string;
}

/** What happened, as the conferencing server told it last. */
export interface MeetingHeld {
  state: 'STARTED' | 'ENDED';
  attendance: MeetingAttendance[];
  /** Personal: people are seen and heard there. */
  recordingUrl?: string;
  /** When this was told. */
  at: Instant;
}

/** One session of an online meeting (buổi họp trực tuyến): a meeting by itself, or one of a series. */
export interface MeetingRecord {
  kind: 'meeting';
  /** See {@link meetingCode}. */
  code: string;
  /** iCalendar's UID: of the meeting, or of the whole series. */
  uid: string;
  /** Of a session of a series: when it begins by the series' rule. It stays when the session is moved. */
  recurrenceAt?: Instant;
  /** Of a session of a series that is told by itself (moved, renamed, cancelled), and not by the series' rule: it says nothing of the others. */
  own?: boolean;
  /** What the rule of its series is told by: with another one each session is told anew, and those that are not have left the series. */
  pattern?: string;
  /** iCalendar's SEQUENCE; absent: the source knows none, which is older than any. */
  sequence?: number;
  /** iCalendar's DTSTAMP: when this version was made. */
  stampedAt: Instant;
  /** When the file was written that told this version first. */
  writtenAt?: Instant;
  title: string;
  location?: string;
  startsAt: Instant;
  /** The first moment after it. */
  endsAt: Instant;
  allDay?: boolean;
  /** Who holds it, by the code that the source has. */
  unit: string;
  organiser?: string;
  /** Personal. */
  organiserEmail?: string;
  state: MeetingState;
  /** Codes of the rooms (điểm cầu). */
  rooms: string[];
  invitees: MeetingInvitee[];
  /** Whoever has it may come in: a secret. */
  joinUrl?: string;
  documents: MeetingDocument[];
  held?: MeetingHeld;
  changedAt: Instant;
  deleted?: boolean;
}

/** `UID`, of a session of a series `UID/20250701T010000Z`. */
export function meetingCode(uid: string, recurrenceAt: Instant | undefined): string {
  return recurrenceAt === undefined ? uid : `${uid}/${recurrenceAt.replace(/[-:]|\.\d+/g, '')}`;
}

/** Whether that state says that it began. */
export function hasBegun(state: MeetingState): state is 'STARTED' | 'ENDED' {
  return HAPPENED.includes(state);
}

/** What was planned: everything but what happened, and when it was told. */
function planOf({
  held: _,
  changedAt: _at,
  stampedAt: _stamp,
  writtenAt: _file,
  ...plan
}: MeetingRecord): object {
  return plan;
}

/** Whether `a` is an older version than `b`: by SEQUENCE, then by DTSTAMP; where both are one, by when its file was written, and by when it was told. */
function isOlder(a: MeetingRecord, b: MeetingRecord): boolean {
  const versions = (a.sequence ?? -1) - (b.sequence ?? -1);
  const stamps = Date.parse(a.stampedAt) - Date.parse(b.stampedAt);
  const files = a.writtenAt && b.writtenAt ? Date.parse(a.writtenAt) - Date.parse(b.writtenAt) : 0;
  return (versions || stamps || files || Date.parse(a.changedAt) - Date.parse(b.changedAt)) < 0;
}

function laterHeld(a: MeetingHeld | undefined, b: MeetingHeld | undefined): MeetingHeld | undefined {
  if (!a || !b) return a ?? b;
  return Date.parse(b.at) >= Date.parse(a.at) ? b : a;
}

/**
 * What is known of a session once `incoming` is: the newer plan, by SEQUENCE and then DTSTAMP, whatever came first; and what the conferencing server
 * told last of how it went. A calendar that only wrote itself anew, with another DTSTAMP, says nothing new.
 */
export function combineMeetings(stored: KindRecord, incoming: KindRecord): KindRecord {
  const [known, told] = [stored as MeetingRecord, incoming as MeetingRecord];
  const plan = isOlder(told, known) || sameJson(planOf(known), planOf(told)) ? known : told;
  const held = laterHeld(known.held, told.held);
  const changedAt =
    Date.parse(known.changedAt) > Date.parse(told.changedAt) ? known.changedAt : told.changedAt;
  const { held: _, deleted: _gone, ...rest } = plan;
  // What comes after a deletion says that it is there again.
  return { ...rest, ...(held ? { held } : {}), changedAt } satisfies MeetingRecord;
}

function sameJson(a: object, b: object): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** What stands when plan and course are taken together: who cancelled it cancelled it, else how far it came. */
export function meetingState({ state, held }: MeetingRecord): MeetingState {
  return state === 'CANCELLED' ? state : (held?.state ?? state);
}

export const meeting = {
  kind: 'meeting',
  label: 'Họp trực tuyến',
  permission: 'meetings.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  // And those of units that are invited (reads/meeting.ts).
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  secrets: ['LienKetHop'],
  secretsWithin: { keys: ['TieuDe', 'DiaDiem'], without: withoutWaysIn },
  combine: combineMeetings,
  lists: ['Meeting'],
  classes: {
    Query: { meetings: 'I', meeting: 'I', meetingAttendance: 'I' },
    Meeting: {
      id: 'I',
      code: 'I',
      uid: 'I',
      recurrenceAt: 'I',
      sequence: 'I',
      title: 'I',
      location: 'I',
      startsAt: 'I',
      endsAt: 'I',
      allDay: 'I',
      unit: 'P',
      unitCode: 'I',
      organiser: 'I',
      organiserEmail: 'BASIC',
      state: 'I',
      roomCodes: 'I',
      rooms: 'I',
      invitees: 'I',
      // A secret, not personal: by role and unit (reads/meeting.ts).
      joinUrl: 'I',
      recordingUrl: 'BASIC',
      documents: 'I',
      attendance: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    MeetingInvitee: { email: 'BASIC', unitCode: 'I', unit: 'P', answer: 'I' },
    MeetingDocument: { name: 'I', url: 'I' },
    MeetingAttendance: { unitCode: 'I', unit: 'P', room: 'I', invited: 'I', attended: 'I' },
    UnitAttendance: { unitCode: 'I', meetings: 'I', invited: 'I', attended: 'I', unknown: 'I' },
    Unit: { meetings: 'I' },
  },
} as const satisfies KindFacts<MeetingRecord['kind'], keyof MeetingRecord>;
