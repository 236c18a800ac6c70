import { Migration } from '@mikro-orm/migrations';

/** Budget lines (chỉ tiêu dự toán, thực hiện, quyết toán): a row of a disclosure form in one of its columns. */
export class Migration0012BudgetLines extends Migration {
  override up(): void {
    this.addSql(`
create table budget_line (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  form_key text collate "C" not null,
  budget_unit_code text collate "C" not null,
  unit text collate "C" not null,
  year integer not null,
  period text not null check (period in ('YEAR', 'Q1', 'H1', 'M9')),
  form_code text collate "C" not null,
  stage text not null check (stage in ('ESTIMATE', 'EXECUTION', 'SETTLEMENT')),
  column_name text not null,
  row_label text not null,
  row_path text collate "C" not null,
  parent_path text collate "C",
  position integer,
  is_total boolean not null,
  is_of_which boolean not null,
  chapter text,
  chapter_level text,
  section text,
  group_code text,
  item text,
  sub_item text,
  amount numeric,
  unit_label text,
  amount_vnd bigint,
  percent numeric,
  decision_number text,
  decision_date timestamptz,
  published_at timestamptz,
  search_text text collate "C" not null
);
create index budget_line_form on budget_line (form_key, row_path);
create index budget_line_unit on budget_line (unit, year);
create index budget_line_year on budget_line (year, period, stage);
create index budget_line_search on budget_line using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table budget_line;');
  }
}
