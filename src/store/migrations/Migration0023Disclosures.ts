import { Migration } from '@mikro-orm/migrations';

/**
 * Disclosure packages (hồ sơ công khai ngân sách) and what is to be published until when. The rules are [assumed], 15 days after approval
 * or the period's end: forms of circular 61/2017/TT-BTC for units, of 343/2016/TT-BTC for budgets of districts (until the tier ended)
 * and communes. They are rows with dates: another circular ends some and adds others (docs/sources/disclosures.md).
 */
export class Migration0023Disclosures extends Migration {
  override up(): void {
    this.addSql(`
create table budget_disclosure (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  budget_unit_code text collate "C" not null,
  unit text collate "C" not null,
  year integer not null,
  period text not null check (period in ('YEAR', 'Q1', 'H1', 'M9')),
  form_code text collate "C" not null,
  revision integer not null,
  state text not null check (state in ('DRAFT', 'APPROVED', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN')),
  decision_number text,
  decision_date timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  reason text,
  url text,
  explanation text,
  search_text text collate "C" not null
);
create index budget_disclosure_form on budget_disclosure (budget_unit_code, year, period, form_code, revision);
create index budget_disclosure_unit on budget_disclosure (unit, year);
create index budget_disclosure_search on budget_disclosure using gin (search_text gin_trgm_ops);
create index budget_line_package on budget_line (budget_unit_code, year, period, form_code);

create table budget_disclosure_file (
  disclosure_id bigint not null references budget_disclosure,
  position integer not null,
  part text not null check (part in ('DECISION', 'FORM', 'EXPLANATION')),
  name text not null,
  url text not null,
  primary key (disclosure_id, position)
);

create table disclosure_rule (
  series text not null,
  form_code text collate "C" not null,
  period text not null check (period in ('YEAR', 'Q1', 'H1', 'M9')),
  counted_from text not null check (counted_from in ('APPROVAL', 'PERIOD_END')),
  days integer not null check (days >= 0),
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  primary key (form_code, period, valid_from)
);
comment on table disclosure_rule is 'what is to be published until when: days after the decision, or after the last day of the period, both days of the rule included';

insert into disclosure_rule (series, form_code, period, counted_from, days, valid_from, valid_to)
  select 'UNIT', form, period, counted_from, 15, date '2017-08-01', date '9999-12-31'
    from (values ('M02/TT61', 'YEAR', 'APPROVAL'), ('M03/TT61', 'Q1', 'PERIOD_END'), ('M03/TT61', 'H1', 'PERIOD_END'),
      ('M03/TT61', 'M9', 'PERIOD_END'), ('M03/TT61', 'YEAR', 'PERIOD_END'), ('M04/TT61', 'YEAR', 'APPROVAL')) unit (form, period, counted_from)
  union all
  select level.series, number || '/CK-NSNN', period.name, level.counted_from, 15, date '2017-01-01', level.valid_to
    from (values ('DISTRICT', 69, 92, 'APPROVAL', date '2025-06-30'), ('DISTRICT', 93, 95, 'PERIOD_END', date '2025-06-30'),
        ('DISTRICT', 96, 102, 'APPROVAL', date '9999-12-31'), ('COMMUNE', 103, 112, 'APPROVAL', date '9999-12-31'),
        ('COMMUNE', 113, 115, 'PERIOD_END', date '9999-12-31'), ('COMMUNE', 116, 120, 'APPROVAL', date '9999-12-31'))
      level (series, first, last, counted_from, valid_to)
    cross join lateral generate_series(level.first, level.last) number
    join (values ('YEAR'), ('Q1'), ('H1'), ('M9')) period (name) on (period.name = 'YEAR') = (level.counted_from = 'APPROVAL');
`);
  }

  override down(): void {
    this.addSql('drop table disclosure_rule, budget_disclosure_file, budget_disclosure;');
    this.addSql('drop index budget_line_package;');
  }
}
