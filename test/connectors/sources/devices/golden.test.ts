import { expect, test } from 'vitest';
import { devices } from '../../../../src/connectors/sources/devices/index.js';
import { decodedLines, stored } from '../golden-lines.js';

test('a computer with everything, what a monitor just heard, one in repair, one that is ordered, and one that is gone', () => {
  const file = new URL('golden/devices.jsonl', import.meta.url);
  expect(decodedLines(devices, file, '2025-08-21T01:00:00Z')).toEqual([
    stored({
      kind: 'device',
      code: '5CG0 123ABC',
      unit: 'H56.14.4',
      site: 'NL-XA-TL-01',
      type: 'PC',
      name: 'VP-07',
      maker: 'HP',
      model: 'ProDesk 400 G9',
      mac: '00:1A:2B:3C:4D:5E',
      osVersion: 'Windows 11 Pro 23H2',
      addresses: ['10.38.4.12', 'fe80::1'],
      life: 'IN_USE',
      state: 'UP',
      lastSeenAt: '2025-08-19T09:45:00.000Z',
      silentAfterHours: 240,
      changedAt: '2025-08-20T01:00:00.000Z',
    }),
    stored({
      kind: 'device',
      code: '0004512',
      unit: '000.00.14.H56',
      type: 'ROUTER',
      addresses: [],
      life: 'IN_USE',
      state: 'DEGRADED',
      silentAfterHours: 24,
      changedAt: '2025-08-20T01:15:00.000Z',
    }),
    stored({
      kind: 'device',
      code: 'FOC1234X0YZ',
      unit: 'H56.14.3',
      type: 'SWITCH',
      model: 'C9200L-24T',
      addresses: [],
      life: 'REPAIR',
      state: 'UNKNOWN',
      lastSeenAt: '2025-07-01T00:00:00.000Z',
      silentAfterHours: 24,
      changedAt: '2025-08-20T02:05:00.000Z',
    }),
    stored({
      kind: 'device',
      code: 'VN-PO-77',
      unit: 'H56.14.3',
      type: 'CODEC',
      name: 'Phòng họp không giấy',
      addresses: [],
      life: 'PLANNED',
      state: 'UNKNOWN',
      silentAfterHours: 168,
      changedAt: '2025-08-20T02:05:00.000Z',
    }),
    stored({
      kind: 'device',
      code: '5CG0 000ZZZ',
      changedAt: '2025-08-20T02:05:00.000Z',
      deleted: true,
    }),
  ]);
});
