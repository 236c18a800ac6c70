import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { DEVICE_LIVES, type DeviceRecord } from '../../domain/kinds/device.js';
import { DEVICE_KINDS, LINK_STATES } from '../../domain/kinds/network-site.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';

const among = (column: string, words: readonly string[]) => ({
  name: `device_${column}_check`,
  expression: `${column} = ANY (ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}])`,
});

const Device = defineEntity({
  name: 'Device',
  tableName: 'device',
  indexes: [
    { name: 'device_unit', properties: ['unit'] },
    { name: 'device_site', properties: ['site'] },
    {
      name: 'device_search',
      expression: 'CREATE INDEX device_search ON device USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [among('type', DEVICE_KINDS), among('life', DEVICE_LIVES), among('state', LINK_STATES)],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('device_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('device_code_key'),
    unit: p.text().collation('C'),
    site: p.text().collation('C').nullable(),
    type: p.text(),
    name: p.text().nullable(),
    maker: p.text().nullable(),
    model: p.text().nullable(),
    mac: p.text().nullable(),
    osVersion: p.text().nullable().fieldName('os_version'),
    addresses: p.array().columnType('text[]'),
    life: p.text(),
    state: p.text(),
    lastSeenAt: p.datetime().columnType('timestamptz').nullable().fieldName('last_seen_at'),
    silentAfterHours: p.integer().fieldName('silent_after_hours'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const deviceStore = kindStore<DeviceRecord>({
  kind: 'device',
  entities: [Device],
  table: 'device',
  columns: {
    code: ['text', ({ code }) => code],
    unit: ['text', ({ unit }) => unit],
    site: ['text', ({ site }) => site],
    type: ['text', ({ type }) => type],
    name: ['text', ({ name }) => name],
    maker: ['text', ({ maker }) => maker],
    model: ['text', ({ model }) => model],
    mac: ['text', ({ mac }) => mac],
    os_version: ['text', ({ osVersion }) => osVersion],
    addresses: ['text[]', ({ addresses }) => addresses],
    life: ['text', ({ life }) => life],
    state: ['text', ({ state }) => state],
    last_seen_at: ['timestamptz', ({ lastSeenAt }) => lastSeenAt],
    silent_after_hours: ['integer', ({ silentAfterHours }) => silentAfterHours],
    // No address and no version: they are for who runs the network, and a search would tell them.
    search_text: [
      'text',
      ({ code, name = '', maker = '', model = '' }) => fold(`${code} ${name} ${maker} ${model}`),
    ],
  },
});
