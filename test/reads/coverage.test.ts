import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import { runSync } from '../../src/intake/index.js';
import { Reads } from '../../src/reads/engine/reads.js';
import { freshnessOf, percent, readFreshness } from '../../src/reads/freshness.js';
import { readTypes } from '../../src/reads/registry.js';
import { type Bench, bench, procedure, sourceOf, unit } from '../intake/support.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let made: Bench;
let gateway: TestGateway;
let key: string;

const listedAs = (change: RawForm): RawForm => ({
  TenTTHC: 'Thủ tục',
  MucDo: 'TOAN_TRINH',
  NgayCapNhat: '2024-08-20 08:00:00',
  ...change,
});
const site = (MaDuongTruyen: string, DonVi: string, more: RawForm): RawForm => ({
  ...{ MaDuongTruyen, DonVi, Ten: 'Trụ sở', TinhTrang: 'UP', NgayCapNhat: '2024-08-20 08:00:00' },
  ...more,
});

/** A year before the fixture's, as everything here is. */
const documentAs = (number: number, unitCode: string, more: RawForm): RawForm => ({
  ...(JSON.parse(
    JSON.stringify(KIND_SAMPLES.document.raw(number, unitCode)).replaceAll('2025', '2024'),
  ) as RawForm),
  ...more,
});

const take = (kind: PlainKind, records: RawForm[]) =>
  runSync(made.deps, systemPrincipal('test'), sourceWith(kind, records));

beforeAll(async () => {
  made = await bench({ empty: true });
  await made.sync(
    sourceOf('unit', [
      [
        unit({ Ma: 'H56.14', Ten: 'Huyện', Cap: 'HUYEN' }),
        unit({ Ma: 'H56.14.3', MaCha: 'H56.14' }),
        unit({ Ma: 'H56.14.4', MaCha: 'H56.14' }),
      ],
    ]),
  );
  gateway = await startGateway(made);
  key = await gateway.key({ role: 'viewer' });
  await nothingYet();
  await made.sync(
    sourceOf('procedure', [
      [
        procedure({ MaTTHC: '1.000001' }),
        procedure({ MaTTHC: '1.000002', MucDo: 'MOT_PHAN', TrangThai: 'SUA_DOI' }),
        procedure({ MaTTHC: '1.000003', MucDo: 'THONG_TIN', TrangThai: 'CONG_KHAI' }),
        procedure({ MaTTHC: '1.000004', MucDo: '3' }),
        procedure({ MaTTHC: '1.000005', TrangThai: 'BAI_BO' }),
        procedure({ MaTTHC: '1.000006', HieuLucDen: '2023-12-31' }),
        procedure({ MaTTHC: '1.000007', TrangThai: 'HONG' }),
      ],
    ]),
  );
  await listNotReadYet();
  await take('portal-procedure', [
    listedAs({ MaTTHC: '1.000001.000.00.00.H56' }),
    listedAs({ MaTTHC: '1.000002', MucDo: '4' }),
    listedAs({ MaTTHC: '1.000004', MucDo: 'MOT_PHAN' }),
    listedAs({ MaTTHC: '1.000005' }),
    listedAs({ MaTTHC: '1.000009' }),
  ]);
  await made.database.query(`delete from source_cursor where source = 'portal-procedures'`);
  await take('portal-procedure', [{ MaTTHC: '1.000004', NgayCapNhat: '2024-08-21 08:00:00', DaXoa: true }]);
  await take('document', [
    documentAs(1, 'H56.14.3', { HinhThuc: 'GIAY' }),
    documentAs(2, 'H56.14.4', {}),
    documentAs(3, 'H56.14.4', {}),
  ]);
  await take('network-site', [
    site('NL-1', 'H56.14.3', { SoMayTinh: 20, SoMayKetNoi: 19 }),
    site('NL-2', 'H56.14.3', { SoMayTinh: 10 }),
    site('NL-3', 'H56.14.4', { SoMayTinh: 8, SoMayKetNoi: 8 }),
    site('NL-4', 'H56.14.4', { SoMayKetNoi: 5 }),
    site('NL-5', 'H56.14.3', { SoMayTinh: 5, SoMayKetNoi: 5, TinhTrang: 'DOWN' }),
    site('NL-6', 'H56.14.3', { SoMayTinh: 2, SoMayKetNoi: 2, TinhTrang: 'UNKNOWN' }),
  ]);
});
afterAll(async () => {
  await gateway?.stop();
  await made?.drop();
});

