import { Migration } from '@mikro-orm/migrations';

/** Network sites (mạng truyền số liệu chuyên dùng) and their devices. */
export class Migration0015Connectivity extends Migration {
  override up(): void {
    this.addSql(`
create table network_site (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  name text not null,
  unit text collate "C" not null,
  provider text,
  bandwidth_mbps integer,
  state text not null check (state in ('UP', 'DOWN', 'DEGRADED', 'MAINTENANCE', 'UNKNOWN')),
  last_seen_at timestamptz,
  computers integer,
  computers_connected integer,
  search_text text collate "C" not null
);
create index network_site_unit on network_site (unit);
create index network_site_search on network_site using gin (search_text gin_trgm_ops);

create table network_device (
  site_id bigint not null references network_site,
  position integer not null,
  kind text not null,
  serial text not null,
  model text,
  state text not null,
  last_seen_at timestamptz,
  primary key (site_id, position)
);
`);
  }

  override down(): void {
    this.addSql('drop table network_device, network_site;');
  }
}
