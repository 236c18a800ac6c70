import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { badInput } from '../access/refusal.js';
import type { PovertyCount, PovertyCountsArgs } from '../schema/poverty-household.js';
import { endOfYear } from './budget-line.js';
import type { Reads } from './engine/reads.js';
import { Statement } from './engine/statement.js';
import { povertyFilters, povertyHouseholdRead } from './poverty-household.js';
import { within } from './unit-reach.js';

const MAX_COUNTS = 1_000;

/** Households by commune, year and state in one statement; a key of one unit is told of its own. Throws `Refusal`: FORBIDDEN, BAD_USER_INPUT. */
export async function readPovertyCounts(
  reads: Reads,
  principal: Principal,
  args: PovertyCountsArgs,
): Promise<PovertyCount[]> {
  const statement = new Statement({ PovertyHousehold: povertyHouseholdRead }, reads.viewer(principal));
  const row = statement.row();
  const from = statement.from(
    statement.type('PovertyHousehold'),
    row,
    ...povertyFilters(row, args),
    within(row('unit'), args.unit, endOfYear(row), args.follow),
    sql`${row.joined('subject')('deleted_at')} is null`,
  );
  const body = sql`select json_build_object('counts', coalesce(json_agg(g), '[]'::json)) as data from (
    select ${row('unit')} as "unitCode", ${row('year')} as "year", ${row('state')} as "state", count(*)::integer as "households",
      sum(${row('members')})::integer as "members" ${from} group by 1, 2, 3 order by 2 desc, 1, 3 limit ${MAX_COUNTS + 1}) g`;
  const data = await reads.run(statement.whole(body));
  const counts = (data?.['counts'] ?? []) as PovertyCount[];
  if (counts.length <= MAX_COUNTS) return counts;
  throw badInput([{ path: ['years'], message: `more than ${MAX_COUNTS} counts: narrow them` }]);
}
