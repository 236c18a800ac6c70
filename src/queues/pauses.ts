import { type AskedWrite, recordWrite } from '../access/audit.js';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import type { Database, Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import type { QueueName } from './names.js';

/** What can be paused: a queue's jobs, or everything that goes to a portal. Kept in the store: queues are disposable. */
export type PauseScope = `queue:${QueueName}` | `portal:${string}`;

/** A pause; `since` is RFC 3339, UTC. */
export interface Pause {
  scope: PauseScope;
  since: string;
  by: string;
  reason: string | undefined;
}

/** Tells who waits for the end of a pause; a pause itself is seen at the next job or claim. */
const WAKE = `select pg_notify('lienthong_push', ''), pg_notify('lienthong_sync', '')`;

/** Pauses; what runs ends. One that is paused already keeps its begin, and who began it. */
export async function pause(
  database: Database,
  sealer: Sealer,
  principal: Principal,
  { scope, reason, write }: { scope: PauseScope; reason: string | undefined; write: AskedWrite },
): Promise<Pause> {
  demand(principal, 'queues.pause');
  return database.transaction(async (client) => {
    await client.query(
      'insert into pause (scope, paused_by, reason) values ($1, $2, $3) on conflict (scope) do nothing',
      [scope, principal.name, reason ?? null],
    );
    await recordWrite(client, sealer, principal, write, { outcome: 'PAUSED' });
    const [begun] = await pauses(client, scope);
    return begun ?? { scope, since: new Date().toISOString(), by: principal.name, reason };
  });
}

/** Ends a pause, and wakes the workers. False: there was none. */
export async function resume(
  database: Database,
  sealer: Sealer,
  principal: Principal,
  { scope, write }: { scope: PauseScope; write: AskedWrite },
): Promise<boolean> {
  demand(principal, 'queues.pause');
  return database.transaction(async (client) => {
    const { rowCount } = await client.query('delete from pause where scope = $1', [scope]);
    const ended = rowCount === 1;
    await recordWrite(client, sealer, principal, write, { outcome: ended ? 'RESUMED' : 'NOT_PAUSED' });
    await client.query(WAKE);
    return ended;
  });
}

/** The pauses there are now, or this one. */
export async function pauses(database: Queryable, scope?: PauseScope): Promise<Pause[]> {
  const { rows } = await database.query<{
    scope: PauseScope;
    since: Date;
    paused_by: string;
    reason: string | null;
  }>(
    'select scope, since, paused_by, reason from pause where $1::text is null or scope = $1 order by scope',
    [scope ?? null],
  );
  return rows.map(({ since, paused_by: by, reason, ...row }) => ({
    ...row,
    since: since.toISOString(),
    by,
    reason: reason ?? undefined,
  }));
}
