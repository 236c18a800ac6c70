import { Migration } from '@mikro-orm/migrations';

/** What was found out about the digital signatures in kept files (chữ ký số). */
export class Migration0018FileSignatures extends Migration {
  override up(): void {
    this.addSql(`
create table signed_file (
  sha256 bytea primary key references kept_file,
  trust bytea not null,
  checked_at timestamptz not null
);
comment on column signed_file.trust is 'hash of the roots and lists with which it was checked';

create table file_signature (
  id bigint generated always as identity primary key,
  sha256 bytea not null references signed_file,
  position integer not null,
  format text not null,
  level text,
  is_timestamp boolean not null,
  subject_dn text,
  issuer_dn text,
  serial text collate "C",
  signed_at timestamptz,
  timestamp_at timestamptz,
  digest text,
  result text not null check (result in ('TOTAL_PASSED', 'TOTAL_FAILED', 'INDETERMINATE')),
  reason text,
  search_text text collate "C" not null,
  unique (sha256, position)
);
create index file_signature_signer on file_signature (serial, issuer_dn);
create index file_signature_signed on file_signature (coalesce(signed_at, 'infinity'::timestamptz), id);
create index file_reference_sha256 on file_reference (sha256);

create table file_signature_check (
  signature_id bigint not null references file_signature on delete cascade,
  position integer not null,
  name text not null,
  state text not null,
  reason text,
  message text not null,
  primary key (signature_id, position)
);
`);
  }

  override down(): void {
    this.addSql(
      'drop index file_reference_sha256; drop table file_signature_check, file_signature, signed_file;',
    );
  }
}
