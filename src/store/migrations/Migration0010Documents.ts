import { Migration } from '@mikro-orm/migrations';

/** Documents in and out (văn bản đi, đến), with whom they went to, their files and what was done with them. */
export class Migration0010Documents extends Migration {
  override up(): void {
    this.addSql(`
create table document (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  direction text check (direction in ('IN', 'OUT')),
  unit text collate "C" not null,
  state text not null,
  number text collate "C",
  notation text,
  issuer_code text collate "C",
  issuer_name text,
  issued_at timestamptz,
  place text,
  type_name text,
  subject text,
  content text,
  signer text,
  signer_position text,
  signer_competence text,
  priority smallint not null check (priority between 0 and 4),
  steering smallint not null check (steering between 1 and 3),
  due_at timestamptz,
  finished_at timestamptz,
  pages integer,
  to_places text[] not null,
  arrival_number text collate "C",
  arrived_at timestamptz,
  online boolean not null,
  revocation text check (revocation in ('ASKED', 'AGREED', 'REFUSED')),
  revocation_reason text,
  duplicate_key text collate "C",
  response_for text[] not null,
  replaces text[] not null,
  dossiers text[] not null,
  search_text text collate "C" not null
);
create index document_unit on document (unit);
create index document_issued on document (coalesce(issued_at, 'infinity'), subject_id);
create index document_due on document (due_at) where finished_at is null;
create index document_duplicate on document (duplicate_key) where duplicate_key is not null;
create index document_replaces on document using gin (replaces);
create index document_answers on document using gin (response_for);
create index document_dossiers on document using gin (dossiers);
create index document_search on document using gin (search_text gin_trgm_ops);

create table document_recipient (
  document_id bigint not null references document,
  position integer not null,
  code text collate "C",
  name text,
  state text,
  state_at timestamptz,
  reason text,
  primary key (document_id, position)
);

create table document_file (
  document_id bigint not null references document,
  position integer not null,
  name text not null,
  file text not null,
  media_type text,
  bytes bigint,
  primary key (document_id, position)
);

create table document_trace (
  document_id bigint not null references document,
  position integer not null,
  at timestamptz not null,
  organ text,
  department text,
  staff text,
  status text,
  note text,
  primary key (document_id, position)
);
`);
  }

  override down(): void {
    this.addSql('drop table document_trace, document_file, document_recipient, document;');
  }
}
