import { Migration } from '@mikro-orm/migrations';

/** What an access was for, where the caller has to say it. */
export class Migration0042Purpose extends Migration {
  override up(): void {
    this.addSql(`
alter table access_record add purpose text;
comment on column access_record.purpose is 'as the caller stated it, without identity numbers';
`);
  }

  override down(): void {
    this.addSql('alter table access_record drop purpose;');
  }
}
