/**
 * First statement: the lanes of some calls, locked in order; $3: each lane's exchange. `held`: the caller's claim stands. `lost`: it does not, but the lane still
 * waits to learn the fate of this very exchange (rule 11).
 */
export const lockSettledLanes = `
select l.id, l.state, l.task, l.look_cause, l.looks, l.unanswered, l.look_waits, l.look_tries,
  l.natural_key, l.subject_kind, l.form, l.portal,
  (l.state = 'BUSY' and l.fence = l.claimed_fence) as held,
  (l.state = 'UNKNOWN' and l.exchange_id = l.claimed_exchange) as lost, l.next_account_id is not null as moves
from (
  select l.*, v.fence as claimed_fence, v.exchange_id as claimed_exchange, s.natural_key, s.kind as subject_kind
  from lane l join unnest($1::bigint[], $2::bigint[], $3::uuid[]) as v (id, fence, exchange_id) on v.id = l.id
  join subject s on s.id = l.subject_id
  order by l.id
  for update of l
) l
order by l.id`;

/**
 * Second statement, fresh snapshot: what became of each delivery, with attempts, receipts, and the record that has to go first.
 * What surely was not processed waits longer each time, but at most a minute: an outage is the breaker's, and ends for all at once. $1: verdicts, each with its exchange and the versions that it was made with.
 */
