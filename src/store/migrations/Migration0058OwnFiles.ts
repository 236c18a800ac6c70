import { Migration } from '@mikro-orm/migrations';

/** Keys of officials, which are shown their own file. */
export class Migration0058OwnFiles extends Migration {
  override up(): void {
    this.addSql('alter table service_key add column official text collate "C";');
  }

  override down(): void {
    this.addSql('alter table service_key drop column official;');
  }
}
