import { Migration } from '@mikro-orm/migrations';

/** Whose key a key of an official is: an agency may give their number to somebody else. Keys that there are stand for who has it now. */
export class Migration0062OwnFilePersons extends Migration {
  override up(): void {
    this.addSql(`
alter table service_key add column official_person bytea;
comment on column service_key.official_person is 'keyed hash of the official''s identity number: nobody else''s file is theirs';
update service_key k set official_person = o.person_hash from official o where o.code = k.official;
`);
  }

  override down(): void {
    this.addSql('alter table service_key drop column official_person;');
  }
}