export const applyVerdicts = `
with v as (
  select * from jsonb_to_recordset($1::jsonb) as v (
    delivery_id uuid, lane_id bigint, exchange_id uuid, catalogue_version text, profile_version text, late boolean, ignored boolean, outcome text, state text, proof text, uses integer, turn integer,
    waited integer, delay_ms integer, jitter double precision, code text, message text, hold_reason text, hold_field text,
    flags text[], payload_hash text, record_first boolean, attempt_id uuid, receipt_id uuid, new_id uuid, key_hash text
  )
),
cur as (
  select v.*, d.kind, d.version, d.phase, d.generation, d.entry_id, d.state as old_state, d.attempts as old_attempts,
    d.waits as old_waits, l.attempt_limit, l.portal, l.form, l.subject_id, s.kind as subject_kind, n.id as newer_id,
    case
      when d.kind = 'RECORD' and v.state in ('PENDING', 'REFUSED', 'HELD') and n.id is not null then 'SUPERSEDED'
      when v.state = 'PENDING' and v.uses = 1 and d.attempts + 1 >= l.attempt_limit then 'EXHAUSTED'
      else v.state
    end as new_state
  from v
  join delivery d on d.id = v.delivery_id and d.lane_id = v.lane_id
  join lane l on l.id = d.lane_id
  join subject s on s.id = l.subject_id
  left join lateral (
    select x.id from delivery x
    where d.kind = 'RECORD' and x.lane_id = d.lane_id and x.kind = 'RECORD' and x.state <> 'SUPERSEDED'
      and (x.not_before is null or x.not_before <= now())
      and (x.version, x.phase, x.generation) > (d.version, d.phase, d.generation)
    order by x.version desc, x.phase desc, x.generation desc
    limit 1
  ) n on true
),
changed as (
  update delivery d
  set state = c.new_state, code = c.code, changed_at = now(),
    -- A look that finds nothing has no words of its own: what the lost call ended with is why it goes again, or is EXHAUSTED.
    message = coalesce(c.message, case when c.uses = 1 then d.message end),
    flags = coalesce(c.flags, d.flags),
    payload_hash = coalesce(decode(c.payload_hash, 'hex'), d.payload_hash),
    hold_reason = case when c.new_state = 'HELD' then c.hold_reason end,
    hold_field = case when c.new_state = 'HELD' then c.hold_field end,
    superseded_by = case when c.new_state = 'SUPERSEDED' then c.newer_id end,
    attempts = d.attempts + c.uses,
    turns = d.turns + c.turn,
    waits = case when c.new_state = 'PENDING' and c.uses = 0 then d.waits + c.waited else 0 end,
    next_attempt_at = case when c.new_state = 'PENDING' then now() + case
      when c.delay_ms is not null then c.delay_ms * interval '1 millisecond'
      when c.uses = 1 then ledger_backoff(d.attempts + 1, c.jitter)
      else least(ledger_backoff(d.waits + 1, c.jitter), interval '1 minute')
    end end
  from cur c
  where d.id = c.delivery_id and not c.ignored and d.state in ('SENDING', 'UNKNOWN')
    and (not c.late or (d.state = 'UNKNOWN' and d.exchange_id = c.exchange_id))
  returning d.id, d.lane_id, d.state, d.kind, d.version, d.phase, d.generation, d.payload_hash, d.entry_id
),
attempted as (
  insert into attempt (id, exchange_id, delivery_id, number, outcome, code, message, late)
  select c.attempt_id, c.exchange_id, c.delivery_id,
    1 + (select count(*) from attempt a where a.delivery_id = c.delivery_id), c.outcome, c.code, c.message,
    not exists (select from changed x where x.id = c.delivery_id)
  from cur c where c.exchange_id is not null
),
received as (
  insert into receipt (id, delivery_id, exchange_id, portal, form, kind, subject_kind, key_hash, version, phase, generation,
    content_hash, payload_hash, answer_code, proof, catalogue_version, profile_version, accepted_at)
  select c.receipt_id, x.id, c.exchange_id, c.portal, c.form, x.kind, c.subject_kind, decode(c.key_hash, 'hex'), x.version, x.phase,
    x.generation, coalesce(t.content_hash, sv.content_hash), x.payload_hash, c.code, c.proof,
    c.catalogue_version, c.profile_version, now()
  from changed x join cur c on c.delivery_id = x.id
  left join trace_entry t on t.id = x.entry_id
  left join subject_version sv on x.entry_id is null and sv.subject_id = c.subject_id and sv.version = x.version
  where x.state = 'DELIVERED'
  on conflict (delivery_id) do nothing
),
first as (
  -- Rule 13: the portal lost the dossier of an entry; its newest record goes once more, unless it waits to go anyway.
  insert into delivery (id, lane_id, kind, version, phase, generation)
  select distinct on (x.lane_id) c.new_id, x.lane_id, 'RECORD', r.version, r.phase, r.generation + 1
  from changed x join cur c on c.delivery_id = x.id and c.record_first
  cross join lateral (
    select d.version, d.phase, d.generation, d.state from delivery d
    where d.lane_id = x.lane_id and d.kind = 'RECORD' and d.state <> 'SUPERSEDED'
      and (d.not_before is null or d.not_before <= now())
    order by d.version desc, d.phase desc, d.generation desc
    limit 1
  ) r
  where r.state = 'DELIVERED'
  on conflict do nothing
),
known as (
  update lane l
  set accepted_version = x.version, accepted_phase = x.phase, accepted_generation = x.generation,
    accepted_hash = x.payload_hash, accepted_at = now()
  from changed x
  where x.lane_id = l.id and x.kind = 'RECORD' and x.state = 'DELIVERED'
)
select x.id, x.lane_id, x.state, x.kind, x.phase from changed x`;

/** The deliveries of freed lanes that the call said nothing of: what was never in a call is pending again. */
export const settleRest = `
update delivery d
set state = case
    when v.hold then 'HELD'
    when v.adopting or d.exchange_id is null and d.state = 'SENDING' then 'PENDING'
    else 'UNKNOWN'
  end,
  hold_reason = case when v.hold then 'READ_BACK_IMPOSSIBLE' end,
  message = case when v.hold then 'Không đọc lại được từ cổng · the portal could not be read back' else d.message end,
  next_attempt_at = case
    when v.adopting and not v.hold
      then now() + greatest(ledger_backoff(v.tries, v.jitter), v.retry_ms * interval '1 millisecond')
    else d.next_attempt_at
  end,
  changed_at = now()
from jsonb_to_recordset($1::jsonb) as v (id bigint, hold boolean, adopting boolean, tries integer, retry_ms integer, jitter double precision)
where d.lane_id = v.id and d.state in ('SENDING', 'UNKNOWN') and (v.hold or d.state = 'SENDING')`;

