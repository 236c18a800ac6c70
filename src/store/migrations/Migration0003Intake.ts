import { Migration } from '@mikro-orm/migrations';

/** Sync runs, cursors, files taken, quarantine, kept files, service keys, the store's own facts. */
export class Migration0003Intake extends Migration {
  override up(): void {
    this.addSql(`
create table sync_run (
  id uuid primary key,
  source text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  state text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'ABANDONED')),
  read integer not null default 0,
  stored integer not null default 0,
  unchanged integer not null default 0,
  stale integer not null default 0,
  quarantined integer not null default 0,
  error text
);
create index sync_run_source on sync_run (source, started_at desc);
create table source_cursor (
  source text primary key,
  cursor jsonb,
  moved_at timestamptz not null,
  requested_at timestamptz
);
comment on column source_cursor.requested_at is 'somebody asked for a run now; the next sync turn takes it';
create table source_file (
  source text not null,
  name text not null,
  read integer not null default 0,
  stored integer not null default 0,
  unchanged integer not null default 0,
  stale integer not null default 0,
  quarantined integer not null default 0,
  errors jsonb not null default '[]',
  taken_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (source, name, taken_at)
);
create table quarantine (
  id uuid primary key,
  source text not null,
  kind text not null,
  natural_key text,
  place jsonb not null,
  problems jsonb not null,
  raw bytea not null,
  raw_hash bytea not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'RESOLVED', 'DISCARDED')),
  waits_for text[],
  sync_run_id uuid references sync_run,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  times integer not null default 1,
  resolved_at timestamptz,
  unique (source, raw_hash)
);
comment on column quarantine.raw is 'sealed';
comment on column quarantine.waits_for is 'unit:H56.14.99, procedure:1.001193: taken up again by itself when all have arrived';
create index quarantine_open on quarantine (source, last_seen_at desc) where state = 'OPEN';
create index quarantine_waits on quarantine using gin (waits_for) where state = 'OPEN';

create table kept_file (
  sha256 bytea primary key,
  bytes bigint not null,
  media_type text not null,
  kept_at timestamptz not null default now()
);
create table file_reference (
  id uuid primary key,
  subject_id bigint not null references subject,
  origin text not null,
  reference text not null,
  name text not null,
  sha256 bytea references kept_file,
  checked_at timestamptz,
  problem text,
  unique (subject_id, reference)
);

create table service_key (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('viewer', 'officer', 'operator', 'administrator', 'auditor', 'service')),
  unit text,
  scopes text[] not null default '{}',
  prefix text not null,
  hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create table store_fact (
  name text primary key,
  value text not null
);
comment on table store_fact is 'the secret key''s id and the like';
`);
  }

  override down(): void {
    this.addSql(
      'drop table store_fact, service_key, file_reference, kept_file, quarantine, source_file, source_cursor, sync_run;',
    );
  }
}
