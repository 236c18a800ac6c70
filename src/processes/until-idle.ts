import { setTimeout as wait } from 'node:timers/promises';
import { systemPrincipal } from '../access/principal.js';
import { type Outlook, outlook } from '../ledger/outlook.js';
import { isTransient, type Queryable } from '../store/database.js';

const LOOK_EVERY_MS = 250;
/** Owing, notifying and claiming take turns: idle must be seen this often in a row. */
const QUIET_LOOKS = 2;

/** 0 all settled · 2 something needs a person · 3 a portal could not be reached, or time ran out with work left; 3 wins. */
export type IdleStatus = 0 | 2 | 3;

/** Waits until nothing can leave or be looked at by itself, or `maxWaitMs` are over. */
export async function untilIdle(
  database: Queryable,
  { maxWaitMs, onLook }: { maxWaitMs: number; onLook?: (seen: Outlook) => void },
): Promise<{ status: IdleStatus; seen: Outlook }> {
  const principal = systemPrincipal('until-idle');
  const deadline = performance.now() + maxWaitMs;
  let quiet = 0;
  let seen: Outlook = { moving: 0, barred: 0, unreachable: 0, forPerson: 0 };
  for (;;) {
    const looked = await outlook(database, principal).catch((error: unknown) => {
      if (!isTransient(error)) throw error;
      return undefined;
    });
    if (looked) {
      seen = looked;
      onLook?.(seen);
      quiet = seen.moving - seen.barred === 0 ? quiet + 1 : 0;
      if (quiet >= QUIET_LOOKS) return { status: seen.forPerson + seen.barred > 0 ? 2 : 0, seen };
    }
    if (performance.now() > deadline) return { status: 3, seen };
    await wait(LOOK_EVERY_MS);
  }
}
