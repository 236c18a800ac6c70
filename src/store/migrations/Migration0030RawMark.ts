import { Migration } from '@mikro-orm/migrations';

/** By which a raw record is known again that was read before. */
export class Migration0030RawMark extends Migration {
  override up(): void {
    this.addSql(`
alter table subject add raw_mark uuid;
comment on column subject.raw_mark is 'keyed hash of the raw record that said last what stands here, and of how it was read';
create index subject_raw_mark on subject (raw_mark) where raw_mark is not null;
`);
  }

  override down(): void {
    this.addSql('alter table subject drop raw_mark;');
  }
}
