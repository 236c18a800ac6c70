import { Migration } from '@mikro-orm/migrations';

/** Procedures with all that is published of them: terms, fees, papers, results, decision, validity, and the rest of their life. */
export class Migration0013Procedures extends Migration {
  override up(): void {
    this.addSql(`
alter table procedure
  drop constraint procedure_status_check,
  add constraint procedure_status_check
    check (status in ('CONG_KHAI', 'SUA_DOI', 'SAP_DUNG', 'THU_NGHIEM', 'THAY_THE', 'BAI_BO')),
  add column full_code text collate "C",
  add column online_since timestamptz,
  add column decision_number text,
  add column decision_date timestamptz,
  add column decision_issuer text,
  add column decision_file text,
  add column decision_national_id text,
  add column replaced_by text[] not null default '{}',
  add column valid_from timestamptz,
  add column valid_to timestamptz;

create table procedure_term (
  procedure_id bigint not null references procedure,
  position integer not null,
  channel text,
  amount integer,
  unit text constraint procedure_term_unit_known check (unit in ('GIO', 'NGAY_LAM_VIEC', 'NGAY')),
  note text,
  primary key (procedure_id, position)
);
create table procedure_fee (
  procedure_id bigint not null references procedure,
  position integer not null,
  name text,
  code text,
  type smallint check (type in (1, 2)),
  amount numeric(18, 2),
  channel text,
  note text,
  primary key (procedure_id, position)
);
create table procedure_component (
  procedure_id bigint not null references procedure,
  position integer not null,
  code text,
  name text not null,
  in_case text,
  required boolean,
  originals integer,
  copies integer,
  form text,
  primary key (procedure_id, position)
);
create table procedure_result (
  procedure_id bigint not null references procedure,
  position integer not null,
  code text,
  name text not null,
  primary key (procedure_id, position)
);
`);
  }

  override down(): void {
    this.addSql(`
drop table procedure_result, procedure_component, procedure_fee, procedure_term;
update procedure set status = case status when 'SUA_DOI' then 'CONG_KHAI' else 'BAI_BO' end
  where status in ('SUA_DOI', 'THAY_THE');
alter table procedure
  drop constraint procedure_status_check,
  add constraint procedure_status_check check (status in ('CONG_KHAI', 'SAP_DUNG', 'THU_NGHIEM', 'BAI_BO')),
  drop column full_code, drop column online_since, drop column decision_number, drop column decision_date,
  drop column decision_issuer, drop column decision_file, drop column decision_national_id, drop column replaced_by,
  drop column valid_from, drop column valid_to;
`);
  }
}
