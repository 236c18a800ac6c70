/** Rule 9: one statement; whoever held the lane is out from here on, because its fence is. */
export const expireLanes = `
with due as (
  select l.id from lane l
  where l.state = 'BUSY' and l.lease_until < now()
  order by l.id
  limit $1
  for update of l skip locked
)
update lane l set state = 'UNKNOWN', fence = l.fence + 1, since = now()
from due where l.id = due.id
returning l.id`;

/** The same for lanes that their own worker gives back. */
export const releaseLanes = `
with held as (
  select l.id from lane l join unnest($1::bigint[], $2::bigint[]) as v (id, fence) on v.id = l.id
  where l.fence = v.fence and l.state = 'BUSY'
  order by l.id
  for update of l
)
update lane l set state = 'UNKNOWN', fence = l.fence + 1, since = now()
from held where l.id = held.id
returning l.id`;

/** What was in no call that was opened was never sent (rule 8); the rest is of unknown fate. */
export const letGoDeliveries = `
update delivery d
set state = case when d.exchange_id is null then 'PENDING' else 'UNKNOWN' end, changed_at = now()
where d.lane_id = any($1) and d.state = 'SENDING'`;

/** Lanes with nothing of unknown fate are idle again, the others wait for their look. */
export const letGoLanes = `
update lane l
set state = case when u.some then 'UNKNOWN' else 'IDLE' end,
  look_cause = case when u.some then case when l.task = 'LOOK' then l.look_cause else 'LOST' end end,
  looks = case when l.task = 'LOOK' then l.looks else 0 end,
  unanswered = case when l.task = 'LOOK' then l.unanswered else 0 end,
  look_waits = case when l.task = 'LOOK' then l.look_waits else 0 end,
  lost_at = case when u.some then coalesce(l.lost_at, now()) end,
  ready_at = case
      when not u.some then 'infinity'
      when l.task = 'LOOK' then now()
      else coalesce(l.lost_at, now()) + look_delay(l.look_delays, 0, 'LOST')
    end,
  wait_reason = case when u.some then 'LOOK' end,
  task = null, lease_until = null, since = now()
from (
  select i.id, exists (select from delivery d where d.lane_id = i.id and d.state = 'UNKNOWN') as some
  from unnest($1::bigint[]) as i (id)
) u
where l.id = u.id`;

/** An account that waited for an idle lane moves in; its first contact is a look (rule 17). */
export const moveAccounts = `
update lane l
set account_id = l.next_account_id, next_account_id = null, first_contact_at = null, must_adopt = true,
  found_entries = null, adopted_blind = false
where l.id = any($1) and l.state = 'IDLE' and l.next_account_id is not null`;
