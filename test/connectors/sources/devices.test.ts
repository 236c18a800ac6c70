import { expect, test } from 'vitest';
import { devices } from '../../../src/connectors/sources/devices/index.js';
import { type DeviceSigns, deviceSeenAt, deviceState } from '../../../src/domain/kinds/device.js';
import { fixedClock } from '../../../src/domain/time.js';
import { noContents } from '../../support/no-contents.js';
import { noStaging } from '../../support/no-staging.js';

const NOW = '2026-01-05T03:00:00.000Z';
const source = devices.create(
  { SOURCE_DEVICES_URL: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: Record<string, string | number>) =>
  source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });

/** As an inventory writes it. */
const ROW = {
  SoSeri: ' 5cg0 123abc ',
  DonVi: 'H56.14.41',
  MaDuongTruyen: ' NL-003 ',
  Loai: 'PC',
  Ten: 'VP-07',
  HangSanXuat: 'HP',
  Model: 'ProDesk 400 G9',
  DiaChiMAC: '001a.2b3c.4d5e',
  HeDieuHanh: 'Windows 11 Pro 23H2',
  DiaChiIP: '10.38.4.12; fe80::1',
  TinhTrang: 'UP',
  LanCuoiThay: '02/01/2026 07:05:00',
  NgayCapNhat: '2026-01-04 08:00:00',
};
const READ = {
  kind: 'device',
  code: '5CG0 123ABC',
  unit: 'H56.14.41',
  site: 'NL-003',
  type: 'PC',
  name: 'VP-07',
  maker: 'HP',
  model: 'ProDesk 400 G9',
  mac: '00:1A:2B:3C:4D:5E',
  osVersion: 'Windows 11 Pro 23H2',
  addresses: ['10.38.4.12', 'fe80::1'],
  life: 'IN_USE',
  state: 'UP',
  lastSeenAt: '2026-01-02T00:05:00.000Z',
  silentAfterHours: 168,
  changedAt: '2026-01-04T01:00:00.000Z',
};

test('a device is read', () => {
  expect(decode(ROW)).toEqual({ ok: true, record: READ });
});

test('the looks of a monitor move the time of change on, and are no other content', () => {
  const { lastSeenAt: _, ...heard } = READ;
  for (const LanCuoiThay of ['2026-01-04 09:00:00', '2026-01-04 09:01:00', '2026-01-05 09:59:00']) {
    const changedAt = new Date(`${LanCuoiThay.replace(' ', 'T')}+07:00`).toISOString();
    expect(decode({ ...ROW, LanCuoiThay })).toEqual({ ok: true, record: { ...heard, changedAt } });
  }
});

test('what is not in use says when it was heard of, or never was', () => {
  expect(decode({ ...ROW, VongDoi: 'REPAIR', SoGioImLang: 5 })).toMatchObject({
    record: { life: 'REPAIR', lastSeenAt: READ.lastSeenAt, silentAfterHours: 5 },
  });
  const planned = decode({ ...ROW, Loai: 'ROUTER', VongDoi: 'PLANNED', LanCuoiThay: '' });
  expect(planned).toMatchObject({ ok: true, record: { life: 'PLANNED', silentAfterHours: 24 } });
  expect(planned.ok && 'lastSeenAt' in planned.record).toBe(false);
});

test.each([
  ['To be filled by O.E.M.', 'SoSeri BAD_CODE'],
  ['default string', 'SoSeri BAD_CODE'],
  ['0000000', 'SoSeri BAD_CODE'],
  ['N/A', 'SoSeri BAD_CODE'],
  ['-', 'SoSeri BAD_CODE'],
  ['1234567890', 'SoSeri BAD_CODE'],
  ['', 'SoSeri MISSING'],
])('%s is no number on a device', (SoSeri, expected) => {
  const decoded = decode({ ...ROW, SoSeri });
  expect(decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([expected]);
  expect(decoded).not.toHaveProperty('key');
});

test.each([
  [{ LanCuoiThay: '' }, 'LanCuoiThay MISSING'],
  [{ LanCuoiThay: '31/02/2026' }, 'LanCuoiThay BAD_DATE'],
  [{ LanCuoiThay: '2026-01-09 08:00:00' }, 'LanCuoiThay IN_FUTURE'],
  [{ DiaChiMAC: '00:1A:2B:3C:4D' }, 'DiaChiMAC BAD_CODE'],
  [{ DiaChiIP: '10.38.4.300' }, 'DiaChiIP BAD_CODE'],
  [{ Loai: 'PRINTER' }, 'Loai NOT_IN_LIST'],
  [{ SoGioImLang: 0 }, 'SoGioImLang BAD_NUMBER'],
])('refused: %o', (change, expected) => {
  const decoded = decode({ ...ROW, ...change });
  expect(decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([expected]);
});

const SIGNS: DeviceSigns = { life: 'IN_USE', state: 'UP', silentAfterHours: 24, changedAt: NOW };

test.each([
  [{}, 'UP', NOW],
  [{ lastSeenAt: '2026-01-04T03:00:00.000Z' }, 'UP', '2026-01-04T03:00:00.000Z'],
  [{ lastSeenAt: '2026-01-04T02:59:59.000Z' }, 'UNKNOWN', '2026-01-04T02:59:59.000Z'],
  [{ lastSeenAt: '2025-01-04T02:59:59.000Z', life: 'REPAIR' }, 'UP', '2025-01-04T02:59:59.000Z'],
  [{ life: 'PLANNED', state: 'UNKNOWN' }, 'UNKNOWN', undefined],
] as const)('silence is not known: %o', (change, state, seen) => {
  expect(deviceState({ ...SIGNS, ...change })).toBe(state);
  expect(deviceSeenAt({ ...SIGNS, ...change })).toBe(seen);
});
