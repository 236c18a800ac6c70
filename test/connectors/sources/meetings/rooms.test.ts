import { expect, test } from 'vitest';
import { meetingRooms } from '../../../../src/connectors/sources/meeting-rooms/index.js';
import { decodedLines, stored } from '../golden-lines.js';

test('rooms, with everything and with little, and a tombstone', () => {
  const file = new URL('golden/rooms.jsonl', import.meta.url);
  expect(decodedLines(meetingRooms, file, '2026-01-05T03:00:00.000Z')).toEqual([
    stored({
      kind: 'meeting-room',
      code: 'DC-01',
      name: 'Phòng họp số 1',
      unit: 'H56.14.3',
      place: 'Tầng 2, trụ sở UBND xã',
      seats: 40,
      codecSerial: 'CDC-0042',
      state: 'REPAIR',
      changedAt: '2025-08-20T01:00:00.000Z',
    }),
    stored({
      ...{ kind: 'meeting-room', code: 'DC-02', name: 'Điểm cầu xã', unit: 'H56.14.4', state: 'IN_USE' },
      changedAt: '2025-08-20T01:00:00.000Z',
    }),
    stored({
      kind: 'meeting-room',
      code: 'DC-01',
      deleted: true,
      changedAt: '2025-08-21T01:00:00.000Z',
    }),
  ]);
});
