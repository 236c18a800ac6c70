import { Migration } from '@mikro-orm/migrations';

/** Subjects and their versions, and the tables of the four kinds that the main path reads. */
export class Migration0001Subjects extends Migration {
  override up(): void {
    this.addSql(`
create table subject (
  id bigint generated always as identity primary key,
  kind text not null,
  origin text not null,
  natural_key text collate "C" not null,
  version integer not null,
  content_hash bytea not null,
  changed_at timestamptz not null,
  read_at timestamptz not null,
  deleted_at timestamptz,
  unique (kind, natural_key)
);
create index subject_origin on subject (origin, kind, natural_key);

create table subject_version (
  subject_id bigint not null references subject,
  version integer not null,
  content_hash bytea not null,
  changed_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  sync_run_id uuid,
  snapshot bytea not null,
  primary key (subject_id, version)
);
create index subject_version_hash on subject_version (subject_id, content_hash);
comment on column subject_version.snapshot is 'sealed JSON of the record';

create table unit (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  name text not null,
  parent_code text collate "C",
  level text not null check (level in ('TINH', 'HUYEN', 'XA', 'PHONG_BAN')),
  valid_from timestamptz,
  valid_to timestamptz,
  successors text[] not null default '{}',
  search_text text collate "C" not null
);
create index unit_parent on unit (parent_code);
create table unit_alias (
  alias text collate "C" primary key,
  code text collate "C" not null
);

create table procedure (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  name text not null,
  field_code text not null,
  field_name text not null,
  levels text[] not null default '{}',
  online_level text not null check (online_level in ('TOAN_TRINH', 'MOT_PHAN', 'THONG_TIN')),
  term_amount integer,
  term_unit text check (term_unit in ('GIO', 'NGAY_LAM_VIEC', 'NGAY')),
  no_due_time boolean not null default false,
  has_fee boolean,
  paper_result boolean,
  status text check (status in ('CONG_KHAI', 'SAP_DUNG', 'THU_NGHIEM', 'BAI_BO')),
  search_text text collate "C" not null
);

create table dossier (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  procedure_code text collate "C" not null,
  receiving_unit text collate "C" not null,
  processing_unit text collate "C",
  channel smallint not null,
  applicant_type smallint not null,
  applicant_name text not null,
  identity_type smallint,
  identity_number bytea,
  identity_number_hash bytea,
  phone bytea,
  phone_hash bytea,
  email bytea,
  email_hash bytea,
  address bytea,
  national_account_id bytea,
  summary text not null,
  lodged_at smallint,
  submitted_at timestamptz,
  received_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  returned_at timestamptz,
  refused_at timestamptz,
  state smallint not null check (state between 1 and 10),
  return_method smallint,
  vneid_verified boolean,
  online_payment smallint,
  rating_level smallint,
  rating_content text,
  rating_at timestamptz,
  flags text[] not null default '{}',
  search_text text collate "C" not null
);
comment on column dossier.identity_number is 'sealed';
comment on column dossier.phone is 'sealed';
comment on column dossier.email is 'sealed';
comment on column dossier.address is 'sealed';
comment on column dossier.national_account_id is 'sealed';
create index dossier_received on dossier (received_at desc, subject_id desc);
create index dossier_unit on dossier (receiving_unit, received_at desc);
create index dossier_procedure on dossier (procedure_code, received_at desc);
create index dossier_state on dossier (state, received_at desc);
create index dossier_identity on dossier (identity_number_hash) where identity_number_hash is not null;

create table stable_number (
  id integer generated always as identity primary key,
  subject_id bigint not null references subject,
  list text not null,
  key text collate "C" not null,
  unique (subject_id, list, key)
);
comment on table stable_number is 'int32 numbers that portals want for parts that have text ids or none at the source';

create table dossier_component (
  id integer not null,
  dossier_id bigint not null references dossier,
  position integer not null,
  code text,
  name text not null,
  file text,
  digitised boolean,
  reused boolean,
  from_national_store boolean,
  originals integer,
  copies integer,
  primary key (dossier_id, position)
);
create table dossier_result (
  id integer not null,
  dossier_id bigint not null references dossier,
  position integer not null,
  code text,
  name text not null,
  number text,
  signed_at timestamptz,
  signer text,
  file text,
  paper_code text,
  primary key (dossier_id, position)
);
create table dossier_fee (
  dossier_id bigint not null references dossier,
  position integer not null,
  name text not null,
  code text,
  type smallint,
  amount numeric(18, 2) not null,
  method text,
  paid boolean,
  paid_at timestamptz,
  primary key (dossier_id, position)
);
create table dossier_supplement (
  id integer not null,
  dossier_id bigint not null references dossier,
  position integer not null,
  source_id text not null,
  requested_by text,
  content text,
  requested_at timestamptz not null,
  answered_at timestamptz,
  received_by text,
  previous_due_at timestamptz,
  new_due_at timestamptz,
  status text,
  primary key (dossier_id, position)
);
create table trace_entry (
  id integer generated always as identity primary key,
  dossier_id bigint not null references dossier,
  at timestamptz not null,
  state smallint not null check (state between 1 and 10),
  actor text collate "C" not null,
  ordinal integer not null,
  title text,
  department text,
  note text,
  begun_at timestamptz,
  due_at timestamptz,
  content_hash bytea not null,
  first_version integer not null,
  edited_version integer,
  removed_version integer,
  flags text[] not null default '{}',
  unique (dossier_id, at, state, actor, ordinal)
);

create table notice (
  subject_id bigint primary key references subject,
  number integer generated always as identity unique,
  code text collate "C" not null unique,
  title text not null,
  body text not null,
  summary text,
  author text,
  provenance text,
  image text,
  url text,
  category text not null,
  document_number text,
  document_type text,
  issuer text,
  issued_at timestamptz,
  published_at timestamptz not null,
  expires_at timestamptz,
  withdrawn boolean not null default false,
  unit text collate "C" not null,
  search_text text collate "C" not null
);
create index notice_published on notice (published_at desc, subject_id desc);
create table notice_attachment (
  notice_id bigint not null references notice,
  position integer not null,
  name text not null,
  file text not null,
  primary key (notice_id, position)
);

create table catalogue_procedure (
  portal text not null,
  code text collate "C" not null,
  name text not null,
  field_code text not null,
  field_name text not null,
  read_at timestamptz not null,
  primary key (portal, code)
);
comment on table catalogue_procedure is 'names as the national catalogue has them; they win on the wire';
`);
  }

  override down(): void {
    this.addSql(`
drop table catalogue_procedure, notice_attachment, notice, trace_entry, dossier_supplement, dossier_fee, dossier_result,
  dossier_component, stable_number, dossier, procedure, unit_alias, unit, subject_version, subject;
`);
  }
}