const device = (SoSeri: string, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.device.raw(1, 'H56.14.4'),
  ...{ SoSeri, LanCuoiThay: '2024-08-20 08:00:00', NgayCapNhat: '2024-08-20 08:00:00' },
  ...change,
});

/** Takes computers in, all just heard of, and gives what is counted with them in the whole district; they are gone then. */
async function counted(...records: RawForm[]) {
  await made.database.query(`delete from source_cursor where source = 'devices'`);
  await take('device', records);
  await made.database.query(`update subject set changed_at = now() where kind = 'device'`);
  const { COMPUTERS_CONNECTED } = await measures();
  await made.database.query(`update subject set deleted_at = now() where kind = 'device'`);
  return COMPUTERS_CONNECTED;
}

async function measures(args = '', who = key) {
  const { data, errors } = await gateway.ask(
    `{ coverage${args} { measures { code numerator denominator percent reached byUnit } } }`,
    { key: who },
  );
  expect(errors).toBeUndefined();
  const found = data?.['coverage'] as { measures: { code: string }[] } | undefined;
  return Object.fromEntries((found?.measures ?? []).map(({ code, ...rest }) => [code, rest]));
}

/** Before anything was read there is nothing to make a rate of. */
async function nothingYet(): Promise<void> {
  for (const [code, measure] of Object.entries(await measures())) {
    // Systems and units there are.
    if (code.startsWith('SYSTEMS') || code === 'RECORDS_TAKEN_IN') continue;
    expect(measure).toMatchObject({ numerator: 0, denominator: 0, percent: null, reached: null });
  }
}

/** Ours are there, and the portal's list is not: that is no 0 %. */
async function listNotReadYet(): Promise<void> {
  const { PROCEDURES_AT_PROVINCIAL_PORTAL: listed, ONLINE_SERVICES: online } = await measures();
  expect(listed).toMatchObject({ denominator: 0, percent: null, reached: null });
  expect(online).toMatchObject({ numerator: 3, denominator: 4, percent: 75, reached: null });
}

