import type { Queryable } from '../database.js';

const KIND = 'poverty-household';
const AT_ONCE = 1_000;

/**
 * Gives households the keys that they have since their codes are masked: keys that were written before hold the code itself, wherever they stand. Run after
 * migrations, which do not know the installation's secret. `keyed`: see store/keyed.ts. Returns how many keys there were.
 */
export async function keyHouseholds(client: Queryable, keyed: (text: string) => string): Promise<number> {
  let done = 0;
  for (;;) {
    const { rows } = await client.query<{ was: string }>(
      `select natural_key as was from (
          select natural_key from subject where kind = $1 union select natural_key from quarantine where kind = $1
          union select natural_key from difference where kind = $1) known
        where natural_key !~ '/[0-9a-f]{32}$' limit $2`,
      [KIND, AT_ONCE],
    );
    if (rows.length === 0) return done;
    const changed = rows.map(({ was }) => ({ was, now: keyOf(was, keyed) }));
    await client.query(
      `with changed as (select * from unnest($2::text[], $3::text[]) as c(was, now)),
        refused as (update quarantine q set natural_key = c.now from changed c where q.kind = $1 and q.natural_key = c.was),
        differing as (update difference d set natural_key = c.now, identity = c.now from changed c
          where d.kind = $1 and d.natural_key = c.was),
        households as (update poverty_household h set code = c.now from changed c where h.code = c.was)
        update subject s set natural_key = c.now from changed c where s.kind = $1 and s.natural_key = c.was`,
      [KIND, changed.map(({ was }) => was), changed.map(({ now }) => now)],
    );
    done += rows.length;
  }
}

/** Behind year and commune; see domain/kinds/poverty-household.ts. */
function keyOf(was: string, keyed: (text: string) => string): string {
  const [, place = '', code = ''] = /^([^/]*\/)?(.*)$/s.exec(was) ?? [];
  return `${place}${keyed(code)}`;
}
