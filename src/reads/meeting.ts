import { sql } from 'kysely';
import { type MeetingRecord, meetingState } from '../domain/kinds/meeting.js';
import type { Role } from '../domain/role.js';
import type { Meeting, MeetingFilterArgs, MeetingsArgs } from '../schema/meeting.js';
import { column, computed, sealed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead } from './engine/plain.js';
import type { Column, Row, Sql } from './engine/types.js';
import { among, until } from './filters.js';
import { attendanceOf, attendanceRead, documentRead, inviteeRead } from './meeting-parts.js';
import type { Relations } from './relations.js';
import { inScope } from './scope.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';
import { unitOn } from './unit-on.js';
import { within } from './unit-reach.js';

const at = (row: Row): Sql => row('starts_at');
const holder = (row: Row): Sql => unitOn(row('unit'), at(row));

/** Whether a unit that is invited is within what the viewer is limited to. */
const isInvited = (row: Row): Sql =>
  sql`exists (select from meeting_invitee i where i.meeting_id = ${row('subject_id')} and ${inScope(sql`i.unit`, at(row))})`;

/**
 * The link is for who is invited or holds it: officers and operators with a key of such a unit, and no other unit's key sees the meeting. A key of the whole
 * district is nobody's that is invited: it needs the scope `sensitive`. A program and who only looks on come in nowhere.
 */
const COME_IN: readonly (Role | 'system')[] = ['officer', 'operator', 'administrator'];

const wayIn = sealed('join_url', 'text');
const joinUrl: Column = {
  ...computed(wayIn.value),
  open: (value, viewer) => {
    if (typeof value !== 'string') return null;
    const { role, unit } = viewer.principal;
    return COME_IN.includes(role) && (unit !== undefined || viewer.sensitive)
      ? viewer.sealer.open(Buffer.from(value, 'base64')).toString('utf8')
      : '***';
  },
};

/**
 * The same where the newer version does not count itself: when the rule changes, every session that it gives is told anew with another `pattern`, so one
 * that was not, behind one that was, is none of them. With the same one a session may be newer alone: what was said of it by itself was taken back.
 */
const leftUncounted = (row: Row): Sql => sql`(not ${row('own')} and exists (
  select from meeting m join subject s on s.id = m.subject_id and s.deleted_at is null
    where m.uid = ${row('uid')} and m.recurrence_at is not null and not m.own and m.recurrence_at <= ${row('recurrence_at')}
      and coalesce(m.sequence, -1) = coalesce(${row('sequence')}, -1) and m.stamped_at > ${row('stamped_at')}
      and m.pattern is distinct from ${row('pattern')} and m.stamped_at <= ${row('starts_at')}))`;

/**
 * Whether a session left its series: a newer version of that was read, and gives no session with this begin. Versions that stand for one session say
 * nothing about the others. What began before the newer version, and before all that it gives, was held by the older one.
 */
const leftItsSeries = (row: Row): Sql => sql`(${row('recurrence_at')} is not null and (exists (
  select from (select m.sequence, least(min(m.starts_at), min(m.stamped_at)) as since from meeting m
      join subject s on s.id = m.subject_id and s.deleted_at is null
      where m.uid = ${row('uid')} and m.recurrence_at is not null and not m.own and m.sequence is not null
      group by m.sequence order by m.sequence desc limit 1) newest
    where newest.sequence > coalesce(${row('sequence')}, -1) and ${row('starts_at')} >= newest.since)
  or ${leftUncounted(row)}))`;

const version = (sequence: Sql, stamped: Sql): Sql => sql`(coalesce(${sequence}, -1), ${stamped})`;
const versionOf = (row: Row): Sql => version(row('sequence'), row('stamped_at'));

/**
 * Whether the whole series was cancelled (RFC 5546: a cancellation with its UID and neither a rule nor a session) at least as late as this session was
 * told. What began before that was held. Such a cancellation is a record of its own, whose key is the UID.
 */
const seriesCancelled = (row: Row): Sql => sql`(${row('recurrence_at')} is not null and exists (
  select from meeting c join subject s on s.id = c.subject_id and s.deleted_at is null
    where c.code = ${row('uid')} and c.recurrence_at is null and c.state = 'CANCELLED'
      and ${row('starts_at')} >= c.stamped_at and ${version(sql`c.sequence`, sql`c.stamped_at`)} >= ${versionOf(row)}))`;

