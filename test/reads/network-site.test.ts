import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;
let before: string;

const site = (number: number, unit: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES['network-site'].raw(number, unit),
  MaDuongTruyen: `S-${number}`,
  ...change,
});

async function take(...records: RawForm[]): Promise<void> {
  const { database, sealer } = store;
  const deps = {
    ...{
      database,
      sealer,
      clock: fixedClock('2026-01-05T03:00:00.000Z'),
      portals: [],
      warn: () => undefined,
    },
    owe: () => Promise.resolve(),
  };
  await database.query(`delete from source_cursor`);
  const { stored } = await runSync(deps, systemPrincipal('test'), sourceWith('network-site', records));
  expect(stored).toBe(records.length);
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  await take(
    site(1, 'H56.14.3', { Ten: 'Trụ sở Mỹ Tân', TinhTrang: 'DOWN' }),
    site(2, 'H56.14.4', { Ten: 'Trạm y tế', NhaCungCap: 'Viettel' }),
    site(3, 'H56.900', { Ten: 'Trụ sở mới', TinhTrang: 'UNKNOWN' }),
  );
  before =
    (await store.database.query<{ at: string }>('select clock_timestamp()::text as at')).rows[0]?.at ?? '';
  await take(
    site(1, 'H56.14.3', { Ten: 'Trụ sở cũ', ThietBi: [], NgayCapNhat: '2025-09-01T08:00:00+07:00' }),
    site(2, 'H56.14.4', { DaXoa: true, NgayCapNhat: '2025-09-01T08:00:00+07:00' }),
  );
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function codes(args: string): Promise<string[]> {
  const { data, errors } = await gateway.ask(`{ connectivity${args} { edges { node { code } } } }`, { key });
  expect(errors).toBeUndefined();
  const list = data?.['connectivity'] as { edges: { node: { code: string } }[] } | undefined;
  return list?.edges.map(({ node }) => node.code) ?? [];
}

test.each([
  ['', ['S-1', 'S-2', 'S-3']],
  ['(orderBy: CODE_DESC, first: 2)', ['S-3', 'S-2']],
  ['(states: [UNKNOWN, DOWN])', ['S-3']],
  ['(states: [])', []],
  ['(unit: "H56.14.3")', ['S-1', 'S-3']],
  ['(unit: "H56.900")', ['S-3']],
  ['(deleted: true)', ['S-2']],
  ['(deleted: false)', ['S-1', 'S-3']],
  ['(search: "tru so")', ['S-1', 'S-3']],
  ['(search: "VIETTEL")', ['S-2']],
  ['(changedFrom: "2025-09-01T00:00:00+07:00")', ['S-1', 'S-2']],
  ['(changedTo: "2025-09-01T00:00:00+07:00")', ['S-3']],
])('connectivity%s', async (args, expected) => {
  expect(await codes(args)).toEqual(expected);
});

test('as it was held: its name and devices of then, and what was not deleted yet', async () => {
  const asOf = new Date(before).toISOString();
  const ask = async (more: string) =>
    (
      await gateway.ask(
        `{ one: networkSite(code: "S-1"${more}) { name state devices { serial } versionCount }
           two: networkSite(code: "S-2"${more}) { deletedAt } }`,
        { key },
      )
    ).data;
  expect(await ask('')).toEqual({
    one: { name: 'Trụ sở cũ', state: 'UP', devices: [], versionCount: 2 },
    two: { deletedAt: '2025-09-01T08:00:00.000+07:00' },
  });
  expect(await ask(`, asOf: "${asOf}"`)).toEqual({
    one: { name: 'Trụ sở Mỹ Tân', state: 'DOWN', devices: [{ serial: 'SN1' }], versionCount: 1 },
    two: { deletedAt: null },
  });
});

test('a unit’s sites', async () => {
  const { data } = await gateway.ask(
    `{ units(code: "H56.14.3") { edges { node { networkSites { code state } } } } }`,
    { key },
  );
  expect(data).toEqual({ units: { edges: [{ node: { networkSites: [{ code: 'S-1', state: 'UP' }] } }] } });
});
