/** The functions about units as migration 0020 made them: like migrations, never changed once they are released. */
export const UNIT_FUNCTIONS = `
create function unit_known(given text) returns text language sql stable as $$
  select coalesce(
    (select u.code from unit u where u.code = given),
    (select found.code
      from (values (given), (replace(given, '-', '.')), (replace(given, '.', '-'))) as form (text)
      cross join lateral (
        select u.code, 0 as rank from unit u where u.code = form.text
        union all
        select a.code, 1 from unit_alias a where a.alias = form.text
      ) found
      order by found.rank, found.code limit 1),
    given)
$$;
comment on function unit_known is 'the code in the unit table that is meant by one in any form and spelling; what nothing is known of, as it is';

create function unit_closure(unit_code text, follows boolean, brings_all boolean)
returns table (code text, since timestamptz, until timestamptz) language sql stable rows 50 as $$
  with recursive reach (code, since, until) as (
    select unit_known(unit_code) collate "C", '-infinity'::timestamptz, 'infinity'::timestamptz
    union
    select next.code, greatest(reach.since, next.since), least(reach.until, next.until)
    from reach cross join lateral (
      select u.code, case when not brings_all or reach.until < 'infinity' then u.parent_since end, null::timestamptz
      from unit u where u.parent_code = reach.code
      union all
      select u.code, f.valid_from, f.valid_to
      from unit_former_parent f join unit u on u.subject_id = f.unit_id where f.parent_code = reach.code
      union all
      select s.code collate "C", coalesce(u.valid_to, 'infinity'), null
      from unit u cross join lateral unnest(u.successors) as s (code) where follows and u.code = reach.code
    ) as next (code, since, until)
    where greatest(reach.since, next.since) <= least(reach.until, next.until)
  )
  select reach.code, min(reach.since), reach.until from reach group by reach.code, reach.until
$$;
comment on function unit_closure is
  'a unit, all below it, and (follows) what took over from these, each with the time in which it counts; brings_all: who came to stand below another came with all that it ever did, but not to one that had left by then';

create function unit_reach(unit_code text, follow text default 'SUCCESSORS')
returns table (code text, since timestamptz, until timestamptz) language sql stable rows 50 as $$
  select c.code, c.since, c.until from unit_closure(unit_code, follow = 'SUCCESSORS', false) c
$$;
comment on function unit_reach is
  'what counts for a unit: RECORDED, its own and that of all below it while they were; SUCCESSORS, that of what took over too, since it did';

create function unit_scope(unit_code text)
returns table (code text, since timestamptz, until timestamptz) language sql stable rows 50 as $$
  with recursive reached (code, since, until) as materialized (
    select c.code collate "C", c.since, c.until from unit_closure(unit_code, true, true) c where c.since <= now()
  ),
  grown (codes, sinces) as (
    select array_agg(r.code), array_agg(r.since)
    from (select code, min(since) as since from reached where until = 'infinity' group by code) r
    union all
    select g.codes || n.codes, g.sinces || n.sinces
    from grown g cross join lateral (
      select array_agg(u.code) as codes, array_agg(k.since) as sinces
      from unit u
      cross join lateral (
        select case when u.valid_to <= now() and u.successors <> '{}' then u.successors else array[u.parent_code] end as codes
      ) heirs
      cross join lateral (
        select max(k.since) as since, count(*) as there
        from unnest(g.codes, g.sinces) as k (code, since) where k.code = any (heirs.codes)
      ) k
      where u.code <> all (g.codes) and k.there = cardinality(heirs.codes)
    ) n
    where n.codes is not null
  )
  select s.code, s.since, 'infinity'::timestamptz
  from (select g.codes, g.sinces from grown g order by cardinality(g.codes) desc limit 1) whole
  cross join lateral unnest(whole.codes, whole.sinces) as s (code, since)
  union all
  select r.code, r.since, r.until from reached r where r.until < 'infinity'
$$;
comment on function unit_scope is
  'units of which a key of this one sees what is of that time: its reach, and ended units that went wholly into this with all below them';

create function subjects_within(unit_code text) returns setof bigint language sql stable as $$
  select d.subject_id from dossier d where exists (
    select from unit_scope(unit_code) u
    where u.code in (d.receiving_unit, d.processing_unit)
      and coalesce(d.received_at, d.submitted_at, 'infinity') between u.since and u.until)
  union all
  select n.subject_id from notice n where exists (
    select from unit_scope(unit_code) u where u.code = n.unit and n.published_at between u.since and u.until)
$$;
comment on function subjects_within is 'dossiers and notices that a key of a unit may act on: those of which it sees the deliveries';
`;

/** As migration 0007 left them, for the way back. */
export const FORMER_UNIT_FUNCTIONS = `
create function unit_reach(unit_code text) returns table (code text, since timestamptz) language sql stable rows 50 as $$
  with recursive reach (code, since) as (
    select unit_code collate "C", '-infinity'::timestamptz
    union
    select next.code, greatest(reach.since, next.since)
    from reach cross join lateral (
      select u.code, '-infinity'::timestamptz from unit u where u.parent_code = reach.code
      union all
      select s.code collate "C", coalesce(u.valid_to, 'infinity')
      from unit u cross join lateral unnest(u.successors) as s (code) where u.code = reach.code
    ) as next (code, since)
  )
  select reach.code, min(reach.since) from reach group by reach.code
$$;
comment on function unit_reach is 'a unit, all below it, and what took over from these at any number of steps, each since when it counts';

create function unit_scope(unit_code text) returns table (code text, since timestamptz) language sql stable rows 50 as $$
  with recursive grown (codes, sinces) as (
    select array_agg(r.code collate "C"), array_agg(r.since) from unit_reach(unit_code) r where r.since <= now()
    union all
    select g.codes || n.codes, g.sinces || n.sinces
    from grown g cross join lateral (
      select array_agg(u.code) as codes, array_agg(k.since) as sinces
      from unit u
      cross join lateral (
        select case when u.valid_to <= now() and u.successors <> '{}' then u.successors else array[u.parent_code] end as codes
      ) heirs
      cross join lateral (
        select max(k.since) as since, count(*) as there
        from unnest(g.codes, g.sinces) as k (code, since) where k.code = any (heirs.codes)
      ) k
      where u.code <> all (g.codes) and k.there = cardinality(heirs.codes)
    ) n
    where n.codes is not null
  )
  select s.code, s.since
  from (select g.codes, g.sinces from grown g order by cardinality(g.codes) desc limit 1) whole
  cross join lateral unnest(whole.codes, whole.sinces) as s (code, since)
$$;
comment on function unit_scope is
  'units of which a key of this one sees what is of that time or later: its reach, and ended units that went wholly into this';

create function subjects_within(unit_code text) returns setof bigint language sql stable as $$
  select d.subject_id from dossier d where exists (
    select from unit_scope(unit_code) u
    where u.code in (d.receiving_unit, d.processing_unit)
      and u.since <= coalesce(d.received_at, d.submitted_at, 'infinity'))
  union all
  select n.subject_id from notice n where exists (
    select from unit_scope(unit_code) u where u.code = n.unit and u.since <= n.published_at)
$$;
comment on function subjects_within is 'dossiers and notices that a key of a unit may act on: those of which it sees the deliveries';
`;
