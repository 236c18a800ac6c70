import { Migration } from '@mikro-orm/migrations';

/**
 * What a key of one unit sees and may write: the same for both, in one place. A successor takes over on the day after which its
 * predecessor is not valid any more; one that is named without such a day has not taken over.
 */
export class Migration0007Scope extends Migration {
  override up(): void {
    this.addSql(reachFrom('infinity'));
    this.addSql(`
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

drop function unit_within;
`);
  }

  override down(): void {
    this.addSql(`
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
drop function subjects_within, unit_scope;
`);
    this.addSql(reachFrom('-infinity'));
  }
}

/** `undated`: since when a successor counts whose predecessor has no last day. */
function reachFrom(undated: 'infinity' | '-infinity'): string {
  return `
create or replace function unit_reach(unit_code text) returns table (code text, since timestamptz) language sql stable rows 50 as $$
  with recursive reach (code, since) as (
    select unit_code collate "C", '-infinity'::timestamptz
    union
    select next.code, greatest(reach.since, next.since)
    from reach cross join lateral (
      select u.code, '-infinity'::timestamptz from unit u where u.parent_code = reach.code
      union all
      select s.code collate "C", coalesce(u.valid_to, '${undated}')
      from unit u cross join lateral unnest(u.successors) as s (code) where u.code = reach.code
    ) as next (code, since)
  )
  select reach.code, min(reach.since) from reach group by reach.code
$$;`;
}
