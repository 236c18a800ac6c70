import { Migration } from '@mikro-orm/migrations';

/**
 * What the gateway's lists, filters and search are served from. A time that is missing counts as later than every other in an
 * order, so the indexes are on that very expression; `pg_trgm` is a trusted extension, the database's owner may create it.
 */
export class Migration0004Reads extends Migration {
  override up(): void {
    this.addSql(`
create extension if not exists pg_trgm;

drop index dossier_received, dossier_unit, dossier_procedure, dossier_state;
create index dossier_received on dossier (coalesce(received_at, 'infinity'::timestamptz), subject_id);
create index dossier_unit on dossier (receiving_unit, coalesce(received_at, 'infinity'::timestamptz), subject_id);
create index dossier_procedure on dossier (procedure_code, coalesce(received_at, 'infinity'::timestamptz), subject_id);
create index dossier_state on dossier (state, coalesce(received_at, 'infinity'::timestamptz), subject_id);
create index dossier_due on dossier (coalesce(due_at, 'infinity'::timestamptz), subject_id);
create index dossier_open on dossier (due_at) where state not in (3, 7, 8, 9, 10);
create index dossier_search on dossier using gin (search_text gin_trgm_ops);
create index dossier_code_search on dossier using gin (lower(code) gin_trgm_ops);
create index notice_search on notice using gin (search_text gin_trgm_ops);
create index subject_changed on subject (changed_at, id);
create index delivery_attention on delivery (state, id) where state in ('REFUSED', 'HELD', 'EXHAUSTED');

create function unit_reach(unit_code text) returns table (code text, since timestamptz) language sql stable rows 50 as $$
  with recursive reach (code, since) as (
    select unit_code collate "C", '-infinity'::timestamptz
    union
    select next.code, greatest(reach.since, next.since)
    from reach cross join lateral (
      select u.code, '-infinity'::timestamptz from unit u where u.parent_code = reach.code
      union all
      select s.code collate "C", coalesce(u.valid_to, '-infinity')
      from unit u cross join lateral unnest(u.successors) as s (code) where u.code = reach.code
    ) as next (code, since)
  )
  select reach.code, min(reach.since) from reach group by reach.code
$$;
comment on function unit_reach is 'a unit, all below it, and what took over from these at any number of steps, each since when it counts';
`);
  }

  override down(): void {
    this.addSql(`
drop function unit_reach;
drop index delivery_attention, subject_changed, notice_search, dossier_code_search, dossier_search, dossier_open,
  dossier_due, dossier_state, dossier_procedure, dossier_unit, dossier_received;
create index dossier_received on dossier (received_at desc, subject_id desc);
create index dossier_unit on dossier (receiving_unit, received_at desc);
create index dossier_procedure on dossier (procedure_code, received_at desc);
create index dossier_state on dossier (state, received_at desc);
drop extension pg_trgm;
`);
  }
}
