import { Migration } from '@mikro-orm/migrations';

const ACTS = "'BIRTH', 'MARRIAGE', 'DEATH', 'RECOGNITION', 'MARITAL_STATUS', 'CORRECTION'";

/** Extracts (trích lục), what a correction changes and how, and what was registered or decided abroad before. */
export class Migration0051CivilExtracts extends Migration {
  override up(): void {
    this.addSql(`
alter table civil_registration drop constraint civil_registration_act_check;
alter table civil_registration
  add constraint civil_registration_act_check check (act in (${ACTS}, 'FOREIGN_DIVORCE', 'EXTRACT')),
  add change_kind text check (change_kind in ('CHANGE', 'CORRECTION', 'SUPPLEMENT', 'ETHNICITY')),
  add original text collate "C",
  add original_act text,
  add foreign_number bytea,
  add foreign_on text collate "C",
  add foreign_authority text,
  add foreign_country text;
comment on column civil_registration.original is 'key of the registration that an extract or a correction is of';
comment on column civil_registration.foreign_number is 'sealed';
create index civil_registration_original on civil_registration (original) where original is not null;
`);
  }

  override down(): void {
    this.addSql(`
alter table civil_registration drop change_kind, drop original, drop original_act, drop foreign_number, drop foreign_on,
  drop foreign_authority, drop foreign_country;
alter table civil_registration drop constraint civil_registration_act_check;
alter table civil_registration add constraint civil_registration_act_check check (act in (${ACTS}));
`);
  }
}
