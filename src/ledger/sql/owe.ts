/** The input of every owe statement: $1, a JSON list of forms of subjects. */
const wanted = `
v as (
  select * from jsonb_to_recordset($1::jsonb) as v (
    subject_id bigint, portal text, form text, version integer, unit text, business_at timestamptz, deleted boolean, owed boolean,
    entries boolean, priority smallint, phases jsonb
  )
)`;

/** The account of each unit of the list, asked for once. */
const accounts = `
a as materialized (
  select u.portal, u.unit, account_of(u.portal, u.unit) as account from (select distinct portal, unit from v) u
)`;

/** The ids of ENTRYs are UUIDv7, as those of RECORDs: what comes together lies together in the index. (`uuidv7()` is PostgreSQL 18's.) */
const moment = `
m as materialized (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as ms)`;
const ENTRY_ID = `overlay(gen_random_uuid()::text placing left(m.ms, 8) || '-' || right(m.ms, 4) || '-7' from 1 for 15)::uuid`;

/** What holds a RECORD from its begin. */
const heldRecord = (deleted: string, account: string) => `
cross join lateral (
  select case
      when ${deleted} and p.phase = 'PUBLISH' then 'DELETED_AT_SOURCE'
      when ${account} is null then 'NO_ACCOUNT'
    end as reason,
    case
      when ${deleted} and p.phase = 'PUBLISH' then 'Nguồn đã xóa; bản ghi trên cổng không bị xóa · deleted at the source, not at the portal'
      when ${account} is null then 'Không có tài khoản cổng cho đơn vị này · no account of the portal speaks for this unit'
    end as message
) h`;

/**
 * What is owed and has no lane yet gets the number of one, and in it all that is owed: its RECORDs and every entry so far. The subjects are
 * locked, and whoever makes lanes of a subject has its lock. Nobody looks into a lane that is not there: {@link insertLanes} follows, and
 * finds in the lane what to say of it, so that each is written once. The look for a lane stands where a plan can only take its key.
 */
export const beginLanes = `
with ${wanted}, ${accounts}, ${moment},
w as materialized (
  select v.*, a.account from v join a on a.portal = v.portal and a.unit = v.unit where v.owed
),
n as materialized (
  select nextval(pg_get_serial_sequence('lane', 'id')) as lane_id, w.* from w
  where (select l.id from lane l where l.subject_id = w.subject_id and l.portal = w.portal and l.form = w.form) is null
),
records as (
  insert into delivery (id, lane_id, kind, version, phase, not_before, state, hold_reason, message)
  select p.id, n.lane_id, 'RECORD', n.version, p.phase, p.not_before,
    case when h.reason is null then 'PENDING' else 'HELD' end, h.reason, h.message
  from n
  cross join lateral jsonb_to_recordset(n.phases) as p (id uuid, phase text, not_before timestamptz)
  ${heldRecord('n.deleted', 'n.account')}
),
entries as (
  insert into delivery (id, lane_id, kind, version, entry_id, flags, state, hold_reason)
  select ${ENTRY_ID}, n.lane_id, 'ENTRY', t.first_version, t.id, t.flags,
    case when n.deleted or n.account is null then 'HELD' else 'PENDING' end,
    case when n.deleted then 'DELETED_AT_SOURCE' when n.account is null then 'NO_ACCOUNT' end
  from m cross join n join trace_entry t on t.dossier_id = n.subject_id and t.removed_version is null
  where n.entries
)
select lane_id as id, account as account_id, subject_id, portal, form from n`;

/** The lanes whose deliveries are there, with what the one function says of them (rule 1). */
export const insertLanes = `
insert into lane (id, subject_id, portal, form, account_id, unit, priority, business_at, ready_at, wait_reason)
overriding system value
select v.id, v.subject_id, v.portal, v.form, v.account_id, v.unit, v.priority, v.business_at, p.ready_at, p.wait_reason
from jsonb_to_recordset($1::jsonb) as v (
  id bigint, subject_id bigint, portal text, form text, account_id bigint, unit text, priority smallint, business_at timestamptz
)
cross join lateral prospect_of(v.id, v.account_id, false) p`;

/** Every lane of the list, locked by id (rule 3). What follows has a fresh snapshot. */
export const lockOwingLanes = `
with ${wanted}
select l.id
from lane l join v on v.subject_id = l.subject_id and v.portal = l.portal and v.form = l.form
order by l.id
for update of l`;

/**
 * The lane's own facts. The account changes only while it is idle; else the next one waits for settle (rule 17). A lane that
 * changes its account after it was ever in touch meets the new one by a look.
 */
export const renewLanes = `
with ${wanted}, ${accounts}
update lane l
set unit = v.unit, priority = v.priority, business_at = coalesce(v.business_at, l.business_at),
  account_id = case when l.state = 'IDLE' then a.account else l.account_id end,
  next_account_id = case when l.state <> 'IDLE' and a.account is distinct from l.account_id then a.account end,
  must_adopt = l.must_adopt or o.moves,
  first_contact_at = case when o.moves then null else l.first_contact_at end,
  found_entries = case when o.moves then null else l.found_entries end,
  adopted_blind = l.adopted_blind and not o.moves
from v
join a on a.portal = v.portal and a.unit = v.unit
cross join lateral (
  select x.state = 'IDLE' and x.fence > 0 and a.account is distinct from x.account_id as moves from lane x
  where x.subject_id = v.subject_id and x.portal = v.portal and x.form = v.form
) o
where l.subject_id = v.subject_id and l.portal = v.portal and l.form = v.form
  and (l.unit, l.priority, l.business_at, l.account_id, l.next_account_id) is distinct from
    (v.unit, v.priority, coalesce(v.business_at, l.business_at), a.account, null::bigint)`;

