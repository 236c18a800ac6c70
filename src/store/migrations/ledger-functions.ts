/** What a lane would send next and when, as 0002 had it: until 0044. */
export const laneProspect = `
create function lane_prospect(ids bigint[])
returns table (lane_id bigint, ready_at timestamptz, wait_reason text, head_kind text, record_id uuid)
language sql stable as $$
  select l.id,
    case
      when l.account_id is null then 'infinity'
      when r.state = 'PENDING' then least(r.leaves_at, s.leaves_at)
      when e.id is not null and l.remote_exists and not e.blocked then least(e.leaves_at, s.leaves_at)
      else coalesce(s.leaves_at, 'infinity')
    end,
    case
      when r.state is distinct from 'PENDING' and e.id is null and s.leaves_at is null then null
      when l.account_id is null then 'NO_ACCOUNT'
      when r.state = 'PENDING' then case when r.next_attempt_at > now() then 'BACKOFF' end
      when e.id is not null and l.remote_exists and not e.blocked
        then case when e.next_attempt_at > now() then 'BACKOFF' end
      when e.blocked and l.remote_exists then 'READ_BACK_IMPOSSIBLE'
      when s.leaves_at is not null then 'SCHEDULED'
      when r.state is null then 'NO_RECORD'
      else 'RECORD_' || r.state
    end,
    case
      when r.state = 'PENDING' then 'RECORD'
      when e.id is not null and l.remote_exists and not e.blocked then 'ENTRY'
    end,
    case when r.state = 'PENDING' then r.id end
  from lane l
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
  where l.id = any(ids)
$$;
comment on function lane_prospect is 'what each lane would send next, and when; infinity: nothing can leave, and why';
`;

/**
 * The SQL functions of the lane machine. `lane_prospect`, since 0044 by `prospect_of`, is the one place that says what a lane would send next and when;
 * claiming and `ready_at` both come from it, so they can never disagree (docs/ledger.md, rules 1, 2, 4, 6, 15).
 */
export const ledgerFunctions = `${laneProspect}
create function ledger_backoff(tries integer, jitter double precision) returns interval language sql immutable as $$
  select least(600.0, 2.0 * power(2.0, least(greatest(tries, 1), 12) - 1)) * (0.5 + jitter / 2) * interval '1 second'
$$;
comment on function ledger_backoff is 'base 2 s, doubled, at most 10 min; jitter 0..1 takes up to half of it away';

create function look_delay(delays integer[], look integer, cause text) returns interval language sql immutable as $$
  select case
    when cause = 'ALREADY_EXISTS' and look = 0 then interval '0'
    else coalesce(delays[least(case when cause = 'ALREADY_EXISTS' then look else look + 1 end, cardinality(delays))], 0)
      * interval '1 millisecond'
  end
$$;
comment on function look_delay is 'how long after the loss look number 0, 1, … comes; one that is said to exist already is looked at once first';

create function account_of(wanted_portal text, unit_code text) returns bigint language sql stable as $$
  with recursive chain (code, depth) as (
    select unit_code collate "C", 0
    union all
    select case
        when u.valid_to <= now() and cardinality(u.successors) > 0 then u.successors[1]
        else u.parent_code
      end, c.depth + 1
    from chain c join unit u on u.code = c.code
    where c.depth < 16
  ),
  living as (
    select c.code, c.depth from chain c
    where not exists (
      select from unit u
      where u.code = c.code and u.valid_to <= now() and cardinality(u.successors) > 0
    )
  )
  select a.id
  from portal_account a left join living c on c.code = any(a.units)
  where a.portal = wanted_portal and (a.units is null or c.code is not null)
  order by c.depth nulls last, a.id
  limit 1
$$;
comment on function account_of is 'the account that speaks for a unit: it, its successor once it has ended, or the nearest ancestor listed; else one for all';

create function unit_within(unit_code text, scope text) returns boolean language sql stable as $$
  with recursive chain (code, depth) as (
    select unit_code collate "C", 0
    union
    select n.code, c.depth + 1
    from chain c join unit u on u.code = c.code
    cross join lateral unnest(array_append(u.successors, u.parent_code)) as n (code)
    where c.depth < 16 and n.code is not null
  )
  select exists (select from chain where code = scope)
$$;
comment on function unit_within is 'whether a unit is the scope itself, below it, or was replaced by one that is';
`;
