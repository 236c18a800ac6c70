/** Locks the lanes that are still held: same fence, BUSY, lease not over. Ids in order, as everywhere. */
export const lockHeldLanes = `
select l.id, l.account_id, l.portal, l.task
from lane l join unnest($1::bigint[], $2::bigint[]) as v (id, fence) on v.id = l.id
where l.fence = v.fence and l.state = 'BUSY' and l.lease_until > clock_timestamp()
order by l.id
for update of l`;

/** Commits that a call is about to begin; of a SEND, what is in it and when it will count as lost. */
export const insertExchange = `
with opened as (
  insert into exchange (id, account_id, portal, task, operation, lanes, fences, deliveries, worker, sent_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp())
  returning id
),
marked as (
  update lane l set exchange_id = $1, lost_at = clock_timestamp() + $10 * interval '1 millisecond'
  where l.id = any($6) and $4 = 'SEND'
  returning l.id
)
update delivery d set exchange_id = $1, changed_at = now()
where d.id = any($8) and d.lane_id = any($6) and d.state = 'SENDING' and $4 = 'SEND'
returning d.id`;

export const extendLeases = `
with held as (
  select l.id from lane l join unnest($1::bigint[], $2::bigint[]) as v (id, fence) on v.id = l.id
  where l.fence = v.fence and l.state = 'BUSY'
  order by l.id
  for update of l
)
update lane l set lease_until = clock_timestamp() + $3 * interval '1 millisecond'
from held where l.id = held.id
returning l.id`;