/** Rules 5 and 6: what is owed in lanes that are there; scheduled ones of older versions are void. */
export const insertRecords = `
with ${wanted},
w as (
  select v.*, l.id as lane_id, l.account_id
  from v join lane l on l.subject_id = v.subject_id and l.portal = v.portal and l.form = v.form
  where v.owed or l.fence > 0
),
void as (
  update delivery d set state = 'SUPERSEDED', changed_at = now(), hold_reason = null, hold_field = null
  from w
  where d.lane_id = w.lane_id and d.kind = 'RECORD' and d.version < w.version and d.not_before > now()
    and d.state in ('PENDING', 'HELD', 'REFUSED', 'EXHAUSTED')
)
insert into delivery (id, lane_id, kind, version, phase, not_before, state, hold_reason, message)
select p.id, w.lane_id, 'RECORD', w.version, p.phase, p.not_before,
  case when h.reason is null then 'PENDING' else 'HELD' end, h.reason, h.message
from w
cross join lateral jsonb_to_recordset(w.phases) as p (id uuid, phase text, not_before timestamptz)
${heldRecord('w.deleted', 'w.account_id').trim()}
on conflict (lane_id, version, phase, generation) where kind = 'RECORD' do nothing`;

/** Rule 5: before the lane was ever claimed, a version that is not owed ends all that is pending. */
export const withdrawPending = `
with ${wanted}
update delivery d
set state = 'SUPERSEDED', changed_at = now(), hold_reason = null, hold_field = null
from v join lane l on l.subject_id = v.subject_id and l.portal = v.portal and l.form = v.form
where not v.owed and l.fence = 0 and d.lane_id = l.id and d.state in ('PENDING', 'HELD')
  and (d.kind = 'ENTRY' or d.version < v.version)`;

/** Every entry of a subject that has no delivery in its lane yet, the earlier ones too (rules 5, 7). */
export const insertEntries = `
with ${wanted}, ${moment}
insert into delivery (id, lane_id, kind, version, entry_id, flags, state, hold_reason, message)
select ${ENTRY_ID}, l.id, 'ENTRY', t.first_version, t.id,
  t.flags,
  case when h.reason is null then 'PENDING' else 'HELD' end, h.reason, h.message
from m cross join v join lane l on l.subject_id = v.subject_id and l.portal = v.portal and l.form = v.form
join trace_entry t on t.dossier_id = v.subject_id and t.removed_version is null
cross join lateral (
  select case
      when l.adopted_blind and t.at < l.first_contact_at then 'BEFORE_FIRST_CONTACT'
    end as reason,
    case
      when l.adopted_blind and t.at < l.first_contact_at
        then 'Có trước lần tiếp xúc đầu tiên, cổng không cho xem quá trình · from before the first contact, the portal shows no trace'
    end as message
) h
where v.entries and (v.owed or l.fence > 0)
  and not exists (select from delivery d where d.lane_id = l.id and d.kind = 'ENTRY' and d.entry_id = t.id)
on conflict (lane_id, entry_id, generation) where kind = 'ENTRY' do nothing`;

/**
 * Entries follow their source and their lane: removed before they were ever sent they end; put back they are owed again; a
 * deleted dossier and a lane without account hold what is pending, and give it back once that is over.
 */
export const followEntries = `
with ${wanted},
w as (
  select d.id, d.state, d.hold_reason, t.removed_version, v.deleted, l.account_id, v.owed or l.fence > 0 as wanted,
    d.attempts = 0 and d.turns = 0 and d.payload_hash is null as untouched
  from v join lane l on l.subject_id = v.subject_id and l.portal = v.portal and l.form = v.form
  join delivery d on d.lane_id = l.id and d.kind = 'ENTRY' join trace_entry t on t.id = d.entry_id
  where d.state in ('PENDING', 'SUPERSEDED') or d.hold_reason in ('DELETED_AT_SOURCE', 'NO_ACCOUNT')
),
n as (
  select w.id, w.state as before, w.hold_reason, case
      when w.removed_version is not null and w.untouched then 'SUPERSEDED'
      when not w.wanted then w.state
      when w.deleted or w.account_id is null then 'HELD'
      else 'PENDING'
    end as state,
    case when w.deleted then 'DELETED_AT_SOURCE' else 'NO_ACCOUNT' end as reason
  from w
)
update delivery d
set state = n.state, changed_at = now(), superseded_by = null, hold_field = null,
  hold_reason = case when n.state = 'HELD' then n.reason end
from n
where d.id = n.id and (n.before <> n.state or (n.state = 'HELD' and n.hold_reason <> n.reason))`;

/** RECORDs follow their lane's account; every RECORD that lacked one is pending again once there is one, and the reverse. */
export const followAccounts = `
update delivery d
set state = case when l.account_id is null then 'HELD' else 'PENDING' end,
  hold_reason = case when l.account_id is null then 'NO_ACCOUNT' end,
  message = case when l.account_id is null
    then 'Không có tài khoản cổng cho đơn vị này · no account of the portal speaks for this unit' end,
  changed_at = now()
from lane l
where l.id = any($1) and d.lane_id = l.id
  and case when l.account_id is null then d.state = 'PENDING' else d.hold_reason = 'NO_ACCOUNT' end`;