/** What the call taught about the lanes, and where they go from here. $1: lanes. */
export const settleLanes = `
update lane l
set state = case when v.keep then 'BUSY' when u.some then 'UNKNOWN' else 'IDLE' end,
  task = case when v.keep then l.task end,
  lease_until = case when v.keep then l.lease_until end,
  look_cause = case
    when v.keep or not u.some then null
    when v.was_look then l.look_cause
    when v.late then l.look_cause
    when v.to_look then 'ALREADY_EXISTS' else 'LOST'
  end,
  looks = case when v.keep then l.looks when not u.some then 0 when v.was_look then l.looks + v.looked when v.late then l.looks else 0 end,
  unanswered = case
    when v.keep or v.late then l.unanswered when v.unanswered = 0 and v.waited = 0 then 0 else l.unanswered + v.unanswered end,
  look_waits = case
    when v.keep or v.late then l.look_waits when v.waited = 0 then 0 else l.look_waits + 1 end,
  lost_at = case
    when v.keep then l.lost_at when not u.some then null when v.was_look or v.late then coalesce(l.lost_at, now()) else now() end,
  exchange_id = case when u.some or v.keep then l.exchange_id end,
  ready_at = case
    when v.keep or not u.some then 'infinity'
    when v.late then l.ready_at
    when v.waited = 1
      then now() + greatest(ledger_backoff(l.look_waits + 1, v.jitter), v.retry_ms * interval '1 millisecond')
    when v.unanswered = 1 then now() + ledger_backoff(l.unanswered + 1, v.jitter)
    when v.was_look then greatest(
      coalesce(l.lost_at, now()) + look_delay(l.look_delays, l.looks + v.looked, l.look_cause),
      now() + case when l.looks + v.looked >= cardinality(l.look_delays) + 1 then ledger_backoff(l.looks, v.jitter) else interval '0' end)
    when v.to_look then now() + look_delay(l.look_delays, 0, 'ALREADY_EXISTS')
    else now() + look_delay(l.look_delays, 0, 'LOST')
  end,
  wait_reason = case when v.keep or not u.some then null else 'LOOK' end,
  since = case when v.keep then l.since else now() end,
  first_contact_at = case when v.contact then coalesce(l.first_contact_at, now()) else l.first_contact_at end,
  must_adopt = l.must_adopt and not v.contact,
  adopted_blind = l.adopted_blind or v.blind,
  remote_exists = coalesce(v.remote_exists, l.remote_exists),
  remote_id = case when v.remote_exists is false then null else coalesce(v.remote_id, l.remote_id) end,
  found_entries = coalesce(v.found, l.found_entries)
from jsonb_to_recordset($1::jsonb) as v (id bigint, keep boolean, late boolean, was_look boolean, to_look boolean, looked integer,
  unanswered integer, waited integer, retry_ms integer, jitter double precision, contact boolean, blind boolean, remote_exists boolean, remote_id text,
  found jsonb)
cross join lateral (
  select exists (select from delivery d where d.lane_id = v.id and d.state = 'UNKNOWN') as some
) u
where l.id = v.id`;

/** Rule 16: a portal that does not show its entries may hold those from before the first contact; a person has to say. */
export const holdBlindEntries = `
update delivery d
set state = 'HELD', hold_reason = 'BEFORE_FIRST_CONTACT', changed_at = now(),
  message = 'Có trước lần tiếp xúc đầu tiên, cổng không cho xem quá trình · from before the first contact, the portal shows no trace'
from lane l, trace_entry t
where l.id = any($1) and l.adopted_blind and d.lane_id = l.id and d.kind = 'ENTRY' and d.state = 'PENDING'
  and t.id = d.entry_id and t.at < l.first_contact_at`;

/** The calls themselves; one that has ended already stays as it is. */
export const endExchanges = `
update exchange e
set answered_at = clock_timestamp(), http_status = v.http_status, outcome = v.outcome, error = v.error, request = v.request,
  response = v.response, session_generation = v.session_generation, catalogue_version = v.catalogue_version,
  profile_version = v.profile_version
from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::bigint[], $8::text[], $9::text[])
  as v (id, http_status, outcome, error, request, response, session_generation, catalogue_version, profile_version)
where e.id = v.id and e.answered_at is null`;
