/** Where a delivery lives that is within a unit ($2); nothing is locked yet, because lanes are locked before deliveries (rule 3). */
export const findDelivery = `
select d.lane_id
from delivery d join lane l on l.id = d.lane_id
where d.id = $1 and ($2::text is null or exists (select from subjects_within($2) s (id) where s.id = l.subject_id))`;

export const lockLane = 'select l.id, l.state, l.portal, l.account_id from lane l where l.id = $1 for update';

/** Read after the lane is locked: nobody else changes it now. `newer`: a RECORD above it is due (rule 4). */
export const lockDelivery = `
select d.state, d.kind, d.hold_reason, n.id as newer
from delivery d
left join lateral (
  select x.id from delivery x
  where d.kind = 'RECORD' and x.lane_id = d.lane_id and x.kind = 'RECORD' and x.state <> 'SUPERSEDED'
    and (x.not_before is null or x.not_before <= now())
    and (x.version, x.phase, x.generation) > (d.version, d.phase, d.generation)
  order by x.version desc, x.phase desc, x.generation desc
  limit 1
) n on true
where d.id = $1
for update of d`;

/** Pending again with all its tries. */
export const makePending = `
update delivery
set state = 'PENDING', hold_reason = null, hold_field = null, attempts = 0, turns = 0, waits = 0, next_attempt_at = null,
  changed_at = now()
where id = $1`;

/** An officer saw it there. */
export const makeDelivered = `
with d as (
  update delivery
  set state = 'DELIVERED', hold_reason = null, hold_field = null, changed_at = now(), message = $2
  where id = $1
  returning id, lane_id, kind, version, phase, generation, entry_id, payload_hash, exchange_id
),
known as (
  update lane l
  set remote_exists = l.remote_exists or d.phase = 'PUBLISH', accepted_version = d.version, accepted_phase = d.phase,
    accepted_generation = d.generation, accepted_hash = d.payload_hash, accepted_at = now(),
    first_contact_at = coalesce(l.first_contact_at, now()), must_adopt = false
  from d where l.id = d.lane_id and d.kind = 'RECORD'
)
insert into receipt (id, delivery_id, exchange_id, portal, form, kind, subject_kind, key_hash, version, phase, generation,
  content_hash, payload_hash, proof, accepted_at)
select $3, d.id, d.exchange_id, l.portal, l.form, d.kind, s.kind, $4, d.version, d.phase, d.generation,
  coalesce(t.content_hash, sv.content_hash), d.payload_hash, 'READ_BACK', now()
from d join lane l on l.id = d.lane_id join subject s on s.id = l.subject_id
left join trace_entry t on t.id = d.entry_id
left join subject_version sv on d.entry_id is null and sv.subject_id = l.subject_id and sv.version = d.version
on conflict (delivery_id) do nothing`;

/** The natural key whose keyed hash stands on the receipt. */
export const keyOfLane =
  'select s.natural_key from lane l join subject s on s.id = l.subject_id where l.id = $1';

/** To be read back once more, now. Only from an idle lane. */
export const lookAgain = `
with d as (
  update delivery set state = 'UNKNOWN', hold_reason = null, hold_field = null, changed_at = now()
  where id = $1
  returning lane_id
)
update lane l
set state = 'UNKNOWN', look_cause = 'LOST', looks = 0, unanswered = 0, look_waits = 0, lost_at = now(), ready_at = now(),
  wait_reason = 'LOOK', since = now(), exchange_id = null
from d where l.id = d.lane_id`;
