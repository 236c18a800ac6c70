import { Migration } from '@mikro-orm/migrations';

/** What the rule of a session's series was told by; of what was read before this nobody knows. */
export class Migration0059MeetingPatterns extends Migration {
  override up(): void {
    this.addSql('alter table meeting add pattern text collate "C";');
  }

  override down(): void {
    this.addSql('alter table meeting drop pattern;');
  }
}
