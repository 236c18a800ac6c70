import { Migration } from '@mikro-orm/migrations';

const SEALED = {
  civil_registration: [
    'note',
    'revocation',
    'birth_kind',
    'death_place',
    'death_cause',
    'death_paper_number',
    'change',
  ],
  civil_person: [
    'personal_id',
    'paper_number',
    'ethnicity',
    'address',
    'birth_place',
    'home_town',
    'relation',
  ],
} as const;

/** Registrations of civil status (hộ tịch) and the persons who stand in them. */
export class Migration0026CivilStatus extends Migration {
  override up(): void {
    this.addSql(`
create table civil_registration (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  unit text collate "C" not null,
  act text not null check (act in ('BIRTH', 'MARRIAGE', 'DEATH', 'RECOGNITION', 'MARITAL_STATUS', 'CORRECTION')),
  book text collate "C" not null,
  number text collate "C" not null,
  page text,
  registered_on text collate "C" not null,
  registration_type text not null,
  state text not null check (state in ('REGISTERED', 'AMENDED', 'REVOKED')),
  national_id text collate "C",
  signer text,
  signer_title text,
  performer text,
  note bytea,
  dossier text collate "C",
  revoked_on text collate "C",
  revocation bytea,
  birth_kind bytea,
  birth_slip text,
  died_on text collate "C",
  died_at text,
  death_place bytea,
  death_cause bytea,
  death_paper text,
  death_paper_number bytea,
  death_paper_date text collate "C",
  death_paper_issuer text,
  marriage_state text,
  ended_on text collate "C",
  ended_by text,
  change bytea,
  search_text text collate "C" not null,
  person_text text collate "C" not null
);
create index civil_registration_unit on civil_registration (unit, act, registered_on);
create index civil_registration_dossier on civil_registration (dossier) where dossier is not null;
create index civil_registration_search on civil_registration using gin (search_text gin_trgm_ops);
create index civil_registration_persons on civil_registration using gin (person_text gin_trgm_ops);
create table civil_person (
  registration_id bigint references civil_registration,
  position integer,
  role text not null check (role in ('CHILD', 'MOTHER', 'FATHER', 'HUSBAND', 'WIFE', 'DECEASED', 'PARENT', 'PERSON', 'REQUESTER')),
  name text not null,
  gender text check (gender in ('MALE', 'FEMALE', 'UNDETERMINED')),
  birth_date text collate "C",
  personal_id bytea,
  person_hash bytea,
  paper text,
  paper_number bytea,
  ethnicity bytea,
  nationality text,
  residence text,
  address bytea,
  birth_place bytea,
  home_town bytea,
  relation bytea,
  name_text text collate "C" not null,
  primary key (registration_id, position)
);
create index civil_person_person on civil_person (person_hash) where person_hash is not null;
create index civil_person_name on civil_person using gin (name_text gin_trgm_ops);
${Object.entries(SEALED)
  .flatMap(([table, columns]) => columns.map((column) => `comment on column ${table}.${column} is 'sealed';`))
  .join('\n')}
`);
  }

  override down(): void {
    this.addSql('drop table civil_person, civil_registration;');
  }
}
