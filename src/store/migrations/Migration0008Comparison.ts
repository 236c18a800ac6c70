import { Migration } from '@mikro-orm/migrations';

/** What the comparison of sources and store found. */
export class Migration0008Comparison extends Migration {
  override up(): void {
    this.addSql(`
create table comparison (
  id uuid primary key,
  source text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  state text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'ABANDONED')),
  read integer not null default 0,
  changed integer not null default 0,
  gone integer not null default 0,
  missed integer not null default 0,
  closed integer not null default 0,
  gone_unjudged text check (gone_unjudged in
    ('NOTHING_TAKEN', 'ONLY_CHANGES', 'LIST_MOVED', 'ROWS_UNREACHED', 'KEYLESS_ROWS')),
  error text
);
comment on column comparison.read is 'records of the source';
comment on column comparison.changed is 'found, listed or not; gone and missed likewise';
comment on column comparison.closed is 'differences that it found to be right again';
comment on column comparison.gone_unjudged is 'why nothing is said about rows that did not come; null: it is';
create index comparison_source on comparison (source, started_at desc);
create index comparison_started on comparison (started_at, id);

create table difference (
  id uuid primary key,
  source text not null,
  kind text not null,
  problem text not null check (problem in ('CHANGED', 'GONE', 'MISSED')),
  identity text collate "C" not null,
  natural_key text collate "C",
  place text,
  unit text collate "C",
  source_changed_at timestamptz,
  stored_changed_at timestamptz,
  first_found_at timestamptz not null,
  last_found_at timestamptz not null,
  times integer not null default 1,
  closed_at timestamptz
);
comment on table difference is 'where source and store differ without anything having been said; no personal data';
comment on column difference.identity is 'the key; of a row without one # and its keyed hash';
comment on column difference.unit is 'whose it is; null: it is not known';
create unique index difference_open on difference (source, problem, identity) where closed_at is null;
create index difference_last_found on difference (last_found_at, id);
create index difference_first_found on difference (first_found_at, id);
create index difference_closed on difference (closed_at) where closed_at is not null;
`);
  }

  override down(): void {
    this.addSql('drop table difference, comparison;');
  }
}
