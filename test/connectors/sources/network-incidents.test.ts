import { expect, test } from 'vitest';
import { networkIncidents } from '../../../src/connectors/sources/network-incidents/index.js';
import { incidentState } from '../../../src/domain/kinds/network-incident.js';
import { fixedClock } from '../../../src/domain/time.js';
import { noContents } from '../../support/no-contents.js';
import { noStaging } from '../../support/no-staging.js';

const NOW = '2026-01-05T03:00:00.000Z';
const source = networkIncidents.create(
  { SOURCE_NETWORK_INCIDENTS_URL: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: Record<string, string | boolean>) =>
  source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });

/** As a monitor writes it. */
const ROW = {
  MaSuCo: 'SC-0012',
  DonVi: 'H56.14.41',
  MaDuongTruyen: ' NL-003 ',
  SoSeri: 'R00123456',
  MoTa: 'Mất kết nối tại Trạm y tế',
  NguyenNhan: 'Đứt cáp quang',
  ThoiDiemMo: '02/01/2026 07:05:00',
  ThoiDiemTiepNhan: '2026-01-02 07:20:00',
  ThoiDiemKhoiPhuc: '2026-01-02T11:00:00+07:00',
  NgayCapNhat: '2026-01-02 11:05:00',
};

test('an incident is read', () => {
  expect(decode(ROW)).toEqual({
    ok: true,
    record: {
      kind: 'network-incident',
      code: 'SC-0012',
      unit: 'H56.14.41',
      site: 'NL-003',
      deviceSerial: 'R00123456',
      summary: 'Mất kết nối tại Trạm y tế',
      cause: 'Đứt cáp quang',
      openedAt: '2026-01-02T00:05:00.000Z',
      acknowledgedAt: '2026-01-02T00:20:00.000Z',
      restoredAt: '2026-01-02T04:00:00.000Z',
      changedAt: '2026-01-02T04:05:00.000Z',
    },
  });
});

test.each([
  [{}, 'OPEN'],
  [{ acknowledgedAt: NOW }, 'ACK'],
  [{ restoredAt: NOW }, 'RESTORED'],
  [{ acknowledgedAt: NOW, restoredAt: NOW, closedAt: NOW }, 'CLOSED'],
])('the state is the last step: %o %s', (times, expected) => {
  expect(incidentState({ openedAt: NOW, ...times })).toBe(expected);
});

test.each([
  [{ ThoiDiemDong: '2026-01-03 08:00:00', ThoiDiemKhoiPhuc: '' }, 'ThoiDiemKhoiPhuc NOT_RESTORED'],
  [{ ThoiDiemTiepNhan: '2026-01-02 07:00:00' }, 'ThoiDiemTiepNhan WRONG_ORDER'],
  [{ ThoiDiemTiepNhan: '', ThoiDiemKhoiPhuc: '2026-01-01 07:00:00' }, 'ThoiDiemKhoiPhuc WRONG_ORDER'],
  [{ ThoiDiemKhoiPhuc: '2026-01-12 07:00:00' }, 'ThoiDiemKhoiPhuc IN_FUTURE'],
  [{ ThoiDiemMo: '' }, 'ThoiDiemMo MISSING'],
  [{ MoTa: '' }, 'MoTa MISSING'],
])('refused: %o', (change, expected) => {
  const decoded = decode({ ...ROW, ...change });
  expect(decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([expected]);
});
