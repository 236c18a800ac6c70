import { Migration } from '@mikro-orm/migrations';

/**
 * Policy beneficiaries (đối tượng chính sách) and the standards that allowances are reckoned by. Standards are rows with dates: another decree
 * ends one and adds one, and a province that gives more adds its own (docs/sources/beneficiaries.md). [assumed] The amounts.
 */
export class Migration0025Beneficiaries extends Migration {
  override up(): void {
    this.addSql(`
create table beneficiary (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  programme text not null check (programme in ('SOCIAL', 'MERIT', 'SOCIAL_PENSION', 'POVERTY')),
  group_code text collate "C" not null,
  full_name text not null,
  birth_date text collate "C" not null,
  gender text not null check (gender in ('MALE', 'FEMALE', 'UNDETERMINED')),
  personal_id bytea,
  person_hash bytea,
  unit text collate "C" not null,
  village text,
  household_code text collate "C",
  coefficient numeric,
  monthly_amount bigint,
  application_number text,
  decision_number text,
  decision_date timestamptz,
  from_date timestamptz,
  to_date timestamptz,
  disability_type bytea,
  disability_level bytea,
  injury_rate bytea,
  guardian text,
  pay_channel text check (pay_channel in ('CASH', 'POST', 'BANK')),
  bank_account bytea,
  ministry_file text,
  province_file text,
  death_date text collate "C",
  state text not null check (state in ('APPLIED', 'VERIFIED', 'REFUSED', 'DECIDED', 'PAID', 'SUSPENDED', 'MOVED', 'STOPPED', 'DECEASED',
    'FUNERAL')),
  reason bytea,
  same_person bytea not null,
  search_text text collate "C" not null,
  person_text text collate "C" not null,
  constraint beneficiary_decided check ((state in ('APPLIED', 'VERIFIED', 'REFUSED')) or decision_number is not null)
);
${['personal_id', 'disability_type', 'disability_level', 'injury_rate', 'bank_account', 'reason']
  .map((column) => `comment on column beneficiary.${column} is 'sealed';`)
  .join('\n')}
comment on column beneficiary.same_person is 'keyed hash of programme, paper, name and birth: who stands there under two numbers';
comment on column beneficiary.person_text is 'searched for those only who may see names';
create index beneficiary_unit on beneficiary (unit, programme);
create index beneficiary_person on beneficiary (person_hash) where person_hash is not null;
create index beneficiary_same_person on beneficiary (same_person);
create index beneficiary_from on beneficiary (coalesce(from_date, 'infinity'::timestamptz), subject_id);
create index beneficiary_search on beneficiary using gin (search_text gin_trgm_ops);
create index beneficiary_person_search on beneficiary using gin (person_text gin_trgm_ops);

create table benefit_standard (
  programme text not null check (programme in ('SOCIAL', 'MERIT', 'SOCIAL_PENSION', 'POVERTY')),
  group_code text collate "C" not null,
  given_by text not null check (given_by in ('STATE', 'PROVINCE')),
  amount bigint not null check (amount > 0),
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  basis text not null,
  primary key (programme, group_code, given_by, valid_from)
);
comment on column benefit_standard.group_code is 'empty: every group of the programme';
comment on table benefit_standard is 'đồng a month at coefficient 1, both days included; of several that hold the largest is due';

insert into benefit_standard (programme, group_code, given_by, amount, valid_from, valid_to, basis) values
  ('SOCIAL', '', 'STATE', 360000, '2021-07-01', '2024-06-30', 'Nghị định 20/2021/NĐ-CP'),
  ('SOCIAL', '', 'STATE', 500000, '2024-07-01', '2026-06-30', 'Nghị định 76/2024/NĐ-CP'),
  ('SOCIAL', '', 'STATE', 540000, '2026-07-01', '9999-12-31', 'Nghị định 335/2026/NĐ-CP'),
  ('MERIT', '', 'STATE', 2789000, '2024-07-01', '2026-06-30', 'Nghị định 77/2024/NĐ-CP'),
  ('MERIT', '', 'STATE', 3012000, '2026-07-01', '9999-12-31', 'Nghị định 321/2026/NĐ-CP'),
  ('SOCIAL_PENSION', '', 'STATE', 500000, '2025-07-01', '9999-12-31', 'Nghị định 176/2025/NĐ-CP');
`);
  }

  override down(): void {
    this.addSql('drop table benefit_standard, beneficiary;');
  }
}
