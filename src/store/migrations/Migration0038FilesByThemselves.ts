import { Migration } from '@mikro-orm/migrations';

/** Files that records of systems name, and not carry, are fetched by themselves too: their signatures were never checked. */
export class Migration0038FilesByThemselves extends Migration {
  override up(): void {
    this.addSql(`
alter table file_reference add by_itself boolean not null default false;
comment on column file_reference.by_itself is 'taken up or fetched without anybody asking for it';
update file_reference set by_itself = true where reference like 'kept:%';
insert into file_reference (id, subject_id, origin, reference, name, by_itself)
  select gen_random_uuid(), s.id, s.origin, f.file, min(f.name), true
    from document_file f join subject s on s.id = f.document_id where octet_length(f.file) <= 2000 group by s.id, s.origin, f.file
  on conflict (subject_id, reference) do nothing;
drop index file_reference_inside;
create index file_reference_by_itself on file_reference (id) where sha256 is null and by_itself;
`);
  }

  override down(): void {
    this.addSql(`
drop index file_reference_by_itself;
create index file_reference_inside on file_reference (id) where sha256 is null and reference like 'kept:%';
alter table file_reference drop by_itself;
`);
  }
}
