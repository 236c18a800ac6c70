import { setTimeout as wait } from 'node:timers/promises';
import { systemPrincipal } from '../access/principal.js';
import { type AwayAccount, awayAccounts, type Outlook, outlook } from '../ledger/outlook.js';
import { isTransient, type Queryable } from '../store/database.js';

const LOOK_EVERY_MS = 250;
/** Owing, notifying and claiming take turns: idle must be seen this often in a row. */
const QUIET_LOOKS = 2;

/** 0 all settled · 2 something needs a person · 3 a portal could not be reached, or time ran out with work left; 3 wins. */
export type IdleStatus = 0 | 2 | 3;

export interface Idle {
  status: IdleStatus;
  /** What was left at the last look. */
  seen: Outlook;
  /** Whose portal is in the way of it. */
  away: AwayAccount[];
}

/** Waits until nothing can leave or be looked at by itself, or `maxWaitMs` are over. */
export async function untilIdle(
  database: Queryable,
  { maxWaitMs, onLook }: { maxWaitMs: number; onLook?: (seen: Outlook) => void },
): Promise<Idle> {
  const principal = systemPrincipal('until-idle');
  const deadline = performance.now() + maxWaitMs;
  let quiet = 0;
  let seen: Outlook = { moving: 0, barred: 0, unreachable: 0, forPerson: 0 };
  const end = async (status: IdleStatus): Promise<Idle> => {
    const away = (await ifAnswered(awayAccounts(database, principal))) ?? [];
    return { status, seen, away };
  };
  for (;;) {
    const looked = await ifAnswered(outlook(database, principal));
    if (looked) {
      seen = looked;
      onLook?.(seen);
      quiet = seen.moving - seen.barred === 0 ? quiet + 1 : 0;
      if (quiet >= QUIET_LOOKS) return end(seen.forPerson + seen.barred > 0 ? 2 : 0);
    }
    if (performance.now() > deadline) return end(3);
    await wait(LOOK_EVERY_MS);
  }
}

/** Undefined while the store cannot be asked. */
function ifAnswered<T>(question: Promise<T>): Promise<T | undefined> {
  return question.catch((error: unknown) => {
    if (!isTransient(error)) throw error;
    return undefined;
  });
}
