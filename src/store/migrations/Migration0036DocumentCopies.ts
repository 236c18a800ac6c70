import { Migration } from '@mikro-orm/migrations';

/** A document that several of our units have: a row of each, with its own state, deadline, arrival, recipients' answers and traces. */
export class Migration0036DocumentCopies extends Migration {
  override up(): void {
    this.addSql(`
alter table document_recipient drop constraint document_recipient_document_id_fkey,
  add constraint document_recipient_document_id_fkey foreign key (document_id) references subject, add unit text collate "C";
alter table document_file drop constraint document_file_document_id_fkey,
  add constraint document_file_document_id_fkey foreign key (document_id) references subject;
alter table document_trace drop constraint document_trace_document_id_fkey,
  add constraint document_trace_document_id_fkey foreign key (document_id) references subject, add unit text collate "C";
update document_recipient r set unit = d.unit from document d where d.subject_id = r.document_id;
update document_trace t set unit = d.unit from document d where d.subject_id = t.document_id;
alter table document_recipient alter unit set not null;
alter table document_trace alter unit set not null;

alter table document drop constraint document_pkey, drop constraint document_code_key,
  add id bigint, add recorded_at timestamptz, add deleted_at timestamptz;
update document d set id = d.subject_id, deleted_at = s.deleted_at,
  recorded_at = (select min(v.recorded_at) from subject_version v where v.subject_id = d.subject_id)
  from subject s where s.id = d.subject_id;
alter table document alter id set not null, alter id add generated always as identity,
  alter recorded_at set default now(), alter recorded_at set not null,
  add primary key (id), add constraint document_copy unique (subject_id, unit);
select setval(pg_get_serial_sequence('document', 'id'), coalesce(max(id), 1), max(id) is not null) from document;
comment on column document.recorded_at is 'since when the unit is known to have it';
create index document_code on document (code);
drop index document_issued;
create index document_issued on document (coalesce(issued_at, 'infinity'), id);
`);
  }

  override down(): void {
    this.addSql(`
delete from document_recipient r using document d where d.subject_id = r.document_id and d.unit = r.unit
  and d.id <> (select min(o.id) from document o where o.subject_id = d.subject_id);
delete from document_trace t using document d where d.subject_id = t.document_id and d.unit = t.unit
  and d.id <> (select min(o.id) from document o where o.subject_id = d.subject_id);
delete from document d using document o where o.subject_id = d.subject_id and o.id < d.id;
drop index document_issued;
drop index document_code;
alter table document drop constraint document_pkey, drop constraint document_copy, drop id, drop recorded_at, drop deleted_at,
  add primary key (subject_id), add constraint document_code_key unique (code);
create index document_issued on document (coalesce(issued_at, 'infinity'), subject_id);
alter table document_recipient drop constraint document_recipient_document_id_fkey,
  add constraint document_recipient_document_id_fkey foreign key (document_id) references document, drop unit;
alter table document_file drop constraint document_file_document_id_fkey,
  add constraint document_file_document_id_fkey foreign key (document_id) references document;
alter table document_trace drop constraint document_trace_document_id_fkey,
  add constraint document_trace_document_id_fkey foreign key (document_id) references document, drop unit;
`);
  }
}
