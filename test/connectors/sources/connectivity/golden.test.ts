import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectivity } from '../../../../src/connectors/sources/connectivity/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = Date.parse('2025-08-21T01:00:00Z');
const source = connectivity.create(
  { [connectivity.address]: 'file:///nowhere' },
  {
    clock: fixedClock('2025-08-21T01:00:00Z'),
    staging: noStaging,
    contents: noContents,
    warn: () => undefined,
  },
);
const decode = (raw: Json) => source.decode({ raw, place: { line: 1 } }, { now: NOW });
const lines = readFileSync(new URL('golden/sites.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

test('a site with everything, one in older forms of time and code, and a tombstone', () => {
  const [whole, bare, gone] = lines.map((line) => decode(JSON.parse(line) as Json));
  expect(whole).toEqual({
    ok: true,
    record: {
      kind: 'network-site',
      code: 'NL-XA-MT-01',
      name: 'Trụ sở UBND xã Mỹ Tân',
      unit: 'H56.14.3',
      provider: 'Viettel',
      bandwidthMbps: 200,
      state: 'UP',
      computers: 24,
      computersConnected: 23,
      devices: [
        {
          kind: 'ROUTER',
          serial: '0004512',
          model: 'ER605',
          state: 'UP',
          lastSeenAt: '2025-08-20T00:55:00.000Z',
        },
      ],
      changedAt: '2025-08-20T01:00:00.000Z',
    },
  });
  expect(bare).toEqual({
    ok: true,
    record: {
      kind: 'network-site',
      code: 'NL-XA-TL-02',
      name: 'Trạm y tế Thạch Lập',
      unit: '000.00.14.H56',
      state: 'UNKNOWN',
      lastSeenAt: '2025-08-17T02:30:00.000Z',
      devices: [],
      changedAt: '2025-08-20T01:00:00.000Z',
    },
  });
  expect(gone).toEqual({
    ok: true,
    record: {
      kind: 'network-site',
      code: 'NL-XA-TL-03',
      changedAt: '2025-08-20T01:00:00.000Z',
      deleted: true,
    },
  });
});

const good = JSON.parse(lines[0] ?? '') as { [key: string]: Json };
test.each<[string, { [key: string]: Json | undefined }, string, string]>([
  ['no key', { MaDuongTruyen: ' ' }, 'MaDuongTruyen', 'MISSING'],
  ['no name', { Ten: null }, 'Ten', 'MISSING'],
  ['no unit', { DonVi: undefined }, 'DonVi', 'MISSING'],
  ['a unit’s code that is none', { DonVi: 'Mỹ Tân' }, 'DonVi', 'BAD_CODE'],
  ['a state of no list', { TinhTrang: 'OK' }, 'TinhTrang', 'NOT_IN_LIST'],
  ['no state', { TinhTrang: '' }, 'TinhTrang', 'MISSING'],
  ['a bandwidth that is no number', { BangThong: '100 Mbps' }, 'BangThong', 'BAD_NUMBER'],
  ['more connected than there are', { SoMayKetNoi: 25 }, 'SoMayKetNoi', 'TOO_MANY'],
  ['seen tomorrow and later', { LanCuoiThay: '2025-08-23 08:00:00' }, 'LanCuoiThay', 'IN_FUTURE'],
  ['changed tomorrow and later', { NgayCapNhat: '2025-08-23 08:00:00' }, 'NgayCapNhat', 'IN_FUTURE'],
  ['a day that is none', { LanCuoiThay: '31/02/2025 08:00' }, 'LanCuoiThay', 'BAD_DATE'],
  [
    'a device of no list',
    { ThietBi: [{ Loai: 'PHONE', SoSeri: '1', TinhTrang: 'UP' }] },
    'ThietBi[0].Loai',
    'NOT_IN_LIST',
  ],
  [
    'a device without its number',
    { ThietBi: [{ Loai: 'PC', TinhTrang: 'UP' }] },
    'ThietBi[0].SoSeri',
    'MISSING',
  ],
  ['devices that are no list', { ThietBi: 'ba bộ' }, 'ThietBi', 'BAD_SHAPE'],
])('refused: %s', (_what, change, field, code) => {
  const decoded = decode({ ...good, ...change } as Json);
  expect(decoded.ok ? decoded.record : decoded.problems).toMatchObject([{ field, code }]);
});
