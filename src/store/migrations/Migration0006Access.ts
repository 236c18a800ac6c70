import { Migration } from '@mikro-orm/migrations';

/** Keys that end by themselves, and what was looked at of people's data. */
export class Migration0006Access extends Migration {
  override up(): void {
    this.addSql(`
alter table service_key add column expires_at timestamptz;

create table access_record (
  id uuid primary key,
  at timestamptz not null default now(),
  principal_id text not null,
  principal_name text not null,
  role text not null,
  unit text,
  operation text,
  request_id text not null,
  reads jsonb not null,
  subjects bigint[] not null
);
comment on table access_record is 'one row an operation that showed personal fields unmasked: who, which fields, of which subjects; never a value';
comment on column access_record.reads is '[{type, fields, subjects}]';
create index access_record_at on access_record (at, id);
create index access_record_subjects on access_record using gin (subjects);
`);
  }

  override down(): void {
    this.addSql('drop table access_record; alter table service_key drop column expires_at;');
  }
}
