import { Migration } from '@mikro-orm/migrations';

/** Signatures that lie in a file beside what they sign (`.p7s`). */
export class Migration0021DetachedSignatures extends Migration {
  override up(): void {
    this.addSql(`
alter table signed_file add column content bytea references kept_file;
comment on column signed_file.content is 'the file beside it that it was checked against';
create index signed_file_content on signed_file (content);
create index file_reference_signature on file_reference (sha256) where reference ~* '\\.p7s$' or name ~* '\\.p7s$';
`);
  }

  override down(): void {
    this.addSql('drop index file_reference_signature; alter table signed_file drop column content;');
  }
}
