import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { incidentState, type NetworkIncidentRecord } from '../../domain/kinds/network-incident.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';

const STATES = "ARRAY['OPEN'::text, 'ACK'::text, 'RESTORED'::text, 'CLOSED'::text]";

const NetworkIncident = defineEntity({
  name: 'NetworkIncident',
  tableName: 'network_incident',
  indexes: [
    { name: 'network_incident_unit', properties: ['unit'] },
    { name: 'network_incident_site', properties: ['site'] },
    {
      name: 'network_incident_device',
      expression:
        'CREATE INDEX network_incident_device ON network_incident USING btree (upper(device_serial))',
    },
    { name: 'network_incident_opened', properties: ['openedAt', 'subjectId'] },
    {
      name: 'network_incident_search',
      expression:
        'CREATE INDEX network_incident_search ON network_incident USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [{ name: 'network_incident_state_check', expression: `state = ANY (${STATES})` }],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('network_incident_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('network_incident_code_key'),
    unit: p.text().collation('C'),
    site: p.text().collation('C').nullable(),
    deviceSerial: p.text().collation('C').nullable().fieldName('device_serial'),
    state: p.text(),
    summary: p.text(),
    cause: p.text().nullable(),
    openedAt: p.datetime().columnType('timestamptz').fieldName('opened_at'),
    acknowledgedAt: p.datetime().columnType('timestamptz').nullable().fieldName('acknowledged_at'),
    restoredAt: p.datetime().columnType('timestamptz').nullable().fieldName('restored_at'),
    closedAt: p.datetime().columnType('timestamptz').nullable().fieldName('closed_at'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const networkIncidentStore = kindStore<NetworkIncidentRecord>({
  kind: 'network-incident',
  entities: [NetworkIncident],
  table: 'network_incident',
  columns: {
    code: ['text', ({ code }) => code],
    unit: ['text', ({ unit }) => unit],
    site: ['text', ({ site }) => site],
    device_serial: ['text', ({ deviceSerial }) => deviceSerial],
    state: ['text', (record) => incidentState(record)],
    summary: ['text', ({ summary }) => summary],
    cause: ['text', ({ cause }) => cause],
    opened_at: ['timestamptz', ({ openedAt }) => openedAt],
    acknowledged_at: ['timestamptz', ({ acknowledgedAt }) => acknowledgedAt],
    restored_at: ['timestamptz', ({ restoredAt }) => restoredAt],
    closed_at: ['timestamptz', ({ closedAt }) => closedAt],
    search_text: ['text', ({ code, summary, cause = '' }) => fold(`${code} ${summary} ${cause}`)],
  },
});
