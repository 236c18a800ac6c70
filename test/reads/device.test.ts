import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, recordKinds, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;
let before: string;

const raw = (number: number, unit: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.device.raw(number, unit),
  SoSeri: `D-${number}`,
  ...change,
});

async function take(...records: RawForm[]): Promise<void> {
  const { database, sealer } = store;
  const deps = {
    ...{ database, sealer, clock: fixedClock('2026-01-05T03:00:00.000Z'), portals: [] },
    ...{ warn: () => undefined, owe: () => Promise.resolve() },
  };
  await database.query(`delete from source_cursor`);
  const { stored } = await runSync(deps, systemPrincipal('test'), sourceWith('device', records));
  expect(stored).toBe(records.length);
}

/** Heard of so long ago, by the database's clock, whatever the day of the test. */
async function heard(code: string, ago: string): Promise<void> {
  await store.database.query(
    `with d as (update device set last_seen_at = null where code = $1 returning subject_id)
      update subject set changed_at = now() - $2::interval where id in (select subject_id from d)`,
    [code, ago],
  );
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await recordKinds(store, ['H56.14.3']);
  await take(
    raw(1, 'H56.14.3'),
    raw(2, 'H56.14.3', { TinhTrang: 'DEGRADED', HangSanXuat: 'Dell' }),
    raw(3, 'H56.14.3', { TinhTrang: 'DOWN' }),
    raw(4, 'H56.900', { Loai: 'SWITCH' }),
    raw(5, 'H56.14.4', { VongDoi: 'RETIRED', TinhTrang: 'UNKNOWN' }),
    raw(6, 'H56.14.4'),
  );
  before =
    (await store.database.query<{ at: string }>('select clock_timestamp()::text as at')).rows[0]?.at ?? '';
  await take(raw(6, 'H56.14.4', { DaXoa: true, NgayCapNhat: '2025-09-01T08:00:00+07:00' }));
  await take(raw(1, 'H56.14.3', { Ten: 'Máy mới', DiaChiIP: '', NgayCapNhat: '2025-08-20T08:30:00+07:00' }));
  await store.database.query(`update network_incident set device_serial = 'd-2'`);
  await store.database.query(`delete from device where code like 'SN-%'`);
  await heard('D-1', '6 days 23 hours');
  await heard('D-2', '1 minute');
  await heard('D-3', '1 minute');
  await heard('D-4', '25 hours');
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const ask = async (query: string, as = key) => {
  const { data, errors } = await gateway.ask(query, { key: as });
  expect(errors).toBeUndefined();
  return data;
};

test.each([
  ['', ['D-1', 'D-2', 'D-3', 'D-4', 'D-5', 'D-6']],
  ['(states: [UP])', ['D-1']],
  ['(states: [UNKNOWN])', ['D-4', 'D-5', 'D-6']],
  ['(states: [UNKNOWN], lives: [IN_USE], deleted: false)', ['D-4']],
  ['(types: [SWITCH])', ['D-4']],
  ['(types: [])', []],
  ['(lives: [RETIRED])', ['D-5']],
  ['(unit: "H56.14.3", orderBy: CODE_DESC)', ['D-4', 'D-3', 'D-2', 'D-1']],
  ['(search: "may moi")', ['D-1']],
  ['(search: "dell")', ['D-2']],
  ['(search: "10.38.4.12")', []],
  ['(search: "windows")', []],
])('devices%s', async (args, expected) => {
  const data = await ask(`{ devices${args} { edges { node { code } } } }`);
  const list = data?.['devices'] as { edges: { node: { code: string } }[] } | undefined;
  expect(list?.edges.map(({ node }) => node.code)).toEqual(expected);
});

test('a week of silence from a computer means nothing, a day of it from a switch does; what was told stays to be read', async () => {
  const states = '{ state toldState silentAfterHours }';
  expect(await ask(`{ a: device(code: "D-1") ${states} b: device(code: "D-4") ${states} }`)).toEqual({
    a: { state: 'UP', toldState: 'UP', silentAfterHours: 168 },
    b: { state: 'UNKNOWN', toldState: 'UP', silentAfterHours: 24 },
  });
  await heard('D-1', '7 days 1 minute');
  expect(await ask(`{ device(code: "D-1") ${states} }`)).toEqual({
    device: { state: 'UNKNOWN', toldState: 'UP', silentAfterHours: 168 },
  });
  await heard('D-1', '6 days 23 hours');
});

test('totals count silence as not known, and what is not known as not connected', async () => {
  const figures = '{ unitCode type devices up degraded down unknown connected connectedPercent }';
  const of = { up: 0, degraded: 0, down: 0, unknown: 0, connected: 0, connectedPercent: 0 };
  expect(await ask(`{ deviceTotals(by: [UNIT]) ${figures} }`)).toEqual({
    deviceTotals: [
      {
        ...{ ...of, unitCode: 'H56.14.3', type: null, devices: 3 },
        ...{ up: 1, degraded: 1, down: 1, connected: 2, connectedPercent: 66.67 },
      },
    ],
  });
  expect(await ask(`{ deviceTotals(by: [TYPE], types: [], lives: []) ${figures} }`)).toEqual({
    deviceTotals: [
      {
        ...{ ...of, unitCode: null, type: 'PC', devices: 4, unknown: 1 },
        ...{ up: 1, degraded: 1, down: 1, connected: 2, connectedPercent: 50 },
      },
      { ...of, unitCode: null, type: 'SWITCH', devices: 1, unknown: 1 },
    ],
  });
});

test('what stands behind a line that is down is on no network, whatever it tells itself', async () => {
  const line = (state: string, gone: string | null) =>
    store.database.query(
      `with n as (update network_site set state = $1 where code = 'NL-H56.14.3-1' returning subject_id)
        update subject set deleted_at = $2 from n where id = n.subject_id`,
      [state, gone],
    );
  const totals =
    '{ deviceTotals(unit: "H56.14.3", by: []) { devices up degraded connected connectedPercent } }';
  const told = { devices: 3, up: 1, degraded: 1 };
  const seen = { ...told, connected: 2, connectedPercent: 66.67 };
  await line('DOWN', null);
  expect(await ask(totals)).toEqual({ deviceTotals: [{ ...told, connected: 0, connectedPercent: 0 }] });
  await line('DOWN', '2026-01-01T00:00:00Z');
  expect(await ask(totals)).toEqual({ deviceTotals: [seen] });
  await line('UP', null);
  expect(await ask(totals)).toEqual({ deviceTotals: [seen] });
});

test('addresses and versions are for who runs the network, as they were held too', async () => {
  const asOf = new Date(before).toISOString();
  const query = `{ now: device(code: "D-2") { mac osVersion addresses } none: device(code: "D-1") { addresses }
    held: device(code: "D-1", asOf: "${asOf}") { name mac osVersion addresses } }`;
  const shown = { mac: '00:1A:2B:3C:4D:5E', osVersion: 'Windows 11', addresses: '10.38.4.12' };
  const hidden = { mac: '***', osVersion: '***', addresses: '***' };
  for (const role of ['operator', 'administrator'] as const)
    expect(await ask(query, await gateway.key({ role }))).toEqual({
      ...{ now: shown, none: { addresses: null }, held: { name: 'PC-1', ...shown } },
    });
  for (const role of ['viewer', 'officer', 'auditor', 'service'] as const)
    expect(await ask(query, await gateway.key({ role }))).toEqual({
      ...{ now: hidden, none: { addresses: null }, held: { name: 'PC-1', ...hidden } },
    });
});

test('a device, its site and its incidents find one another', async () => {
  const data =
    await ask(`{ device(code: "D-2") { siteCode site { name inventory(states: [DOWN]) { code } } incidents { code } }
    networkIncidents { edges { node { device { code } } } }
    units(code: "H56.14.3") { edges { node { devices(first: 2) { code } } } } }`);
  expect(data).toEqual({
    device: {
      siteCode: 'NL-H56.14.3-1',
      site: { name: 'Trụ sở 1', inventory: [{ code: 'D-3' }] },
      incidents: [{ code: 'SC-H56.14.3-1' }],
    },
    networkIncidents: { edges: [{ node: { device: { code: 'D-2' } } }] },
    units: { edges: [{ node: { devices: [{ code: 'D-1' }, { code: 'D-2' }] } }] },
  });
});
