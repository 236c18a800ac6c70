import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import type { MeetingAttendanceArgs, UnitAttendance } from '../schema/unit-attendance.js';
import type { Reads } from './engine/reads.js';
import { Statement } from './engine/statement.js';
import { since, until } from './filters.js';
import { meetingReads } from './meeting.js';
import { unitOn } from './unit-on.js';
import { within } from './unit-reach.js';

const MAX_UNITS = 1_000;

/**
 * How units came to the sessions of a time, in one statement: each by who it is on the day, of the sessions that the caller sees. Throws `Refusal`:
 * FORBIDDEN, BAD_USER_INPUT for more units than are told.
 */
export async function readUnitAttendance(
  reads: Reads,
  principal: Principal,
  args: MeetingAttendanceArgs,
): Promise<UnitAttendance[]> {
  const types = Object.fromEntries(meetingReads.map((type) => [type.name, type]));
  const statement = new Statement(types, reads.viewer(principal));
  const meeting = statement.row();
  const starts = meeting('starts_at');
  const unit = unitOn(sql`a.unit`, sql`m.at`);
  const from = statement.from(
    statement.type('Meeting'),
    meeting,
    since(starts, args.from),
    until(starts, args.to),
    sql`${meeting.joined('subject')('deleted_at')} is null and ${meeting('state')} <> 'CANCELLED'`,
  );
  const asked = within(sql`p.unit`, args.unit, sql`p.at`, args.follow) ?? sql`true`;
  const body = sql`select json_build_object('units', coalesce(json_agg(g), '[]'::json)) as data from (
    select p.unit as "unitCode", count(distinct p.id)::integer as meetings, coalesce(sum(p.invited), 0)::integer as invited,
      sum(p.attended)::integer as attended, coalesce(sum(p.attended) filter (where p.invited is null), 0)::integer as "unknown"
    from (select ${unit} as unit, m.id, m.at, a.invited, a.attended
      from (select ${meeting('subject_id')} as id, ${starts} as at ${from}) m
      join meeting_attendance a on a.meeting_id = m.id) p
    where ${asked} group by p.unit order by p.unit collate "C" limit ${MAX_UNITS + 1}) g`;
  const data = await reads.run(statement.whole(body));
  const units = (data?.['units'] ?? []) as UnitAttendance[];
  if (units.length <= MAX_UNITS) return units;
  throw badInput([{ path: ['unit'], message: `more than ${MAX_UNITS} units: narrow them` }]);
}
