import { MAX_KEY } from '../quarantine.js';

/** What was found, until it is written down. */
export const FOUND = `create temporary table found (problem text, identity text collate "C", natural_key text collate "C",
  place text, unit text collate "C", source_changed_at timestamptz, stored_changed_at timestamptz) on commit drop`;

/** A row stands in quarantine for a person, or stands there as a person has decided. */
const KEPT = `exists (select from quarantine q where q.source = $1 and q.raw_hash = r.raw_hash
  and (q.state <> 'RESOLVED' or q.resolution is not null))`;

/** Intake has had its chance to take it. `until`: a parameter. */
function settled(until: string): string {
  return `(r.changed_at is null or r.changed_at < ${until}::timestamptz)`;
}

const IDENTITY = `case when length(r.key) <= ${MAX_KEY} then r.key else '#' || encode(r.raw_hash, 'hex') end`;

/**
 * Of each key the rows that changed last, none of which is what the store has: `CHANGED` when the store thinks that it knows them,
 * `MISSED` when it lacks the record or this change of it. $1 source, $2 kind, $3 when reading began, $4 until when rows are settled.
 */
export const WRONG = `
insert into found
with dated as (
  select s.*, rank() over (partition by s.key order by s.changed_at desc nulls last) as nth
    from source_row s where s.key is not null
), judged as (
  select d.*, s.origin = $1 as ours, s.id as subject_id, s.changed_at as stored_at, s.read_at,
      bool_or(coalesce(case d.form
          when 'LIVE' then s.origin = $1 and s.content_hash = d.hash
          when 'TOMBSTONE' then s.id is null or s.deleted_at is not null end, false))
        over (partition by d.key) as is_right
    from dated d left join subject s on s.kind = $2 and s.natural_key = d.key
    where d.nth = 1
)
select distinct on (r.key)
    case when r.ours and coalesce(r.changed_at <= r.stored_at, true) then 'CHANGED' else 'MISSED' end,
    ${IDENTITY}, case when length(r.key) <= ${MAX_KEY} then r.key end, null,
    coalesce(dossier.receiving_unit, notice.unit, r.unit), r.changed_at, r.stored_at
  from judged r
    left join dossier on dossier.subject_id = r.subject_id
    left join notice on notice.subject_id = r.subject_id
  where not r.is_right and ${settled('$4')} and (r.read_at is null or r.read_at <= $3::timestamptz) and not ${KEPT}
  order by r.key, r.raw_hash`;

/** Rows whose key cannot be read and that are not in quarantine. $1 source, $2 until when rows are settled. */
export const KEYLESS = `
insert into found
select distinct on (r.raw_hash) 'MISSED', '#' || encode(r.raw_hash, 'hex'), null, r.place, r.unit, r.changed_at, null
  from source_row r
  where r.key is null and ${settled('$2')} and not ${KEPT}
  order by r.raw_hash`;

/** What the store has of the source, does not know as deleted, and did not come. $1 source, $2 kind, $3 when reading began. */
export const GONE = `
insert into found
select 'GONE', s.natural_key, s.natural_key, null, coalesce(dossier.receiving_unit, notice.unit), null, s.changed_at
  from subject s
    left join dossier on dossier.subject_id = s.id
    left join notice on notice.subject_id = s.id
  where s.origin = $1 and s.kind = $2 and s.deleted_at is null and s.read_at <= $3::timestamptz
    and not exists (select from source_row r where r.key = s.natural_key)`;

/** Writes down what was found: the open ones again, and of new ones so many. $1 source, $2 kind, $3 now, $4 how many of a problem. */
export const WRITE = `
insert into difference (id, source, kind, problem, identity, natural_key, place, unit, source_changed_at, stored_changed_at,
    first_found_at, last_found_at)
select gen_random_uuid(), $1, $2, f.problem, f.identity, f.natural_key, f.place, f.unit, f.source_changed_at, f.stored_changed_at, $3, $3
  from (
    select f.*, row_number() over (partition by f.problem order by (d.id is null), f.identity) as nth
      from found f left join difference d
        on d.source = $1 and d.problem = f.problem and d.identity = f.identity and d.closed_at is null
  ) f
  where f.nth <= $4
on conflict (source, problem, identity) where closed_at is null do update set
  place = excluded.place, unit = excluded.unit, source_changed_at = excluded.source_changed_at,
  stored_changed_at = excluded.stored_changed_at, last_found_at = excluded.last_found_at, times = difference.times + 1`;

/**
 * Closes what was not found again, where this reading can tell: the row came, all rows came ($3; for GONE: and what did not come was
 * judged, $4), or intake has looked at the record since. $1 source, $2 now.
 */
export const CLOSE = `
update difference d set closed_at = $2
  where d.source = $1 and d.closed_at is null
    and not exists (select from found f where f.problem = d.problem and f.identity = d.identity)
    and (case d.problem when 'GONE' then $4::boolean else $3::boolean end
      or exists (select from source_row r where r.key = d.natural_key)
      or exists (select from subject s where s.kind = d.kind and s.natural_key = d.natural_key
        and (s.read_at > d.last_found_at or d.problem = 'GONE' and s.deleted_at is not null)))`;
