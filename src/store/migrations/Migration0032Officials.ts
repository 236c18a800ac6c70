import { Migration } from '@mikro-orm/migrations';

/** Officials with their posts and steps of salary (cán bộ, công chức, viên chức). */
export class Migration0032Officials extends Migration {
  override up(): void {
    this.addSql(`
create table official (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  official_code text collate "C" not null,
  managing_unit text collate "C" not null,
  unit text collate "C" not null,
  full_name text not null,
  other_name text,
  birth_date text collate "C" not null,
  gender text not null check (gender in ('MALE', 'FEMALE', 'UNDETERMINED')),
  personal_id bytea,
  person_hash bytea,
  birth_place bytea,
  home_town bytea,
  address bytea,
  mobile bytea,
  office_phone text,
  office_email text,
  ethnicity bytea,
  religion bytea,
  general_education text,
  degree text,
  political_theory text,
  state_management text,
  languages text,
  computing text,
  party_joined bytea,
  party_official bytea,
  official_kind text not null check (official_kind in ('CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT')),
  salary_scheme text,
  state text not null check (state in ('PROBATION', 'ACTIVE', 'LEAVE', 'SECONDED', 'SUSPENDED', 'TRANSFERRED', 'RETIRED', 'RESIGNED',
    'DISMISSED', 'DECEASED')),
  health bytea,
  blood_group bytea,
  discipline bytea,
  search_text text collate "C" not null
);
${[
  'personal_id',
  'birth_place',
  'home_town',
  'address',
  'mobile',
  'ethnicity',
  'religion',
  'party_joined',
  'party_official',
  'health',
  'blood_group',
  'discipline',
]
  .map((column) => `comment on column official.${column} is 'sealed';`)
  .join('\n')}
create index official_unit on official (unit);
create index official_person on official (person_hash) where person_hash is not null;
create index official_search on official using gin (search_text gin_trgm_ops);
create table official_post (
  official_id bigint references official,
  position integer,
  unit text collate "C" not null,
  title text not null,
  kind text not null check (kind in ('MAIN', 'SECOND')),
  from_date text collate "C" not null,
  to_date text collate "C",
  decision_number text,
  duty text,
  primary key (official_id, position)
);
create index official_post_unit on official_post (unit);
create table official_salary (
  official_id bigint references official,
  position integer,
  rank_code text collate "C",
  rank_name text,
  step text,
  coefficient text,
  from_date text collate "C" not null,
  decision_number text,
  primary key (official_id, position)
);
`);
  }

  override down(): void {
    this.addSql('drop table official_salary, official_post, official;');
  }
}
