import { Migration } from '@mikro-orm/migrations';

/**
 * By whom a beneficiary is found under two numbers goes by the year of birth. Hashes that were made of more than that fit nobody any longer; only the
 * installation's key can make them anew, so that the next housekeeping does.
 */
export class Migration0061YearOfBirthHashes extends Migration {
  override up(): void {
    this.addSql(`
alter table beneficiary alter column same_person drop not null;
update beneficiary set same_person = null where length(birth_date) > 4;
comment on column beneficiary.same_person is 'keyed hash of programme, paper, name and year of birth: who stands there under two numbers; null: made by the next housekeeping';
`);
  }

  override down(): void {
    this.addSql(`
update beneficiary set same_person = '' where same_person is null;
alter table beneficiary alter column same_person set not null;
comment on column beneficiary.same_person is 'keyed hash of programme, paper, name and birth: who stands there under two numbers';
`);
  }
}
