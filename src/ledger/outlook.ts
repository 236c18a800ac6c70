import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';
import { LOGIN_REFUSED } from './breaker.js';

/** What is left to do, in lanes and deliveries of portals that are switched on and not paused. */
export interface Outlook {
  /** Lanes that can leave, are in flight, or can be looked at by themselves, now or after a backoff. */
  moving: number;
  /** Of those, lanes of accounts whose login the portal refused: a person has to mend it. */
  barred: number;
  /** Of those, lanes of accounts whose breaker is open for another reason: the portal does not answer. */
  unreachable: number;
  /** Deliveries that the portal refused, that are held, or that ran out of attempts. */
  forPerson: number;
}

/** An account with lanes left whose last call failed for a cause of the portal as a whole. */
export interface AwayAccount {
  portal: string;
  agencyCode: string;
  /** As the breaker has it: `NOT_REACHED`, `LOGIN_REFUSED`, … */
  reason: string;
  /** The cause in a technical word or two, when a call of the last minutes left one. */
  error?: string;
  /** Lanes left, as {@link Outlook.moving} counts them. */
  lanes: number;
  /** When one call is tried again, where its breaker is open; RFC 3339, UTC. */
  nextTryAt?: string;
}

/** Whether the lane `l` has work left that a portal could take. */
const MOVING = `not exists (select from pause where scope in ('queue:push', 'portal:' || l.portal))
  and (l.state <> 'IDLE' or (l.ready_at < 'infinity' and l.wait_reason is distinct from 'SCHEDULED'))`;

/** A future `notBefore`, a portal that is off or paused, a paused queue `push`, and ENTRYs behind a held or refused RECORD are not work that is left. */
export async function outlook(database: Queryable, _principal: Principal): Promise<Outlook> {
  const { rows } = await database.query<Record<keyof Outlook, string>>(
    `with moving as (
      select b.state as breaker, b.reason, count(*) as lanes
      from lane l
      join portal p on p.code = l.portal and p.enabled
      left join account_breaker b on b.account_id = l.account_id
      where ${MOVING}
      group by 1, 2
    )
    select
      coalesce(sum(lanes), 0) as moving,
      coalesce(sum(lanes) filter (where breaker <> 'CLOSED' and reason = $1), 0) as barred,
      coalesce(sum(lanes) filter (where breaker <> 'CLOSED' and reason is distinct from $1), 0) as unreachable,
      (select count(*) from delivery d join lane l on l.id = d.lane_id join portal p on p.code = l.portal and p.enabled
        where d.state in ('REFUSED', 'HELD', 'EXHAUSTED')) as "forPerson"
    from moving`,
    [LOGIN_REFUSED],
  );
  const { moving = 0, barred = 0, unreachable = 0, forPerson = 0 } = rows[0] ?? {};
  return {
    moving: Number(moving),
    barred: Number(barred),
    unreachable: Number(unreachable),
    forPerson: Number(forPerson),
  };
}

/** Whose portal is in the way of what is left, the most lanes first. */
export async function awayAccounts(database: Queryable, _principal: Principal): Promise<AwayAccount[]> {
  const { rows } = await database.query<{
    portal: string;
    agency_code: string;
    reason: string;
    lanes: string;
    open_until: Date | null;
    error: string | null;
  }>(
    `select a.portal, a.agency_code, b.reason, b.open_until, count(*) as lanes,
      (select e.error from exchange e where e.account_id = a.id and e.error is not null
        and e.opened_at > now() - interval '10 min' order by e.opened_at desc limit 1) as error
    from lane l
    join portal p on p.code = l.portal and p.enabled
    join portal_account a on a.id = l.account_id
    join account_breaker b on b.account_id = a.id and b.reason is not null
    where ${MOVING}
    group by a.id, a.portal, a.agency_code, b.reason, b.open_until order by count(*) desc, a.portal, a.agency_code`,
  );
  return rows.map(({ portal, agency_code: agencyCode, reason, lanes, open_until: until, error }) => ({
    portal,
    agencyCode,
    reason,
    lanes: Number(lanes),
    ...(error === null || reason === LOGIN_REFUSED ? {} : { error }),
    ...(until === null ? {} : { nextTryAt: until.toISOString() }),
  }));
}

/** How many deliveries stand in each state, by portal. */
export async function deliveryCounts(
  database: Queryable,
  _principal: Principal,
): Promise<Record<string, Record<string, number>>> {
  const { rows } = await database.query<{ portal: string; state: string | null; n: string }>(
    `select p.code as portal, d.state, count(d.id) as n
    from portal p left join lane l on l.portal = p.code left join delivery d on d.lane_id = l.id
    group by 1, 2 order by 1, 2`,
  );
  const counts: Record<string, Record<string, number>> = {};
  for (const { portal, state, n } of rows) {
    counts[portal] = { ...counts[portal], ...(state === null ? {} : { [state]: Number(n) }) };
  }
  return counts;
}

/** Lanes that do not rest, grouped: `reason` is why they wait; `since` of the oldest, RFC 3339, UTC. */
export interface LaneFacts {
  portal: string;
  state: string;
  reason: string | null;
  lanes: number;
  since: string;
}

export async function laneFacts(database: Queryable, _principal: Principal): Promise<LaneFacts[]> {
  const { rows } = await database.query<Omit<LaneFacts, 'lanes' | 'since'> & { n: string; since: Date }>(
    `select l.portal, l.state,
      case when not p.enabled then 'PORTAL_OFF' when x.scope is not null then 'PORTAL_PAUSED'
        when b.state <> 'CLOSED' then coalesce(b.reason, 'BREAKER') else l.wait_reason end as reason,
      count(*) as n, min(l.since) as since
    from lane l join portal p on p.code = l.portal left join account_breaker b on b.account_id = l.account_id
      left join pause x on x.scope = 'portal:' || l.portal
    where l.state <> 'IDLE' or l.wait_reason is not null or l.ready_at < 'infinity'
    group by 1, 2, 3 order by 1, 2, 3`,
  );
  return rows.map(({ n, since, ...row }) => ({ ...row, lanes: Number(n), since: since.toISOString() }));
}
