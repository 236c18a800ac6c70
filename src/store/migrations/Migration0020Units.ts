import { Migration } from '@mikro-orm/migrations';
import { FORMER_UNIT_FUNCTIONS, UNIT_FUNCTIONS } from './unit-functions.js';

/**
 * What is published of a unit beside its name, and what it was called and stood below before: figures and keys of a unit that moved go by the
 * time of what they count.
 */
export class Migration0020Units extends Migration {
  override up(): void {
    this.addSql(`
alter table unit
  add column admin_code text collate "C",
  add column address text,
  add column phone text,
  add column email text,
  add column website text,
  add column decision_number text,
  add column decision_date timestamptz,
  add column decision_issuer text,
  add column name_since timestamptz,
  add column parent_since timestamptz;
comment on column unit.name_since is 'null: it was never called otherwise';
comment on column unit.parent_since is 'null: it never stood below another';

create table unit_former_name (
  unit_id bigint not null references unit,
  position integer not null,
  name text not null,
  valid_from timestamptz,
  valid_to timestamptz not null,
  primary key (unit_id, position)
);

create table unit_former_parent (
  unit_id bigint not null references unit,
  position integer not null,
  parent_code text collate "C" not null,
  valid_from timestamptz,
  valid_to timestamptz not null,
  primary key (unit_id, position)
);
create index unit_former_parent_code on unit_former_parent (parent_code);

drop function subjects_within, unit_scope, unit_reach;
${UNIT_FUNCTIONS}`);
  }

  override down(): void {
    this.addSql(`
drop function subjects_within, unit_scope, unit_reach, unit_closure, unit_known;
${FORMER_UNIT_FUNCTIONS}
drop table unit_former_parent, unit_former_name;
alter table unit
  drop column admin_code, drop column address, drop column phone, drop column email, drop column website,
  drop column decision_number, drop column decision_date, drop column decision_issuer,
  drop column name_since, drop column parent_since;`);
  }
}
