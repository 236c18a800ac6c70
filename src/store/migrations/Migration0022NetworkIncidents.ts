import { Migration } from '@mikro-orm/migrations';

/** Incidents on the network (sự cố mạng). */
export class Migration0022NetworkIncidents extends Migration {
  override up(): void {
    this.addSql(`
create table network_incident (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  unit text collate "C" not null,
  site text collate "C",
  device_serial text collate "C",
  state text not null check (state in ('OPEN', 'ACK', 'RESTORED', 'CLOSED')),
  summary text not null,
  cause text,
  opened_at timestamptz not null,
  acknowledged_at timestamptz,
  restored_at timestamptz,
  closed_at timestamptz,
  search_text text collate "C" not null
);
create index network_incident_unit on network_incident (unit);
create index network_incident_site on network_incident (site);
create index network_incident_opened on network_incident (opened_at, subject_id);
create index network_incident_search on network_incident using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table network_incident;');
  }
}
