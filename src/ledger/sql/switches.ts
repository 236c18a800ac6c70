export const insertPortal = `
insert into portal (code, capabilities, profile_version) values ($1, $2, $3)
on conflict (code) do update set capabilities = excluded.capabilities, profile_version = excluded.profile_version
where (portal.capabilities, portal.profile_version) is distinct from (excluded.capabilities, excluded.profile_version)`;

/** An account for all units, unless the portal has accounts that an administrator made. */
export const insertAccount = `
insert into portal_account (portal, agency_code)
select $1, $2 where not exists (select from portal_account where portal = $1)
on conflict (portal, agency_code) do nothing`;

/** `enabled_since` moves when the portal comes on again: subjects from the time it was off meet it by a look. */
export const setEnabled = `
update portal set enabled = $2, enabled_since = case when $2 and not enabled then now() else enabled_since end
where code = $1
returning code`;

export const knownPortal = 'select enabled from portal where code = $1';

export const accountOfAgency = `
select id, agency_code from portal_account where portal = $1 order by agency_code = $2 desc, id limit 1`;

/** Lanes whose unit now speaks through another account than theirs, after $2. */
export const lanesToMove = `
select l.id
from lane l
where l.portal = $1 and l.id > $2 and l.unit is not null
  and coalesce(l.next_account_id, l.account_id) is distinct from account_of(l.portal, l.unit)
order by l.id
limit $3`;

export const lockLanes = 'select l.id from lane l where l.id = any($1) order by l.id for update of l';

/** Rule 17: at once in idle lanes, else the next account waits for settle. */
export const moveLanes = `
update lane l
set account_id = case when l.state = 'IDLE' then a.id else l.account_id end,
  next_account_id = case when l.state <> 'IDLE' and a.id is distinct from l.account_id then a.id end,
  must_adopt = l.must_adopt or m.moves,
  first_contact_at = case when m.moves then null else l.first_contact_at end,
  found_entries = case when m.moves then null else l.found_entries end,
  adopted_blind = l.adopted_blind and not m.moves
from (select x.id as lane_id, account_of(x.portal, x.unit) as id from lane x where x.id = any($1)) a
cross join lateral (
  select y.state = 'IDLE' and y.fence > 0 and y.account_id is distinct from a.id as moves from lane y where y.id = a.lane_id
) m
where l.id = a.lane_id`;

/** Subjects of these kinds after $2, whose row is then locked in the order of all (origin, kind, key). */
export const subjectsAfter = `
select s.id from subject s where s.kind = any($1) and s.id > $2 order by s.id limit $3`;

export const lockSubjects = `
select s.id, s.kind, s.version, s.origin, s.natural_key, s.deleted_at is not null as deleted
from subject s where s.id = any($1)
order by s.origin, s.kind, s.natural_key
for no key update of s`;

/** How many deliveries these subjects have at a portal: what a round of backfill added. */
export const countDeliveries = `
select count(*) as n from delivery d join lane l on l.id = d.lane_id where l.portal = $1 and l.subject_id = any($2)`;
