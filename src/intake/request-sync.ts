import { type AskedWrite, recordWrite } from '../access/audit.js';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { Database } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';

/** Asks for a run of these sources now; a sync turn takes the request. Returns when it was asked, RFC 3339. */
export async function requestSync(
  database: Database,
  sealer: Sealer,
  principal: Principal,
  sources: readonly string[],
  write: AskedWrite,
): Promise<string> {
  demand(principal, 'sync.run');
  return database.transaction(async (client) => {
    // The notification leaves with the commit, after the request is there to be seen.
    const { rows } = await client.query<{ at: Date }>(
      `with asked as (
         insert into source_cursor (source, moved_at, requested_at)
         select name, now(), now() from unnest($1::text[]) name
         on conflict (source) do update set requested_at = now()
         returning source
       ) select now() as at, pg_notify('lienthong_sync', '') from (select count(*) from asked) counted`,
      [[...new Set(sources)].sort()],
    );
    await recordWrite(client, sealer, principal, write, {
      outcome: 'REQUESTED',
      facts: { sources: sources.length },
    });
    return (rows[0]?.at ?? new Date()).toISOString();
  });
}
