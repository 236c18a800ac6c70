import { Migration } from '@mikro-orm/migrations';

/** Certificates for digital signatures (chứng thư số). */
export class Migration0011Signatures extends Migration {
  override up(): void {
    this.addSql(`
create table certificate (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  serial text collate "C" not null,
  issuer_dn text not null,
  subject_dn text not null,
  holder_kind text not null check (holder_kind in ('PERSON', 'AGENCY')),
  unit text collate "C" not null,
  personal_id bytea,
  not_before timestamptz not null,
  not_after timestamptz not null,
  device text,
  state text not null check (state in ('REQUESTED', 'VALID', 'SUSPENDED', 'REVOKED', 'EXPIRED')),
  revoked_at timestamptz,
  search_text text collate "C" not null
);
comment on column certificate.personal_id is 'sealed';
create index certificate_unit on certificate (unit);
create index certificate_not_after on certificate (not_after);
create index certificate_search on certificate using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table certificate;');
  }
}
