import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import type { NetworkSiteRecord } from '../../domain/kinds/network-site.js';
import { Subject } from '../entities/subject.js';
import { kindStore, partOf } from './kind.js';

const STATES = "ARRAY['UP'::text, 'DOWN'::text, 'DEGRADED'::text, 'MAINTENANCE'::text, 'UNKNOWN'::text]";

const NetworkSite = defineEntity({
  name: 'NetworkSite',
  tableName: 'network_site',
  indexes: [
    { name: 'network_site_unit', properties: ['unit'] },
    {
      name: 'network_site_search',
      expression: 'CREATE INDEX network_site_search ON network_site USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [{ name: 'network_site_state_check', expression: `state = ANY (${STATES})` }],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('network_site_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('network_site_code_key'),
    name: p.text(),
    unit: p.text().collation('C'),
    provider: p.text().nullable(),
    bandwidthMbps: p.integer().nullable().fieldName('bandwidth_mbps'),
    state: p.text(),
    lastSeenAt: p.datetime().columnType('timestamptz').nullable().fieldName('last_seen_at'),
    computers: p.integer().nullable(),
    computersConnected: p.integer().nullable().fieldName('computers_connected'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

const NetworkDevice = defineEntity({
  name: 'NetworkDevice',
  tableName: 'network_device',
  properties: {
    siteId: p
      .manyToOne(NetworkSite)
      .mapToPk()
      .fieldName('site_id')
      .foreignKeyName('network_device_site_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    kind: p.text(),
    serial: p.text(),
    model: p.text().nullable(),
    state: p.text(),
    lastSeenAt: p.datetime().columnType('timestamptz').nullable().fieldName('last_seen_at'),
  },
});

export const networkSiteStore = kindStore<NetworkSiteRecord>({
  kind: 'network-site',
  entities: [NetworkSite, NetworkDevice],
  table: 'network_site',
  columns: {
    code: ['text', ({ code }) => code],
    name: ['text', ({ name }) => name],
    unit: ['text', ({ unit }) => unit],
    provider: ['text', ({ provider }) => provider],
    bandwidth_mbps: ['integer', ({ bandwidthMbps }) => bandwidthMbps],
    state: ['text', ({ state }) => state],
    last_seen_at: ['timestamptz', ({ lastSeenAt }) => lastSeenAt],
    computers: ['integer', ({ computers }) => computers],
    computers_connected: ['integer', ({ computersConnected }) => computersConnected],
    search_text: ['text', ({ code, name, provider = '' }) => fold(`${code} ${name} ${provider}`)],
  },
  parts: [
    partOf({
      table: 'network_device',
      owner: 'site_id',
      items: ({ devices }: NetworkSiteRecord) => devices,
      columns: {
        kind: ['text', ({ kind }) => kind],
        serial: ['text', ({ serial }) => serial],
        model: ['text', ({ model }) => model],
        state: ['text', ({ state }) => state],
        last_seen_at: ['timestamptz', ({ lastSeenAt }) => lastSeenAt],
      },
    }),
  ],
});
