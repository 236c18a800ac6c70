import { Migration } from '@mikro-orm/migrations';

/** A device's incidents, whatever the case in which its number was written. */
export class Migration0055IncidentDevices extends Migration {
  override up(): void {
    this.addSql('create index network_incident_device on network_incident (upper(device_serial));');
  }

  override down(): void {
    this.addSql('drop index network_incident_device;');
  }
}