describe('coverage', () => {
  test('counts what is published, listed and connected', async () => {
    const { SYSTEMS_CONNECTED, SYSTEMS_FRESH, RECORDS_TAKEN_IN, ...others } = await measures();
    // Of two systems one has an address, and none of the gateway's was read by its schedule.
    expect([SYSTEMS_CONNECTED, SYSTEMS_FRESH]).toMatchObject([
      { denominator: 2, byUnit: false },
      { denominator: 1, byUnit: false },
    ]);
    expect(RECORDS_TAKEN_IN).toMatchObject({ byUnit: false });
    const none = { numerator: 0, denominator: 0, percent: null, reached: null, byUnit: true };
    expect(others).toEqual({
      DOSSIERS_AT_NATIONAL_PORTAL: none,
      DOSSIERS_AT_PROVINCIAL_PORTAL: none,
      DOCUMENTS_ONLINE: { numerator: 2, denominator: 3, percent: 66.66, reached: false, byUnit: true },
      COMPUTERS_CONNECTED: { numerator: 29, denominator: 45, percent: 64.44, reached: false, byUnit: true },
      PROCEDURES_AT_PROVINCIAL_PORTAL: {
        ...{ numerator: 2, denominator: 4, percent: 50, reached: false, byUnit: false },
      },
      ONLINE_SERVICES_WHOLE: { numerator: 1, denominator: 4, percent: 25, reached: null, byUnit: false },
      ONLINE_SERVICES: { numerator: 3, denominator: 4, percent: 75, reached: null, byUnit: false },
      DISCLOSURES_IN_TIME: { numerator: 0, denominator: 0, percent: null, reached: null, byUnit: true },
    });
  });

  test('a unit that lists its computers one by one is counted by these, silent ones as not connected', async () => {
    await take('device', [
      device('A'),
      device('B', { TinhTrang: 'DEGRADED' }),
      device('C'),
      device('D', { TinhTrang: 'DOWN' }),
      device('E', { VongDoi: 'RETIRED' }),
      device('F', { Loai: 'SWITCH' }),
    ]);
    const heard = `update subject set changed_at = now() - $1::interval where kind = 'device'`;
    await made.database.query(heard, ['1 hour']);
    await made.database.query(`${heard} and natural_key = 'C'`, ['8 days']);
    expect(await measures('(unit: "H56.14.4")')).toMatchObject({
      COMPUTERS_CONNECTED: { numerator: 2, denominator: 4, percent: 50, reached: false },
    });
    expect(await measures('(unit: "H56.14.3")')).toMatchObject({
      COMPUTERS_CONNECTED: { numerator: 21, denominator: 37 },
    });
    await made.database.query(`update subject set deleted_at = now() where kind = 'device'`);
    expect(await measures('(unit: "H56.14.4")')).toMatchObject({
      COMPUTERS_CONNECTED: { numerator: 8, denominator: 8 },
    });
  });

  test('a site with listed computers is counted by these, whichever unit has them, and all others by what they say', async () => {
    const at = (MaDuongTruyen: string) => ({ MaDuongTruyen });
    expect(await counted(device('G', at('NL-1')), device('H', at('NL-1')))).toMatchObject({
      ...{ numerator: 29 - 19 + 2, denominator: 45 - 20 + 2 },
    });
    expect(await counted(device('I', at('NL-3')))).toMatchObject({ numerator: 29 - 8 + 1, denominator: 38 });
  });

  test('a listed computer behind a line that is down is not connected', async () => {
    expect(await counted(device('J', { MaDuongTruyen: 'NL-5' }))).toMatchObject({
      ...{ numerator: 29, denominator: 45 - 5 + 1 },
    });
    expect(await counted(device('K', { MaDuongTruyen: 'NL-6' }))).toMatchObject({
      ...{ numerator: 29 - 2 + 1, denominator: 45 - 2 + 1 },
    });
  });

  test('computers without a site stand for the sites of their unit, its forebears and its heirs', async () => {
    const without = (SoSeri: string, DonVi: string) => device(SoSeri, { DonVi, MaDuongTruyen: '' });
    expect(await counted(without('L', 'H56.14.4'))).toMatchObject({ numerator: 22, denominator: 38 });
    const followed = (validTo: string | null, heirs: string[]) =>
      made.database.query(`update unit set valid_to = $1, successors = $2 where code = 'H56.14.3'`, [
        ...[validTo, heirs],
      ]);
    await followed('2024-06-30T17:00:00Z', ['H56.14.4']);
    expect(await counted(without('M', 'H56.14.4'))).toMatchObject({ numerator: 1, denominator: 1 });
    expect(await counted(without('N', 'H56.14.3'))).toMatchObject({ numerator: 1, denominator: 1 });
    await followed(null, []);
  });

  test('of one unit: asked for, or the only one that the key is for', async () => {
    const whole = {
      DOCUMENTS_ONLINE: { numerator: 2, denominator: 2, percent: 100, reached: true },
      COMPUTERS_CONNECTED: { numerator: 8, denominator: 8, percent: 100, reached: true },
    };
    expect(await measures('(unit: "H56.14.4")')).toMatchObject(whole);
    const limited = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
    expect(await measures('', limited)).toMatchObject(whole);
    const other = await measures('(unit: "H56.14.3")', limited);
    expect(other).toMatchObject({ COMPUTERS_CONNECTED: { numerator: 0, denominator: 0, percent: null } });
  });

  test.each([
    [0, 0, null],
    [0, 3, 0],
    [1, 3, 33.33],
    [2, 3, 66.66],
    [99_999, 100_000, 99.99],
    [7, 7, 100],
  ])('%d of %d is %s %%', (part, whole, expected) => {
    expect(percent(part, whole)).toBe(expected);
  });
});

