import { Migration } from '@mikro-orm/migrations';

/** Deaths as they are announced, by the hash of who died; those that are registered already are announced now. */
export class Migration0040DeathAnnouncements extends Migration {
  override up(): void {
    this.addSql(`
create table death_announcement (
  registration_id bigint references subject,
  person_hash bytea,
  announced_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (registration_id, person_hash)
);
create index death_announcement_person on death_announcement (person_hash);
insert into death_announcement (registration_id, person_hash, announced_at)
  select r.subject_id, p.person_hash, now() from civil_registration r
  join civil_person p on p.registration_id = r.subject_id and p.role = 'DECEASED' and p.person_hash is not null
  join subject s on s.id = r.subject_id
  where r.act = 'DEATH' and r.state <> 'REVOKED' and s.deleted_at is null;
`);
  }

  override down(): void {
    this.addSql('drop table death_announcement;');
  }
}
