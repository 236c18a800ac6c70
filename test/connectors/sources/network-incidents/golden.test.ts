import { expect, test } from 'vitest';
import { networkIncidents } from '../../../../src/connectors/sources/network-incidents/index.js';
import { decodedLines, stored } from '../golden-lines.js';

test('an incident from its opening to its close, one that is open, and one that is gone', () => {
  const file = new URL('golden/incidents.jsonl', import.meta.url);
  expect(decodedLines(networkIncidents, file, '2025-08-21T01:00:00Z')).toEqual([
    stored({
      kind: 'network-incident',
      code: 'SC-2025-0012',
      unit: 'H56.14.4',
      site: 'NL-XA-TL-01',
      deviceSerial: '0004512',
      summary: 'Mất kết nối mạng số liệu chuyên dùng',
      cause: 'Đứt cáp quang',
      openedAt: '2025-08-20T00:55:00.000Z',
      acknowledgedAt: '2025-08-20T01:05:00.000Z',
      restoredAt: '2025-08-20T03:15:00.000Z',
      closedAt: '2025-08-20T04:00:00.000Z',
      changedAt: '2025-08-20T04:00:00.000Z',
    }),
    stored({
      kind: 'network-incident',
      code: 'SC-2025-0013',
      unit: '000.00.14.H56',
      summary: 'Chập chờn',
      openedAt: '2025-08-20T02:00:00.000Z',
      changedAt: '2025-08-20T02:05:00.000Z',
    }),
    stored({
      kind: 'network-incident',
      code: 'SC-2025-0011',
      changedAt: '2025-08-20T02:05:00.000Z',
      deleted: true,
    }),
  ]);
});
