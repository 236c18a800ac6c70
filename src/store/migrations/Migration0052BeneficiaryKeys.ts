import { Migration } from '@mikro-orm/migrations';

/**
 * Other keys that subjects came under once more was known of them, and the coefficients of who cares for others. [assumed] The coefficients: decree
 * 20/2021/NĐ-CP article 20; a decree that changes one ends a row and adds one.
 */
export class Migration0052BeneficiaryKeys extends Migration {
  override up(): void {
    this.addSql(`
create table subject_alias (
  kind text not null,
  alias text collate "C" not null,
  natural_key text collate "C" not null,
  primary key (kind, alias)
);
comment on table subject_alias is 'keys that a source gives for a subject that stands under another one';

create table benefit_coefficient (
  group_code text collate "C" not null,
  of_whom text not null,
  given_by text not null check (given_by in ('STATE', 'PROVINCE')),
  coefficient numeric not null check (coefficient > 0),
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  basis text not null,
  primary key (group_code, of_whom, given_by, valid_from)
);
comment on table benefit_coefficient is 'of one whom somebody cares for, both days included';
comment on column benefit_coefficient.of_whom is 'empty: everybody of the group';

insert into benefit_coefficient (group_code, of_whom, given_by, coefficient, valid_from, valid_to, basis) values
  ('CARER_DISABLED', '', 'STATE', 1.0, '2021-07-01', '9999-12-31', 'Nghị định 20/2021/NĐ-CP, Điều 20'),
  ('FOSTER_DISABLED', '', 'STATE', 1.5, '2021-07-01', '9999-12-31', 'Nghị định 20/2021/NĐ-CP, Điều 20'),
  ('FOSTER_ELDERLY', '', 'STATE', 1.5, '2021-07-01', '9999-12-31', 'Nghị định 20/2021/NĐ-CP, Điều 20'),
  ('FOSTER_CHILD', 'Trẻ em dưới 4 tuổi', 'STATE', 2.5, '2021-07-01', '9999-12-31', 'Nghị định 20/2021/NĐ-CP, Điều 20'),
  ('FOSTER_CHILD', 'Trẻ em từ đủ 4 tuổi', 'STATE', 1.5, '2021-07-01', '9999-12-31', 'Nghị định 20/2021/NĐ-CP, Điều 20');
`);
  }

  override down(): void {
    this.addSql('drop table benefit_coefficient, subject_alias;');
  }
}
