import { Migration } from '@mikro-orm/migrations';
import { laneProspect } from './ledger-functions.js';

/**
 * A new lane is written once, behind its deliveries and with the true `ready_at` (docs/adr/0011): what `lane_prospect` says of lanes is
 * said by `prospect_of` of one that is not there yet. What points at a lane, an entry or a portal is written from that row itself.
 */
export class Migration0044LanesWrittenOnce extends Migration {
  override up(): void {
    this.addSql(`
alter table delivery drop constraint delivery_lane_id_fkey, drop constraint delivery_entry_id_fkey;
alter table lane drop constraint lane_portal_fkey;
comment on column delivery.lane_id is 'no foreign key: written before its lane (docs/adr/0011)';
comment on column delivery.entry_id is 'no foreign key: taken from the entry''s own row, which is never deleted (docs/adr/0011)';
comment on column lane.portal is 'no foreign key: accounts hold the portal (docs/adr/0011)';
drop index delivery_open;

create function prospect_of(lane bigint, account bigint, is_there boolean)
returns table (ready_at timestamptz, wait_reason text, head_kind text, record_id uuid)
language sql stable as $$
  select
    case
      when account is null then 'infinity'
      when r.state = 'PENDING' then least(r.leaves_at, s.leaves_at)
      when e.id is not null and is_there and not e.blocked then least(e.leaves_at, s.leaves_at)
      else coalesce(s.leaves_at, 'infinity')
    end,
    case
      when r.state is distinct from 'PENDING' and e.id is null and s.leaves_at is null then null
      when account is null then 'NO_ACCOUNT'
      when r.state = 'PENDING' then case when r.next_attempt_at > now() then 'BACKOFF' end
      when e.id is not null and is_there and not e.blocked
        then case when e.next_attempt_at > now() then 'BACKOFF' end
      when e.blocked and is_there then 'READ_BACK_IMPOSSIBLE'
      when s.leaves_at is not null then 'SCHEDULED'
      when r.state is null then 'NO_RECORD'
      else 'RECORD_' || r.state
    end,
    case
      when r.state = 'PENDING' then 'RECORD'
      when e.id is not null and is_there and not e.blocked then 'ENTRY'
    end,
    case when r.state = 'PENDING' then r.id end
  from (values (lane)) as l (id)
  -- The newest RECORD that is due, whatever became of it: nothing below it may ever leave.
  left join lateral (
    select d.id, d.state, d.version, d.phase, d.generation, d.next_attempt_at,
      greatest(d.created_at, d.not_before, d.next_attempt_at) as leaves_at
    from delivery d
    where d.lane_id = l.id and d.kind = 'RECORD' and d.state <> 'SUPERSEDED'
      and (d.not_before is null or d.not_before <= now())
    order by d.version desc, d.phase desc, d.generation desc
    limit 1
  ) r on true
  left join lateral (
    select min(greatest(d.not_before, d.next_attempt_at)) as leaves_at
    from delivery d
    where d.lane_id = l.id and d.kind = 'RECORD' and d.state = 'PENDING' and d.not_before > now()
      and (r.id is null or (d.version, d.phase, d.generation) > (r.version, r.phase, r.generation))
  ) s on true
  left join lateral (
    select d.id, d.next_attempt_at, greatest(d.created_at, d.next_attempt_at) as leaves_at,
      exists (
        select from delivery h join trace_entry ht on ht.id = h.entry_id
        where h.lane_id = l.id and h.kind = 'ENTRY' and h.hold_reason = 'READ_BACK_IMPOSSIBLE'
          and (ht.at, ht.id) < (t.at, t.id)
      ) as blocked
    from delivery d join trace_entry t on t.id = d.entry_id
    where d.lane_id = l.id and d.kind = 'ENTRY' and d.state = 'PENDING'
    order by t.at, t.id
    limit 1
  ) e on true
$$;
comment on function prospect_of is 'what a lane with this account would send next, and when; infinity: nothing can leave, and why. is_there: the portal has the record';

create or replace function lane_prospect(ids bigint[])
returns table (lane_id bigint, ready_at timestamptz, wait_reason text, head_kind text, record_id uuid)
language sql stable as $$
  select l.id, p.ready_at, p.wait_reason, p.head_kind, p.record_id
  from lane l cross join lateral prospect_of(l.id, l.account_id, l.remote_exists) p
  where l.id = any(ids)
$$;
comment on function lane_prospect is 'prospect_of each of these lanes as it stands';
`);
  }

  override down(): void {
    this.addSql(`
drop function lane_prospect, prospect_of;
${laneProspect}
create index delivery_open on delivery (lane_id, kind) where state in ('PENDING', 'SENDING', 'UNKNOWN');
comment on column lane.portal is null;
comment on column delivery.entry_id is null;
comment on column delivery.lane_id is null;
alter table lane add constraint lane_portal_fkey foreign key (portal) references portal;
alter table delivery add constraint delivery_lane_id_fkey foreign key (lane_id) references lane,
  add constraint delivery_entry_id_fkey foreign key (entry_id) references trace_entry;
`);
  }
}
