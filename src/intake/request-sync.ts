import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { Queryable } from '../store/database.js';

/** Asks for a run of these sources now; a sync turn takes the request. Returns when it was asked, RFC 3339. */
export async function requestSync(
  database: Queryable,
  principal: Principal,
  sources: readonly string[],
): Promise<string> {
  demand(principal, 'sync.run');
  // One statement: the notification leaves with the commit, after the request is there to be seen.
  const { rows } = await database.query<{ at: Date }>(
    `with asked as (
       insert into source_cursor (source, moved_at, requested_at)
       select name, now(), now() from unnest($1::text[]) name
       on conflict (source) do update set requested_at = now()
       returning source
     ) select now() as at, pg_notify('lienthong_sync', '') from (select count(*) from asked) counted`,
    [[...new Set(sources)].sort()],
  );
  return (rows[0]?.at ?? new Date()).toISOString();
}
