/** Deliveries under a filter ($1, JSON) and within a unit ($2); what an ENTRY delivered is never sent again: it would stand there twice. */
const matching = `
from delivery d join lane l on l.id = d.lane_id join subject s on s.id = l.subject_id
where d.state in (select jsonb_array_elements_text($1::jsonb -> 'states'))
  and (d.kind = 'RECORD' or d.state <> 'DELIVERED')
  and ($1::jsonb ->> 'portal' is null or l.portal = $1::jsonb ->> 'portal')
  and ($1::jsonb ->> 'unit' is null
    or exists (select from unit_reach($1::jsonb ->> 'unit') r
      where r.code = l.unit and coalesce(l.business_at, 'infinity') between r.since and r.until))
  and ($1::jsonb ->> 'procedure' is null or exists (
    select from dossier x where x.subject_id = l.subject_id and x.procedure_code = $1::jsonb ->> 'procedure'))
  and ($1::jsonb -> 'codes' is null or s.natural_key in (select jsonb_array_elements_text($1::jsonb -> 'codes')))
  and ($1::jsonb -> 'answers' is null or d.code in (select jsonb_array_elements_text($1::jsonb -> 'answers')))
  and ($1::jsonb ->> 'from' is null or d.changed_at >= ($1::jsonb ->> 'from')::timestamptz)
  and ($1::jsonb ->> 'to' is null or d.changed_at < ($1::jsonb ->> 'to')::timestamptz)
  and ($2::text is null or l.subject_id in (select w.id from subjects_within($2) w (id)))`;

/** A RECORD above it in its lane is due (rule 4). */
const newer = `(d.kind = 'RECORD' and exists (
  select from delivery x
  where x.lane_id = d.lane_id and x.kind = 'RECORD' and x.state <> 'SUPERSEDED'
    and (x.not_before is null or x.not_before <= now())
    and (x.version, x.phase, x.generation) > (d.version, d.phase, d.generation)
))`;

/** What a replay would send again, by portal and state, and what a newer version keeps from it. */
export const countMatching = `
select m.portal, m.state, count(*) filter (where not m.newer) as again, count(*) filter (where m.newer) as newer
from (select l.portal, d.state, ${newer} as newer ${matching}) m
group by 1, 2 order by 1, 2`;

/** The oldest replay with something left; whoever is at it holds it. */
export const takeReplay = `
select id, filter, unit, total, reached, requested_at from replay
where finished_at is null order by requested_at, id limit 1
for update skip locked`;

/** The next deliveries of a replay after $3, of those that were there when it was asked for ($4); nothing is locked yet. */
export const nextMatching = `
select d.id, d.lane_id ${matching} and ($3::uuid is null or d.id > $3) and d.created_at <= $4 and not ${newer}
order by d.id limit $5`;

/**
 * With the lanes locked and a fresh snapshot: sends again what may be sent. $1: deliveries, $2: ids for their successors, $3: the states that were asked for. A
 * RECORD is owed once more as the next generation of its version, which supersedes it; an ENTRY is pending again itself.
 */
export const sendAgain = `
with w as (
  select d.id, v.new_id, d.lane_id, d.kind, d.version, d.phase, d.generation,
    case
      when not d.state = any($3) then 'changed'
      when ${newer} then 'newer'
      when l.account_id is null then 'without_account'
      else 'again'
    end as fate
  from unnest($1::uuid[], $2::uuid[]) as v (id, new_id)
  join delivery d on d.id = v.id join lane l on l.id = d.lane_id
),
records as (
  insert into delivery (id, lane_id, kind, version, phase, generation)
  select new_id, lane_id, 'RECORD', version, phase, generation + 1 from w where fate = 'again' and kind = 'RECORD'
),
entries as (
  update delivery d
  set generation = d.generation + 1, state = 'PENDING', attempts = 0, turns = 0, waits = 0, next_attempt_at = null,
    changed_at = now()
  from w where d.id = w.id and w.fate = 'again' and w.kind = 'ENTRY'
)
select count(*) filter (where fate = 'again')::int as again, count(*) filter (where fate = 'newer')::int as newer,
  count(*) filter (where fate = 'without_account')::int as without_account,
  count(*) filter (where fate = 'changed')::int as changed
from w`;

export const moveReplay = `
update replay
set reached = $2, again = again + $3, newer = newer + $4, without_account = without_account + $5, changed = changed + $6,
  started_at = coalesce(started_at, now())
where id = $1
returning again + newer + without_account + changed as done`;

export const finishReplay = `
update replay set finished_at = now(), started_at = coalesce(started_at, now()) where id = $1`;

/** The same token again is the same replay. */
export const insertReplay = `
insert into replay (id, requested_by, unit, filter, total, token_hash) values ($1, $2, $3, $4, $5, $6)
on conflict (token_hash) do nothing`;

export const replayOfToken = 'select id from replay where token_hash = $1';

export const openReplays = 'select 1 from replay where finished_at is null limit 1';

export const wakeReplay = "select pg_notify('lienthong_replay', '')";