describe('ours against the provincial portal', () => {
  const codes = async (query: string) => {
    const { data, errors } = await gateway.ask(`{ found: ${query} }`, { key });
    expect(errors).toBeUndefined();
    const found = data?.['found'] as { edges: { node: Record<string, string> }[] } | undefined;
    return found?.edges.map(({ node }) => node['code'] ?? node['procedureCode']);
  };
  const edges = (code: string) => `{ edges { node { ${code} } } }`;

  test.each([
    ['SAME', ['1.000001']],
    ['OTHER_LEVEL', ['1.000002']],
    ['MISSING', ['1.000003', '1.000004']],
    ['EXTRA', []],
  ])('ours that are %s', async (listing, expected) => {
    expect(await codes(`procedures(listings: [${listing}]) ${edges('code')}`)).toEqual(expected);
  });

  test.each([
    ['listings: [SAME]', ['1.000001']],
    ['listings: [OTHER_LEVEL]', ['1.000002']],
    ['listings: [EXTRA]', ['1.000005', '1.000009']],
    ['deleted: true', ['1.000004']],
    ['onlineLevels: [PART]', ['1.000004']],
    ['search: "1.000009"', ['1.000009']],
  ])('theirs by %s', async (args, expected) => {
    expect(await codes(`portalProcedures(${args}) ${edges('procedureCode')}`)).toEqual(expected);
  });

  test('one of either leads to the other', async () => {
    const { data } = await gateway.ask(
      `{ procedure(code: "1.000002") { provincialStanding portalProcedures { onlineLevel standing } }
         gone: portalProcedure(code: "provincial:1.000004") { standing deletedAt procedure { provincialStanding } }
         ended: procedure(code: "1.000005") { provincialStanding } }`,
      { key },
    );
    expect(data).toEqual({
      procedure: {
        provincialStanding: 'OTHER_LEVEL',
        portalProcedures: [{ onlineLevel: 'WHOLE', standing: 'OTHER_LEVEL' }],
      },
      gone: {
        standing: null,
        deletedAt: '2024-08-21T08:00:00.000+07:00',
        procedure: { provincialStanding: 'MISSING' },
      },
      ended: { provincialStanding: null },
    });
  });
});

describe('freshness', () => {
  const names = ['procedures', 'signatures'];
  const systems = {
    sources: names.map((name) => ({ name, label: name, configured: name === 'procedures' })),
    syncEveryMs: 60_000,
  };

  test.each([true, false])(
    'of each system: what is held and refused, the last whole reading (counted: %s)',
    async (counted) => {
      const reads = new Reads(made.database, made.sealer, readTypes);
      const [known, never] = await readFreshness(reads, systemPrincipal('test'), systems, counted);
      expect(known).toMatchObject({
        configured: true,
        everySeconds: 60,
        openQuarantine: 1,
        ...(counted ? { records: 6, completeness: 85.71 } : { records: 0, newestChangedAt: null }),
      });
      if (counted) expect(Date.parse(known?.newestChangedAt ?? '')).toBe(Date.parse('2023-12-31T17:00:00Z'));
      expect(never).toEqual({
        source: 'signatures',
        label: 'signatures',
        configured: false,
        lastDoneAt: null,
        ageSeconds: null,
        everySeconds: 60,
        stale: false,
        records: 0,
        newestChangedAt: null,
        openQuarantine: 0,
        completeness: null,
      });
    },
  );

  test.each([
    ['never read', null, {}, true],
    ['within ten minutes', '2026-01-01T00:50:00Z', {}, false],
    ['after ten minutes', '2026-01-01T00:49:59Z', {}, true],
    ['a daily one, after four days', '2025-12-28T01:00:00Z', { everyMs: 86_400_000 }, false],
    ['a daily one, after six days', '2025-12-26T01:00:00Z', { everyMs: 86_400_000 }, true],
    ['one without an address', null, { configured: false }, false],
  ])('stale, %s', (_, lastDoneAt, more, stale) => {
    const source = { name: 'x', label: 'X', configured: true, ...more };
    const facts = { source: 'x', lastDoneAt, records: 0, newestChangedAt: null, openQuarantine: 0 };
    const known = { sources: [source], syncEveryMs: 60_000 };
    expect(freshnessOf(known, [facts], '2026-01-01T01:00:00Z')[0]?.stale).toBe(stale);
  });

  test('by the gateway: every system that it knows', async () => {
    const { data, errors } = await gateway.ask(
      '{ freshness { source stale } coverage { systemsKnown systemsConnected } }',
      { key },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      freshness: [
        { source: 'one-stop', stale: true },
        { source: 'notices', stale: false },
      ],
      coverage: { systemsKnown: 2, systemsConnected: 0 },
    });
  });
});
