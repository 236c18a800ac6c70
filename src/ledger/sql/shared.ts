/**
 * The end of every change of a lane (rule 1): its true ready_at, as the one SQL function says it; the only writer of ready_at of idle lanes.
 * The caller has locked them in an earlier statement. A statement and not a function: that would be planned at every call.
 */
export const recount = `
update lane l
set ready_at = p.ready_at, wait_reason = p.wait_reason,
  since = case when l.wait_reason is distinct from p.wait_reason then now() else l.since end
from lane_prospect($1::bigint[]) p
where l.id = p.lane_id and l.state = 'IDLE'
  and (l.ready_at <> p.ready_at or l.wait_reason is distinct from p.wait_reason)`;

/** Newest wins (rule 4), for lanes whose deliveries came back or became due: what is below the newest due RECORD and not in flight ends. */
export const supersede = `
update delivery o
set state = 'SUPERSEDED', superseded_by = n.id, hold_reason = null, hold_field = null, changed_at = now()
from (
  select distinct on (d.lane_id) d.lane_id, d.id, d.version, d.phase, d.generation
  from delivery d
  where d.lane_id = any($1::bigint[]) and d.kind = 'RECORD' and d.state <> 'SUPERSEDED'
    and (d.not_before is null or d.not_before <= now())
  order by d.lane_id, d.version desc, d.phase desc, d.generation desc
) n
where o.lane_id = n.lane_id and o.kind = 'RECORD' and o.state in ('PENDING', 'HELD', 'REFUSED', 'EXHAUSTED')
  and (o.version, o.phase, o.generation) < (n.version, n.phase, n.generation)`;

/** Tells the workers that there is work somewhere; at most one a transaction arrives. */
export const wake = "select pg_notify('lienthong_push', '')";

/** Rule 18: owing shares this lock, switching takes it alone. */
export const SWITCH_LOCK = 7_206_115;
export const shareSwitches = `select pg_advisory_xact_lock_shared(${SWITCH_LOCK})`;
export const holdSwitches = `select pg_advisory_xact_lock(${SWITCH_LOCK})`;
