import { sql } from 'kysely';
import type { Principal } from '../access/principal.js';
import { demand } from '../access/roles.js';
import { overdueDeaths } from './death-notices.js';
import type { Reads } from './engine/reads.js';

/** How one account's work stands; instants as the database's JSON has them. */
export interface AccountFacts {
  portal: string;
  agencyCode: string;
  enabled: boolean;
  deliveries: { state: string; count: number; since: string }[];
  readyLanes: number;
  busyLanes: number;
  unknownLanes: number;
  oldestReadyAt: string | null;
  waiting: { reason: string; count: number; since: string }[];
  breaker: {
    state: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
    failures: number;
    reason: string | null;
    since: string | null;
    openUntil: string | null;
  };
  loginRefusedAt: string | null;
  lastDeliveredAt: string | null;
}

export interface SourceFacts {
  source: string;
  lastState: 'RUNNING' | 'DONE' | 'FAILED' | 'ABANDONED' | null;
  lastStartedAt: string | null;
  lastDoneAt: string | null;
  /** Since when its runs fail without a whole one in between. */
  failingSince: string | null;
  requestedAt: string | null;
  openQuarantine: number;
  quarantineSince: string | null;
  /** Secret documents among them, which must not have come at all. */
  secret: number;
  secretSince: string | null;
  secretLastAt: string | null;
  lastComparedAt: string | null;
  /** Open ones, by problem. */
  differences: { problem: string; count: number }[];
  differencesSince: string | null;
}

/** Something that is paused: `queue:push`, `portal:national`. */
export interface PauseFacts {
  scope: string;
  since: string;
  by: string;
  reason: string | null;
}

export interface QueueFacts {
  /** The database's now. */
  at: string;
  accounts: AccountFacts[];
  sources: SourceFacts[];
  pauses: PauseFacts[];
  /** Records of people who died that their system has not dealt with in time; `since`: when the first was due. */
  deaths: { overdue: number; since: string | null };
}

/**
 * The store's part of "is it healthy", in one statement; lanes without an account count for the portal's first account.
 * `ended`: whether DELIVERED and SUPERSEDED are counted too, which looks at every delivery there ever was.
 */
export async function readQueueFacts(
  reads: Reads,
  principal: Principal,
  ended: boolean,
): Promise<QueueFacts> {
  demand(principal, 'queues.read');
  const facts = await reads.run(factsOf(ended));
  if (!facts) throw new TypeError('no facts');
  return facts as unknown as QueueFacts;
}

const OPEN_ONLY = sql`where d.state in ('PENDING', 'SENDING', 'UNKNOWN', 'REFUSED', 'HELD', 'EXHAUSTED')`;

const factsOf = (ended: boolean) => sql`
with account as (
  select a.*, row_number() over (partition by a.portal order by a.id) as rank from portal_account a
), placed as (
  select l.id, l.state, l.ready_at, l.wait_reason, l.since, l.accepted_at,
    coalesce(l.account_id, (select a.id from account a where a.portal = l.portal and a.rank = 1)) as account_id
  from lane l
), lanes as (
  select account_id,
    count(*) filter (where state = 'IDLE' and ready_at <= now()) as ready,
    count(*) filter (where state = 'BUSY') as busy,
    count(*) filter (where state = 'UNKNOWN') as unknown,
    min(ready_at) filter (where state = 'IDLE' and ready_at <= now()) as oldest,
    max(accepted_at) as delivered
  from placed group by account_id
), waits as (
  select account_id, json_agg(json_build_object('reason', wait_reason, 'count', n, 'since', since) order by n desc, wait_reason) as list
  from (select account_id, wait_reason, count(*) as n, min(since) as since from placed
    where wait_reason is not null group by 1, 2) w group by account_id
), states as (
  select account_id, json_agg(json_build_object('state', state, 'count', n, 'since', since) order by state) as list
  from (select p.account_id, d.state, count(*) as n, min(d.changed_at) as since
    from delivery d join placed p on p.id = d.lane_id ${ended ? sql`` : OPEN_ONLY} group by 1, 2) s group by account_id
), names as (
  select source from sync_run union select source from source_cursor union select source from quarantine union select source from comparison
)
select json_build_object(
  'at', now(),
  'deaths', ${overdueDeaths()},
  'pauses', (select coalesce(json_agg(json_build_object('scope', scope, 'since', since, 'by', paused_by, 'reason', reason)
    order by scope), '[]'::json) from pause),
  'accounts', (select coalesce(json_agg(json_build_object(
      'portal', a.portal, 'agencyCode', a.agency_code, 'enabled', p.enabled,
      'deliveries', coalesce(s.list, '[]'::json),
      'readyLanes', coalesce(l.ready, 0), 'busyLanes', coalesce(l.busy, 0), 'unknownLanes', coalesce(l.unknown, 0),
      'oldestReadyAt', l.oldest, 'waiting', coalesce(w.list, '[]'::json),
      'breaker', json_build_object('state', coalesce(b.state, 'CLOSED'), 'failures', coalesce(b.failures, 0),
        'reason', b.reason, 'since', case when b.state <> 'CLOSED' then b.opened_at end,
        'openUntil', case when b.state <> 'CLOSED' then b.open_until end),
      'loginRefusedAt', c.refused_at, 'lastDeliveredAt', l.delivered
    ) order by a.portal, a.agency_code), '[]'::json)
    from account a join portal p on p.code = a.portal
    left join lanes l on l.account_id = a.id left join waits w on w.account_id = a.id
    left join states s on s.account_id = a.id left join account_breaker b on b.account_id = a.id
    left join account_session c on c.account_id = a.id),
  'sources', (select coalesce(json_agg(json_build_object(
      'source', n.source, 'lastState', r.state, 'lastStartedAt', r.started_at, 'lastDoneAt', done.at,
      'failingSince', (select min(f.started_at) from sync_run f where f.source = n.source and f.state = 'FAILED'
        and f.started_at > coalesce(done.began, '-infinity')),
      'requestedAt', (select c.requested_at from source_cursor c where c.source = n.source),
      'openQuarantine', q.n, 'quarantineSince', q.since,
      'secret', q.secret, 'secretSince', q.secret_since, 'secretLastAt', q.secret_last,
      'lastComparedAt', (select max(coalesce(c.finished_at, c.started_at)) from comparison c where c.source = n.source and c.state = 'DONE'),
      'differences', coalesce(d.list, '[]'::json), 'differencesSince', d.since
    ) order by n.source), '[]'::json)
    from names n
    left join lateral (select state, started_at from sync_run where source = n.source order by started_at desc limit 1) r on true
    left join lateral (select coalesce(finished_at, started_at) as at, started_at as began from sync_run
      where source = n.source and state = 'DONE' order by started_at desc limit 1) done on true
    cross join lateral (select count(*) as n, min(first_seen_at) as since, count(*) filter (where secret) as secret,
        min(first_seen_at) filter (where secret) as secret_since, max(last_seen_at) filter (where secret) as secret_last
      from (select *, problems @> '[{"code": "SECRET"}]' as secret from quarantine where source = n.source and state = 'OPEN') o) q
    cross join lateral (select json_agg(json_build_object('problem', problem, 'count', count) order by problem) as list,
        min(since) as since
      from (select problem, count(*) as count, min(first_found_at) as since from difference
        where source = n.source and closed_at is null group by problem) o) d)
) as data`;