/** Whether a meeting by itself became a series since: one of its sessions stands in its place. What began before that was held by itself. */
const becameSeries = (row: Row): Sql => sql`(${row('recurrence_at')} is null and exists (
  select from meeting m join subject s on s.id = m.subject_id and s.deleted_at is null
    where m.uid = ${row('uid')} and m.recurrence_at is not null and not m.own
      and (m.recurrence_at = ${row('starts_at')} or m.stamped_at <= ${row('starts_at')})
      and ${version(sql`m.sequence`, sql`m.stamped_at`)} > ${versionOf(row)}))`;

const state = (row: Row): Sql =>
  sql`case when ${row('state')} in ('TENTATIVE', 'CONFIRMED') and (${leftItsSeries(row)} or ${seriesCancelled(row)} or ${becameSeries(row)}) then 'CANCELLED' else ${row('state')} end`;

const meetingRead = plainRead<Meeting, MeetingRecord>(
  {
    name: 'Meeting',
    kind: 'meeting',
    table: 'meeting',
    at,
    alsoFor: isInvited,
    title: (row) => row('title'),
  },
  {
    code: column('code'),
    uid: column('uid'),
    recurrenceAt: column('recurrence_at'),
    sequence: [column('sequence'), (record) => record.sequence],
    title: [column('title'), (record) => record.title],
    location: [column('location'), (record) => record.location],
    startsAt: [column('starts_at'), (record) => record.startsAt],
    endsAt: [column('ends_at'), (record) => record.endsAt],
    allDay: [column('all_day'), (record) => record.allDay ?? false],
    unit: { kind: 'one', type: 'Unit', where: (row, target) => sql`${target('code')} = ${holder(row)}` },
    unitCode: [column('unit'), (record) => record.unit],
    organiser: [column('organiser'), (record) => record.organiser],
    organiserEmail: [sealed('organiser_email', 'email'), (record) => record.organiserEmail],
    state: [computed(state), meetingState],
    roomCodes: [column('rooms'), (record) => record.rooms],
    rooms: {
      kind: 'many',
      type: 'MeetingRoom',
      usual: 2,
      where: (row, target) => sql`${target('code')} = any(${row('rooms')})`,
      orderBy: (target) => target('code'),
    },
    invitees: [
      partRows('MeetingInvitee', 'meeting_id', 6),
      (record) => record.invitees.map(({ unit, ...rest }) => ({ unitCode: unit, ...rest })),
    ],
    joinUrl,
    recordingUrl: [sealed('recording_url', 'text'), (record) => record.held?.recordingUrl],
    documents: [partRows('MeetingDocument', 'meeting_id', 2), (record) => record.documents],
    attendance: [partRows('MeetingAttendance', 'meeting_id', 6), attendanceOf],
  },
);

export const meetingReads = [meetingRead, inviteeRead, documentRead, attendanceRead];

/** The filters that the list of meetings and a unit's meetings have in common. */
function meetingFilters(row: Row, args: MeetingFilterArgs): (Sql | undefined)[] {
  return [
    args.from == null ? undefined : sql`${row('ends_at')} > ${args.from}::timestamptz`,
    until(row('starts_at'), args.to),
    args.states == null ? undefined : among(state(row), args.states),
    args.room == null ? undefined : sql`${args.room} = any(${row('rooms')})`,
    args.answers == null
      ? undefined
      : sql`exists (select from meeting_invitee i where i.meeting_id = ${row('subject_id')} and ${among(sql`i.answer`, args.answers)})`,
  ];
}

export const meetingRelations: Relations = {
  Unit: {
    meetings: {
      kind: 'many',
      type: 'Meeting',
      usual: 5,
      paged: true,
      where: (row, target, args) => {
        const given = meetingFilters(target, args as MeetingFilterArgs).filter((part) => part !== undefined);
        const own = sql`(${holder(target)} = ${row('code')} or exists (select from meeting_invitee i
          where i.meeting_id = ${target('subject_id')} and ${unitOn(sql`i.unit`, at(target))} = ${row('code')}))`;
        return sql.join([own, ...given], sql` and `);
      },
      orderBy: (target) => sql`${target('starts_at')} desc, ${target('subject_id')}`,
    },
  },
};

export const meetingsPage: PageSpec<MeetingsArgs & MeetingFilterArgs> = {
  type: 'Meeting',
  orders: {
    ...bothWays('STARTS', key('starts_at', 'timestamptz'), key('subject_id', 'bigint')),
    ...subjectOrders,
  },
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, { unit, follow, ...args }) => [
    ...meetingFilters(row, args),
    // By whose it is on the day: what an ended unit holds since is its heir's.
    within(holder(row), unit, at(row), follow),
    ...subjectFilters(row, { ...args, follow }),
  ],
};
