import { Migration } from '@mikro-orm/migrations';

/** Certificates find the other records of their holder; those that are there get their hash by the hub's housekeeping, which has the key. */
export class Migration0024Persons extends Migration {
  override up(): void {
    this.addSql(`
alter table certificate add column person_hash bytea;
create index certificate_person on certificate (person_hash) where person_hash is not null;
`);
  }

  override down(): void {
    this.addSql('alter table certificate drop column person_hash;');
  }
}
