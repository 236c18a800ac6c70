import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import { demand, may } from '../access/roles.js';
import { ZONE } from '../domain/time.js';
import type { CivilStatusCount, CivilStatusCountsArgs } from '../schema/civil-status-count.js';
import type { Reads } from './engine/reads.js';
import { among } from './filters.js';
import { limited } from './limited.js';
import { withScope } from './scope.js';

const MAX_COUNTS = 5_000;

/**
 * How many registrations there are by unit, register and month, in one statement, for whoever reads the catalogue: it tells of nobody, so recognitions
 * of children, of which a month has one at times, are told by the year to who may not read registrations. A key of one unit is told of its own. Throws `Refusal`: FORBIDDEN, BAD_USER_INPUT for more counts than are told.
 */
export async function readCivilStatusCounts(
  reads: Reads,
  principal: Principal,
  { years, acts, ...asked }: CivilStatusCountsArgs,
): Promise<CivilStatusCount[]> {
  demand(principal, 'catalogue.read');
  const year = sql`substr(r.registered_on, 1, 4)::integer`;
  const ofMonth = sql`nullif(substr(r.registered_on, 6, 2), '')::integer`;
  const month = may(principal, 'civilStatus.read')
    ? ofMonth
    : sql`case when r.act <> 'RECOGNITION' then ${ofMonth} end`;
  const thisYear = sql`array[extract(year from now() at time zone ${sql.lit(ZONE)})::integer]`;
  const conditions = [
    sql`s.deleted_at is null`,
    sql`${year} = any(${years == null ? thisYear : sql`${years}::integer[]`})`,
    limited(principal, sql`r.unit`, asked),
    among(sql`r.act`, acts),
  ].filter((part) => part !== undefined);
  const body = sql`select json_build_object('counts', coalesce(json_agg(c order by c."unitCode", c.act, c.year, c.month nulls first), '[]'::json)) as data
    from (select r.unit as "unitCode", r.act, ${year} as year, ${month} as month,
        (count(*) filter (where r.state <> 'REVOKED'))::integer as registered,
        (count(*) filter (where r.state = 'REVOKED'))::integer as revoked
      from civil_registration r join subject s on s.id = r.subject_id
      where ${sql.join(conditions, sql` and `)} group by 1, 2, 3, 4 limit ${MAX_COUNTS + 1}) c`;
  const data = await reads.run(principal.unit === undefined ? body : withScope(principal.unit, body));
  const counts = (data?.['counts'] ?? []) as CivilStatusCount[];
  if (counts.length <= MAX_COUNTS) return counts;
  throw badInput([{ path: ['years'], message: `more than ${MAX_COUNTS} counts: narrow them` }]);
}
