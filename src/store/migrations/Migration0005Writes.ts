import { Migration } from '@mikro-orm/migrations';

/** What callers write through the gateway: who wrote what, what was written under a client's key, pauses, replays, and officers' edits. */
export class Migration0005Writes extends Migration {
  override up(): void {
    this.addSql(`
create table audit_entry (
  id uuid primary key,
  at timestamptz not null default now(),
  principal_id text not null,
  principal_name text not null,
  role text not null,
  unit text,
  action text not null,
  input_hash bytea not null,
  outcome text not null,
  facts jsonb not null default '{}'
);
comment on table audit_entry is 'every write of a caller, in the transaction that it records; no personal data';
comment on column audit_entry.input_hash is 'keyed hash: tells equal inputs, says nothing of them';
create index audit_entry_at on audit_entry (at);

create table client_write (
  origin text not null,
  client_key text collate "C" not null,
  content_hash bytea not null,
  outcome jsonb,
  written_at timestamptz not null default now(),
  primary key (origin, client_key)
);
comment on table client_write is 'what became of a record that was pushed under a client''s key: the same key again answers the same';
create index client_write_at on client_write (written_at);

create table pause (
  scope text primary key,
  since timestamptz not null default now(),
  paused_by text not null,
  reason text
);
comment on column pause.scope is 'queue:push, portal:national';

create table replay (
  id uuid primary key,
  requested_at timestamptz not null default now(),
  requested_by text not null,
  unit text,
  filter jsonb not null,
  total integer not null,
  token_hash bytea not null unique,
  reached uuid,
  again integer not null default 0,
  newer integer not null default 0,
  without_account integer not null default 0,
  changed integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz
);
comment on column replay.unit is 'the unit that its caller is limited to';
comment on column replay.token_hash is 'of the dry run''s token: it starts one replay';
comment on column replay.reached is 'the last delivery that was gone through';
create index replay_open on replay (requested_at) where finished_at is null;

alter table quarantine
  add column edited bytea, add column resolution text check (resolution in ('EDITED', 'REPLAYED', 'DISCARDED')),
  add column resolved_by text, add column reason bytea;
comment on column quarantine.edited is 'sealed: the record as an officer corrected it';
comment on column quarantine.reason is 'sealed';
`);
  }

  override down(): void {
    this.addSql(`
alter table quarantine drop column edited, drop column resolution, drop column resolved_by, drop column reason;
drop table replay, pause, client_write, audit_entry;
`);
  }
}
