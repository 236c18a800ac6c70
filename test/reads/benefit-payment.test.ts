import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import type { PovertyHouseholdRecord } from '../../src/domain/kinds/poverty-household.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { contentHash } from '../../src/intake/record/decide.js';
import { keyHouseholds } from '../../src/store/kinds/household-keys.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { keyed } from '../support/keyed.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
const keys: Record<string, string> = {};

async function take(kind: PlainKind, ...records: RawForm[]): Promise<number[]> {
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
  await database.query('delete from source_cursor');
  const done = await runSync(deps, systemPrincipal('test'), sourceWith(kind, records));
  return [done.stored, done.quarantined];
}

const payment = (number: number, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES['benefit-payment'].raw(number, 'H56.14.4'),
  ...change,
});
const household = (number: number, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES['poverty-household'].raw(number, 'H56.14.4'),
  ...change,
});
const entitlement = (number: number, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.beneficiary.raw(number, 'H56.14.4'),
  HuongTu: '2025-01-01',
  ...change,
});
const HIV = { LoaiDoiTuong: 'Người nhiễm HIV' };
const DISABLED = { LoaiDoiTuong: 'Người khuyết tật nặng', MucDoKhuyetTat: 'NANG', DangTat: 'NHIN' };

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  expect(
    await take(
      'benefit-payment',
      payment(1),
      payment(2, { SoTien: '720.000', Thang: '2025-09' }),
      payment(3, { ...HIV, SoTien: '900.000' }),
      payment(4, { ...DISABLED, TrangThai: 'LAP_DANH_SACH', NgayChi: '' }),
      payment(5, { TrangThai: 'TRA_LAI', SoTien: 100_000, LoaiChi: 'MOT_LAN' }),
      // The same person in another commune, and what that one paid for the month before.
      payment(1, { DonVi: 'H56.900' }),
      payment(1, { DonVi: 'H56.14.3', Thang: '2025-06' }),
    ),
  ).toEqual([7, 0]);
  await take(
    'beneficiary',
    entitlement(1),
    entitlement(1, { SoQuyetDinh: '77/QĐ', HuongDen: '2025-08-31', TrangThai: 'THOI_HUONG', MaHo: '' }),
    entitlement(4, { ...DISABLED, MaHo: 'NL-1' }),
  );
  await take(
    'poverty-household',
    household(1),
    household(1, { Nam: 2024, PhanLoai: 'HO_CAN_NGHEO', SoNhanKhau: 5 }),
    household(2, { PhanLoai: 'HO_CAN_NGHEO' }),
    household(3, { DonVi: 'H56.14.3', SoNhanKhau: 2 }),
  );
  gateway = await startGateway(store);
  keys['none'] = await gateway.key({ role: 'officer' });
  for (const scope of ['personal', 'sensitive']) {
    keys[scope] = await gateway.key({ role: 'officer', scopes: [scope] });
  }
  keys['commune'] = await gateway.key({ role: 'officer', unit: 'H56.900', scopes: ['sensitive'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function ask(query: string, key: string): Promise<unknown> {
  const { data, errors } = await gateway.ask(`{ ${query} }`, { key: keys[key] ?? '' });
  return errors?.[0]?.extensions?.['code'] ?? Object.values(data ?? {})[0];
}

test.each([
  ['', 'none', [100_000, 720_000, 750_000, 750_000, 750_000, 750_000]],
  ['', 'sensitive', [100_000, 720_000, 750_000, 750_000, 750_000, 750_000, 900_000]],
  ['', 'commune', [750_000, 750_000]],
  ['(monthFrom: "2025-09")', 'none', [720_000]],
  ['(monthTo: "2025-08", monthFrom: "2025", kinds: [ONE_OFF])', 'none', [100_000]],
  ['(groups: [HIV_ADULT])', 'personal', []],
  ['(amountDiffers: true)', 'none', [720_000]],
  ['(amountDiffers: true)', 'sensitive', [720_000, 900_000]],
  ['(paidTwice: true)', 'none', [750_000, 750_000]],
  // The other commune's list is not this one's to know of.
  ['(paidTwice: true)', 'commune', []],
  ['(paidTwice: false)', 'commune', [750_000, 750_000]],
  ['(search: "bui thi 2")', 'none', []],
  ['(search: "bui thi 2")', 'personal', [720_000]],
  ['(search: "bui thi 4")', 'personal', []],
  ['(search: "bui thi 4")', 'sensitive', [750_000]],
  ['(personalId: "038140000004")', 'personal', 'BAD_USER_INPUT'],
  ['(personalId: "038140000004", purpose: "kiểm tra")', 'personal', []],
  ['(personalId: "038140000004", purpose: "kiểm tra")', 'none', 'FORBIDDEN'],
  ['(states: [LISTED])', 'none', [750_000]],
  ['(unit: "H56.14.3")', 'none', [750_000, 750_000]],
  ['(unit: "H56.14.3", follow: RECORDED)', 'none', [750_000]],
])('benefitPayments%s with %s: %j', async (args, key, expected) => {
  const found = await ask(`benefitPayments${args} { edges { node { amount } } }`, key);
  const { edges } = typeof found === 'string' ? {} : (found as { edges: { node: { amount: number } }[] });
  expect(edges?.map(({ node }) => node.amount).sort() ?? found).toEqual(expected);
});

test('that somebody is paid twice is told to who may see both lists', async () => {
  const told = async (key: string) => {
    const query = 'benefitPayments(personalId: "038140000001", purpose: "kiểm tra", monthFrom: "2025-08")';
    const found = await ask(`${query} { edges { node { unit { code } paidTwice } } }`, key);
    const { edges } = found as { edges: { node: { unit: { code: string }; paidTwice: boolean } }[] };
    return edges.map(({ node }) => `${node.unit.code} ${node.paidTwice}`).sort();
  };
  expect(await told('sensitive')).toEqual(['H56.14.4 true', 'H56.900 true']);
  expect(await told('commune')).toEqual(['H56.900 false']);
});

test('the code of a household is masked, in its key too, and found by who may see it only', async () => {
  const told = async (key: string) => {
    const found = (await ask(
      'povertyHouseholds(search: "nl-2") { edges { node { code householdCode } } }',
      key,
    )) as {
      edges: { node: { code: string; householdCode: string } }[];
    };
    const hits = (await ask(
      'search(text: "NL-2", kinds: [POVERTY_HOUSEHOLD]) { edges { node { code snippet } } }',
      key,
    )) as {
      edges: unknown[];
    };
    expect(hits.edges).toHaveLength(found.edges.length);
    return found.edges.map(({ node }) => node);
  };
  expect(await told('none')).toEqual([]);
  const [node, ...others] = await told('personal');
  expect(others).toEqual([]);
  expect(node?.householdCode).toBe('NL-2');
  expect(node?.code).toMatch(/^2025\|H56\.14\.4\/[0-9a-f]{32}$/);
  const all = await ask('povertyHouseholds { edges { node { code householdCode origin } } }', 'none');
  expect(JSON.stringify(all)).not.toContain('NL-');
});

test('keys that were written before hold no code any longer, and the source brings nothing twice', async () => {
  const { database } = store;
  const keys = async () =>
    (
      await database.query<{ key: string }>(
        "select natural_key as key from subject where kind = 'poverty-household' order by 1",
      )
    ).rows.map(({ key }) => key);
  const before = await keys();
  await database.query(`update subject s set natural_key = h.year || '|' || h.unit || '/' || h.household_code
    from poverty_household h where h.subject_id = s.id`);
  await database.query(`update poverty_household set code = year || '|' || unit || '/' || household_code`);
  await codesAsKeyed();
  // One has no place in front: nothing of ours writes such a key, and it ends all the same.
  await database.query(`insert into difference (id, source, kind, problem, identity, natural_key, first_found_at, last_found_at)
    select gen_random_uuid(), 'poverty-households', 'poverty-household', 'GONE', key, key, now(), now()
      from unnest(array['2025|H56.14.4/NL-9', 'NL-10']) key`);
  expect((await keys()).join()).toContain('/NL-1');
  expect(await keyHouseholds(database, store.sealer, keyed)).toBe(before.length + 2);
  expect(await keyHouseholds(database, store.sealer, keyed)).toBe(0);
  const after = await keys();
  for (const key of after) expect(key).toMatch(/^\d{4}\|H56[.\d]*\/[0-9a-f]{32}$/);
  const { rows } = await database.query(
    `select (select string_agg(code, ' ') from poverty_household) || (select string_agg(natural_key || identity, ' ') from difference) as text`,
  );
  expect(rows[0]?.['text']).not.toContain('NL-');
  await database.query('delete from difference');
  expect(await take('poverty-household', household(1))).toEqual([0, 0]);
  expect(await keys()).toEqual(after);
});

/** Versions as they were written when a household's key held its code, and nothing is known by the mark of what came. */
async function codesAsKeyed(): Promise<void> {
  const { rows } = await store.database.query<{ id: string; code: string; snapshot: Buffer }>(
    `select v.subject_id as id, s.natural_key as code, v.snapshot from subject s
      join subject_version v on v.subject_id = s.id and v.version = s.version where s.kind = 'poverty-household'`,
  );
  for (const { id, code, snapshot } of rows) {
    const record = { ...store.sealer.openJson<PovertyHouseholdRecord>(snapshot), code };
    const values = [id, contentHash(record), store.sealer.sealJson(record)];
    await store.database.query(
      `with version as (update subject_version set content_hash = $2, snapshot = $3 where subject_id = $1)
        update subject set content_hash = $2, raw_mark = null where id = $1`,
      values,
    );
  }
}

test('totals count each payment once; what came back stands apart; a group that is closed is in none', async () => {
  const totals = (args: string, key: string) =>
    ask(`benefitTotals${args} { unitCode month programme payments amount paid returned }`, key);
  const august = { unitCode: 'H56.14.4', month: '2025-08', programme: 'SOCIAL' };
  expect(await totals('(unit: "H56.14.4")', 'none')).toEqual([
    { ...august, payments: 3, amount: 1_500_000, paid: 750_000, returned: 100_000 },
    { ...august, month: '2025-09', payments: 1, amount: 720_000, paid: 720_000, returned: 0 },
  ]);
  const whole = { unitCode: null, month: null, programme: null };
  expect(await totals('(by: [])', 'sensitive')).toEqual([
    { ...whole, payments: 7, amount: 4_620_000, paid: 3_870_000, returned: 100_000 },
  ]);
  expect(await totals('(by: [], monthFrom: "2030")', 'none')).toEqual([
    { ...whole, payments: 0, amount: 0, paid: 0, returned: 0 },
  ]);
  expect(await totals('', 'commune')).toMatchObject([{ unitCode: 'H56.14.3' }, { unitCode: 'H56.900' }]);
});

test('a payment finds what entitles to it in its month, and an entitlement its payments', async () => {
  const query = (key: string) =>
    ask(
      `benefitPayments(unit: "H56.14.4", kinds: [REGULAR], search: "cao tuoi", monthTo: "2025-08") { edges { node { fullName expectedAmount amountDiffers
        entitlements { decisionNumber payments(first: 3) { month unit { code } } } } } }`,
      key,
    );
  const payments = [
    { month: '2025-08', unit: { code: 'H56.14.4' } },
    { month: '2025-08', unit: { code: 'H56.900' } },
    { month: '2025-06', unit: { code: 'H56.14.3' } },
  ];
  expect(await query('personal')).toEqual({
    edges: [
      {
        node: {
          ...{ fullName: 'Bùi Thị 1', expectedAmount: 750_000, amountDiffers: false },
          entitlements: expect.arrayContaining([
            { decisionNumber: '1/QĐ-UBND-H56.14.4', payments },
            { decisionNumber: '77/QĐ', payments },
          ]),
        },
      },
    ],
  });
});

test('the same person of one commune and month under another key is refused: an export beside a printed list', async () => {
  const printed = { SoDinhDanh: '', NgaySinh: '1940', GioiTinh: '' };
  expect(await take('benefit-payment', payment(1, printed))).toEqual([0, 1]);
  expect(await take('benefit-payment', payment(1, { ...printed, Thon: 'Thôn Khác' }))).toEqual([1, 0]);
});

test('two of one name, without a village, whose births are known to the day are two people', async () => {
  const born = (NgaySinh: string, SoDinhDanh: string) => payment(7, { NgaySinh, SoDinhDanh, Thon: '' });
  expect(
    await take('benefit-payment', born('01/02/1945', '038145000001'), born('10/10/1945', '038145000002')),
  ).toEqual([2, 0]);
  expect(await take('benefit-payment', born('1945', '038145000003'))).toEqual([0, 1]);
});

test('what was paid does not become a row of a list again, unless it was deleted; namesakes of a later page are refused', async () => {
  const at = (day: number, change: RawForm = {}) =>
    payment(8, { SoDinhDanh: '', NgayCapNhat: `2025-09-0${day}T08:00:00+07:00`, NgayChi: '', ...change });
  const unsigned = { TrangThai: 'LAP_DANH_SACH' };
  expect(await take('benefit-payment', at(1, unsigned))).toEqual([1, 0]);
  expect(await take('benefit-payment', at(1, { ...unsigned, SoTien: 1 }))).toEqual([0, 1]);
  expect(await take('benefit-payment', at(2))).toEqual([1, 0]);
  expect(await take('benefit-payment', at(3, unsigned))).toEqual([0, 1]);
  expect(await take('benefit-payment', at(4, { DaXoa: true }))).toEqual([1, 0]);
  expect(await take('benefit-payment', at(5, unsigned))).toEqual([1, 0]);
});

test('households: counts by commune and year, who lives there, and whose names are closed', async () => {
  expect(await ask('povertyCounts { unitCode year state households members }', 'none')).toEqual([
    { unitCode: 'H56.14.3', year: 2025, state: 'POOR', households: 1, members: 2 },
    { unitCode: 'H56.14.4', year: 2025, state: 'NEAR_POOR', households: 1, members: 4 },
    { unitCode: 'H56.14.4', year: 2025, state: 'POOR', households: 1, members: 4 },
    { unitCode: 'H56.14.4', year: 2024, state: 'NEAR_POOR', households: 1, members: 5 },
  ]);
  expect(await ask('povertyCounts(years: [2024]) { households }', 'commune')).toEqual([]);
  const homes = (key: string) =>
    ask(
      'povertyHouseholds(years: [2025], states: [POOR], unit: "H56.14.4") { edges { node { headName village members beneficiaries { group } } } }',
      key,
    );
  expect(await homes('none')).toMatchObject({
    edges: [{ node: { headName: 'Bùi V*** 1***', village: '***', beneficiaries: [{ group: 'ELDERLY' }] } }],
  });
  expect(await homes('sensitive')).toMatchObject({
    edges: [
      { node: { headName: 'Bùi Văn 1', beneficiaries: [{ group: 'ELDERLY' }, { group: 'DISABLED' }] } },
    ],
  });
  const poor = (state: string, key: string) =>
    ask(
      `beneficiaries(poverty: [${state}]) { edges { node { group household { year state headName } } } }`,
      key,
    );
  const household_ = { year: 2025, state: 'POOR', headName: 'Bùi Văn 1' };
  // Of whom the household is not shown it is not told either whether it is poor.
  expect(await poor('POOR', 'personal')).toEqual({
    edges: [{ node: { group: 'ELDERLY', household: household_ } }],
  });
  expect(await poor('POOR', 'sensitive')).toMatchObject({
    edges: expect.arrayContaining([{ node: { group: 'DISABLED', household: household_ } }]),
  });
  expect(await poor('NEAR_POOR', 'personal')).toEqual({ edges: [] });
});
