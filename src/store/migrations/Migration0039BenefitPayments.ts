import { Migration } from '@mikro-orm/migrations';

/** What communes pay beneficiaries, month by month (chi trả trợ cấp), and households in the surveys of poor ones (hộ nghèo, hộ cận nghèo). */
export class Migration0039BenefitPayments extends Migration {
  override up(): void {
    this.addSql(`
create table benefit_payment (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  month text collate "C" not null,
  payment_kind text not null check (payment_kind in ('REGULAR', 'BACK_PAY', 'FUNERAL', 'ONE_OFF')),
  programme text not null check (programme in ('SOCIAL', 'MERIT', 'SOCIAL_PENSION', 'POVERTY')),
  group_code text collate "C" not null,
  full_name text not null,
  birth_date text collate "C" not null,
  gender text check (gender in ('MALE', 'FEMALE', 'UNDETERMINED')),
  personal_id bytea,
  person_hash bytea,
  unit text collate "C" not null,
  village text,
  coefficient numeric,
  amount bigint not null,
  pay_channel text check (pay_channel in ('CASH', 'POST', 'BANK')),
  state text not null check (state in ('LISTED', 'PAID', 'RETURNED')),
  paid_at timestamptz,
  decision_number text,
  decision_date timestamptz,
  same_person bytea not null,
  search_text text collate "C" not null,
  person_text text collate "C" not null
);
comment on column benefit_payment.personal_id is 'sealed';
comment on column benefit_payment.same_person is 'keyed hash of commune, month, kind, group, name and year of birth: who stands there under two keys';
comment on column benefit_payment.person_text is 'searched for those only who may see names';
create index benefit_payment_unit on benefit_payment (unit, month);
create index benefit_payment_month on benefit_payment (month, subject_id);
create index benefit_payment_person on benefit_payment (person_hash) where person_hash is not null;
create index benefit_payment_same_person on benefit_payment (same_person);
create index benefit_payment_search on benefit_payment using gin (search_text gin_trgm_ops);
create index benefit_payment_person_search on benefit_payment using gin (person_text gin_trgm_ops);

create table poverty_household (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  year integer not null,
  unit text collate "C" not null,
  household_code text collate "C" not null,
  village text,
  head_name text not null,
  personal_id bytea,
  person_hash bytea,
  state text not null check (state in ('POOR', 'NEAR_POOR', 'ESCAPED')),
  members integer not null check (members > 0),
  income_score numeric,
  deprivation_score numeric,
  decision_number text,
  decision_date timestamptz,
  search_text text collate "C" not null,
  person_text text collate "C" not null
);
comment on column poverty_household.personal_id is 'sealed';
comment on column poverty_household.person_text is 'searched for those only who may see names';
create index poverty_household_unit on poverty_household (unit, household_code, year);
create index poverty_household_person on poverty_household (person_hash) where person_hash is not null;
create index poverty_household_search on poverty_household using gin (search_text gin_trgm_ops);
create index poverty_household_person_search on poverty_household using gin (person_text gin_trgm_ops);
create index beneficiary_household on beneficiary (unit, household_code) where household_code is not null;
`);
  }

  override down(): void {
    this.addSql('drop index beneficiary_household; drop table poverty_household, benefit_payment;');
  }
}
