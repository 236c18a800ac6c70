/** Locks the lanes that are still held: same fence, BUSY, lease not over. Ids in order, as everywhere. */
export const lockHeldLanes = `
select l.id, l.account_id, l.portal, l.task
from lane l join unnest($1::bigint[], $2::bigint[]) as v (id, fence) on v.id = l.id
where l.fence = v.fence and l.state = 'BUSY' and l.lease_until > clock_timestamp()
order by l.id
for update of l`;

/**
 * Commits that calls are about to begin; of a SEND, what is in it and when it will count as lost. $1: the openings. One whose deliveries
 * are not all in flight in its lanes any more is left out; comes back: which were opened.
 */
export const insertExchanges = `
with o as (
  select * from jsonb_to_recordset($1::jsonb) as o (
    id uuid, account_id bigint, portal text, task text, operation text, lanes bigint[], fences bigint[], deliveries uuid[],
    worker text, answer_ms integer
  )
),
sent as (
  select o.id as exchange_id, d.id
  from o cross join lateral unnest(o.deliveries) as w (id) join delivery d on d.id = w.id
  where o.task = 'SEND' and d.lane_id = any(o.lanes) and d.state = 'SENDING'
),
whole as (
  select o.* from o
  where o.task <> 'SEND' or cardinality(o.deliveries) = (select count(*) from sent s where s.exchange_id = o.id)
),
opened as (
  insert into exchange (id, account_id, portal, task, operation, lanes, fences, deliveries, worker, sent_at)
  select id, account_id, portal, task, operation, lanes, fences, deliveries, worker, clock_timestamp() from whole
  returning id
),
marked as (
  update lane l set exchange_id = w.id, lost_at = clock_timestamp() + w.answer_ms * interval '1 millisecond'
  from whole w cross join lateral unnest(w.lanes) as i (id)
  where w.task = 'SEND' and l.id = i.id
),
carried as (
  update delivery d set exchange_id = s.exchange_id
  from sent s join whole w on w.id = s.exchange_id
  where d.id = s.id and d.state = 'SENDING'
)
select id from opened`;

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
