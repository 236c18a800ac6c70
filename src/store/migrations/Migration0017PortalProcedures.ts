import { Migration } from '@mikro-orm/migrations';

/** Procedures as the provincial portal lists them, to be set against ours. */
export class Migration0017PortalProcedures extends Migration {
  override up(): void {
    this.addSql(`
create table portal_procedure (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  portal text not null,
  procedure_code text collate "C" not null,
  name text not null,
  online_level text not null check (online_level in ('TOAN_TRINH', 'MOT_PHAN', 'THONG_TIN')),
  url text,
  search_text text collate "C" not null
);
create index portal_procedure_procedure on portal_procedure (procedure_code);
create index portal_procedure_search on portal_procedure using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table portal_procedure;');
  }
}
