import { Migration } from '@mikro-orm/migrations';

/** Boxes of an official by their number, where the directory has no identity number. */
export class Migration0043MailboxOwners extends Migration {
  override up(): void {
    this.addSql(
      'create index mailbox_official on mailbox (official_code) where person_hash is null and official_code is not null;',
    );
  }

  override down(): void {
    this.addSql('drop index mailbox_official;');
  }
}
