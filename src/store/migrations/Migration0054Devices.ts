import { Migration } from '@mikro-orm/migrations';

/** Computers and other devices of the units (thiết bị), by the number on each. */
export class Migration0054Devices extends Migration {
  override up(): void {
    this.addSql(`
create table device (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  unit text collate "C" not null,
  site text collate "C",
  type text not null check (type in ('ROUTER', 'SWITCH', 'FIREWALL', 'AP', 'SERVER', 'PC', 'CODEC')),
  name text,
  maker text,
  model text,
  mac text,
  os_version text,
  addresses text[] not null,
  life text not null check (life in ('PLANNED', 'IN_USE', 'REPAIR', 'RETIRED')),
  state text not null check (state in ('UP', 'DOWN', 'DEGRADED', 'MAINTENANCE', 'UNKNOWN')),
  last_seen_at timestamptz,
  silent_after_hours integer not null,
  search_text text collate "C" not null
);
create index device_unit on device (unit);
create index device_site on device (site);
create index device_search on device using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table device;');
  }
}
