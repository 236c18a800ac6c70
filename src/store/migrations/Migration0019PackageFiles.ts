import { Migration } from '@mikro-orm/migrations';

/** Files that came inside of packages are referred to as fetched ones are, so that they are checked and shown as those. */
export class Migration0019PackageFiles extends Migration {
  override up(): void {
    this.addSql(`
insert into file_reference (id, subject_id, origin, reference, name)
  select gen_random_uuid(), s.id, s.origin, f.file, min(f.name)
    from document_file f join subject s on s.id = f.document_id
    where f.file like 'kept:%' group by s.id, s.origin, f.file
  on conflict (subject_id, reference) do nothing;
create index file_reference_inside on file_reference (id) where sha256 is null and reference like 'kept:%';
create index document_issuer on document (upper(replace(issuer_code, '-', '.')));
create index document_number on document (number);
`);
  }

  override down(): void {
    this.addSql('drop index document_number; drop index document_issuer; drop index file_reference_inside;');
  }
}
