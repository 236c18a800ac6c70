/** First statement: lanes that are ready, locked. Who is locked by another is skipped, never waited for. */
export const lockReadyLanes = `
select l.id
from lane l
where l.account_id = $2 and l.portal = $1 and l.state <> 'BUSY' and l.ready_at < 'infinity' and l.ready_at <= now()
  and exists (select from portal p where p.code = $1 and p.enabled)
  and not exists (select from pause where scope = 'portal:' || $1)
order by l.priority, l.ready_at, l.id
limit $3
for update of l skip locked`;

/** What may leave each of the lanes $1 now: a RECORD, or up to $3 ENTRYs; `l` are those lanes. */
export const heads = `due as (
  select h.* from lane_prospect($1) h join l on l.id = h.lane_id
  where l.state = 'IDLE' and h.ready_at <= now() and h.head_kind is not null
),
heads as (
  select lane_id, record_id as delivery_id, 1::bigint as position from due where head_kind = 'RECORD'
  union all
  select e.lane_id, e.id, e.position
  from due
  cross join lateral (
    select d.lane_id, d.id, row_number() over in_order as position,
      bool_and(d.next_attempt_at is null or d.next_attempt_at <= now()) over in_order as open
    from delivery d join trace_entry t on t.id = d.entry_id
    where d.lane_id = due.lane_id and d.kind = 'ENTRY' and d.state = 'PENDING'
      and not exists (
        select from delivery h join trace_entry ht on ht.id = h.entry_id
        where h.lane_id = d.lane_id and h.kind = 'ENTRY' and h.hold_reason = 'READ_BACK_IMPOSSIBLE'
          and (ht.at, ht.id) < (t.at, t.id)
      )
    window in_order as (order by t.at, t.id)
    order by t.at, t.id
    limit $3
  ) e
  where due.head_kind = 'ENTRY' and e.open
)`;

/**
 * Second statement, with a fresh snapshot: what these lanes may send or look at now, taken. A RECORD that is taken supersedes
 * everything below it in the same statement. Lanes without a head come back in no row.
 */
export const takeHeads = `
with l as (
  select l.id, l.state, l.first_contact_at is null and (l.must_adopt or case coalesce(a.adoption, $6)
      when 'always' then true
      when 'never' then false
      else coalesce(l.business_at < p.enabled_since, true)
    end) as adopt
  from lane l join portal p on p.code = l.portal left join portal_account a on a.id = l.account_id
  where l.id = any($1)
),
${heads},
sending as (
  update delivery d set state = 'SENDING', exchange_id = null, changed_at = now()
  from heads h where d.id = h.delivery_id and d.state = 'PENDING'
  returning d.*, h.position
),
superseded as (
  update delivery o
  set state = 'SUPERSEDED', superseded_by = n.id, hold_reason = null, hold_field = null, changed_at = now()
  from sending n
  where n.kind = 'RECORD' and o.lane_id = n.lane_id and o.kind = 'RECORD'
    and o.state in ('PENDING', 'HELD', 'REFUSED', 'EXHAUSTED')
    and (o.version, o.phase, o.generation) < (n.version, n.phase, n.generation)
  returning o.id
),
unknown as (
  select d.*, row_number() over (partition by d.lane_id order by t.at, t.id) as position
  from l join delivery d on d.lane_id = l.id left join trace_entry t on t.id = d.entry_id
  where l.state = 'UNKNOWN' and d.state = 'UNKNOWN'
),
carried as (select * from sending union all select * from unknown),
taken as (
  update lane b
  set state = 'BUSY', fence = b.fence + 1, lease_until = clock_timestamp() + $2 * interval '1 millisecond',
    task = case when b.state = 'UNKNOWN' or l.adopt then 'LOOK' else 'SEND' end,
    look_cause = case when b.state = 'UNKNOWN' then b.look_cause when l.adopt then 'ADOPTION' end,
    exchange_id = case when b.state = 'UNKNOWN' then b.exchange_id end,
    looks = case when b.state = 'UNKNOWN' then b.looks else 0 end,
    lost_at = case when b.state = 'UNKNOWN' then b.lost_at end,
    ready_at = 'infinity', wait_reason = null, since = now(),
    look_delays = $4, look_tries = $5, attempt_limit = $7
  from l
  where b.id = l.id and l.id in (select lane_id from carried)
  returning b.*
)
select b.id as lane_id, b.fence, b.task, b.portal, b.account_id, b.subject_id, s.kind as subject_kind, s.natural_key, b.form,
  b.remote_exists, b.remote_id, b.accepted_version, b.accepted_hash, b.look_cause, b.looks, b.found_entries,
  c.id as delivery_id, c.kind, c.version, c.phase, c.generation, c.entry_id, c.attempts, c.turns, c.payload_hash
from taken b join subject s on s.id = b.subject_id join carried c on c.lane_id = b.id
order by b.priority, b.id, c.position`;

/** An UNKNOWN lane with nothing left to look for is idle; its true ready_at follows. */
export const freeEmptyLanes = `
update lane l set state = 'IDLE', task = null, look_cause = null, lost_at = null
where l.id = any($1) and l.state = 'UNKNOWN'`;
