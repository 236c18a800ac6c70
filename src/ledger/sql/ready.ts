export const readyAccounts = `
select p.code as portal, a.id, a.agency_code, n.ready_at <= now() as ready, n.ready_at as next_at
from portal p join portal_account a on a.portal = p.code
cross join lateral (
  select l.ready_at from lane l
  where l.account_id = a.id and l.state <> 'BUSY' and l.ready_at < 'infinity'
  order by l.ready_at
  limit 1
) n
where p.enabled and not exists (select from pause where scope = 'portal:' || p.code)
order by n.ready_at, a.id`;

/** Idle lanes whose ready_at is not what the one function says; locked, whoever is busy is skipped. */
export const lockStaleLanes = `
select l.id
from lane l
where l.state = 'IDLE'
  and l.id in (
    select i.id
    from lane i join lane_prospect(array(
      select distinct d.lane_id from delivery d
      where d.state = 'PENDING' and coalesce(greatest(d.not_before, d.next_attempt_at), d.created_at) <= now()
    )) p on p.lane_id = i.id
    where i.state = 'IDLE' and (i.ready_at <> p.ready_at or i.wait_reason is distinct from p.wait_reason)
  )
order by l.id
limit $1
for update of l skip locked`;
