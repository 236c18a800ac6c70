import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_UNITS } from '../../src/connectors/portals/simulation/catalogue.js';
import { unitForms } from '../../src/sample/catalogue-files.js';
import { type Bench, bench, type Raw, sourceOf, unit } from '../intake/support.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';

/*
 * Whose figures count for a unit, by hand: what it did itself (RECORDED), with what took over (SUCCESSORS), with what went wholly into it
 * (BOTH_WAYS). Each unit has a dossier of 2024 and one of 2025, where it was there, and a network site; some have budget lines.
 */
let made: Bench;
let gateway: TestGateway;
let key: string;

const [OLD, NEW] = ['2024-08-23T02:00:00Z', '2025-08-22T02:00:00Z'];
const ENDED = { HieuLucDen: '2025-06-30' };
const UNITS: readonly (readonly [change: Raw, years: readonly ('24' | '25')[]])[] = [
  [{ Ma: 'H56.20', Cap: 'HUYEN', MaCha: 'H56', ...ENDED, KeThua: ['H56.28', 'H56.29'] }, ['24']],
  [{ Ma: 'H56.21', Cap: 'HUYEN', MaCha: 'H56', MaKhac: ['000.00.21.H56'] }, ['24', '25']],
  [{ Ma: 'H56.20.1', MaCha: 'H56.20', ...ENDED, KeThua: ['H56.29'], MaKhac: ['000.01.20.H56'] }, ['24']],
  [{ Ma: 'H56.20.2', MaCha: 'H56.20', ...ENDED, KeThua: ['000-00-28-H56', 'H56.29'] }, ['24']],
  [
    {
      ...{ Ma: 'H56.20.3', MaCha: 'H56', ChaCu: [{ Ma: 'H56.20', ...ENDED }] },
      TenCu: [{ Ten: 'Xã Tên Cũ', ...ENDED }],
    },
    ['24', '25'],
  ],
  [{ Ma: 'H56.20.4', MaCha: 'H56.21', ChaCu: [{ Ma: 'H56.20', HieuLucDen: '2024-12-31' }] }, ['24', '25']],
  [{ Ma: 'H56.28', MaCha: 'H56', HieuLucTu: '2025-07-01', MaKhac: ['000.00.28.H56'] }, ['25']],
  [{ Ma: 'H56.29', MaCha: 'H56' }, ['24', '25']],
];
/** A unit that left H56.31 for H56.32, and one that came to it from H56.33 only then. */
const JOINED: typeof UNITS = [
  [{ Ma: 'H56.31', Cap: 'HUYEN', MaCha: 'H56' }, []],
  [{ Ma: 'H56.32', Cap: 'HUYEN', MaCha: 'H56' }, []],
  [{ Ma: 'H56.33', Cap: 'HUYEN', MaCha: 'H56' }, []],
  [{ Ma: 'H56.31.1', MaCha: 'H56.32', ChaCu: [{ Ma: 'H56.31', ...ENDED }] }, ['24', '25']],
  [{ Ma: 'H56.33.1', MaCha: 'H56.31.1', ChaCu: [{ Ma: 'H56.33', HieuLucDen: '2025-08-31' }] }, ['24', '25']],
];
const OLD_COMMUNES = SAMPLE_UNITS.filter(({ level, validTo }) => level === 'XA' && validTo !== undefined);
const NEW_COMMUNES = SAMPLE_UNITS.filter(({ level, validTo }) => level === 'XA' && validTo === undefined);

beforeAll(async () => {
  made = await bench({ empty: true });
  made.clock.set('2026-01-05T03:00:00.000Z');
  const district = unitForms(Date.parse('2026-01-05T03:00:00Z')) as Raw[];
  await made.sync(sourceOf('unit', [district, [...UNITS, ...JOINED].map(([change]) => unit(change))]));
  const fixtures = new Fixtures(made);
  await fixtures.procedure('1.001193', 'Đăng ký khai sinh');
  const received = (code: string, year: '24' | '25') =>
    fixtures.dossier(`${code}/${year}`, { receiving_unit: code, received_at: year === '24' ? OLD : NEW });
  for (const [{ Ma: code }, years] of [...UNITS, ...JOINED])
    for (const year of years) await received(String(code), year);
  for (const { code } of OLD_COMMUNES) await received(code, '24');
  for (const { code } of NEW_COMMUNES) await received(code, '25');
  const sites = UNITS.map(([{ Ma: code }], at) => ({
    ...KIND_SAMPLES['network-site'].raw(1, String(code)),
    ...{ SoMayTinh: 2 ** at, SoMayKetNoi: 0 },
  }));
  await made.sync(sourceWith('network-site', sites));
  const lines = UNITS.flatMap(([{ Ma: code }, years], at) =>
    years.map((year) => ({
      ...KIND_SAMPLES['budget-line'].raw(1, String(code)),
      ...{ NamNganSach: 2000 + Number(year), SoTien: 2 ** at, DonViTinh: 'đồng', Cot: 'Dự toán' },
      MaDVQHNS: `100000${at}`,
    })),
  );
  await made.sync(sourceWith('budget-line', lines));
  gateway = await startGateway(made);
  key = await gateway.key({ role: 'administrator' });
});
afterAll(async () => {
  await gateway?.stop();
  await made?.drop();
});

async function ask<T>(text: string): Promise<T> {
  const { data, errors } = await gateway.ask(text, { key });
  expect(errors).toBeUndefined();
  return data as T;
}

const dossiersOf = async (code: string, follow: string) => {
  const { dossiers } = await ask<{ dossiers: { totalCount: number; edges: { node: { code: string } }[] } }>(
    `{ dossiers(unit: "${code}", follow: ${follow}, first: 100, orderBy: CODE_ASC) { totalCount edges { node { code } } } }`,
  );
  expect(dossiers.edges).toHaveLength(dossiers.totalCount);
  return dossiers.edges.map(({ node }) => node.code.replace('H56.', ''));
};

describe('dossiers', () => {
  test.each([
    ['merged wholly', 'H56.20.1', 'RECORDED', ['20.1/24']],
    ['merged wholly', 'H56.20.1', 'SUCCESSORS', ['20.1/24', '29/25']],
    ['merged wholly, by its old code', '000.01.20.H56', 'SUCCESSORS', ['20.1/24', '29/25']],
    ['merged wholly, by its old code with hyphens', '000-01-20-H56', 'RECORDED', ['20.1/24']],
    ['split into two', 'H56.20.2', 'RECORDED', ['20.2/24']],
    ['split into two', 'H56.20.2', 'SUCCESSORS', ['20.2/24', '28/25', '29/25']],
    // What was divided went wholly into nobody.
    ['what took over a part and a whole', 'H56.29', 'SUCCESSORS', ['29/24', '29/25']],
    ['what took over a part and a whole', 'H56.29', 'BOTH_WAYS', ['20.1/24', '29/24', '29/25']],
    ['what took over a part', 'H56.28', 'BOTH_WAYS', ['28/25']],
    ['renamed', 'H56.20.3', 'RECORDED', ['20.3/24', '20.3/25']],
    ['renamed', 'H56.20.3', 'SUCCESSORS', ['20.3/24', '20.3/25']],
    ['moved: itself', 'H56.20.4', 'RECORDED', ['20.4/24', '20.4/25']],
    // What moved counts for each while it stood there.
    ['moved: from here', 'H56.20', 'RECORDED', ['20.1/24', '20.2/24', '20.3/24', '20.4/24', '20/24']],
    ['moved: to here', 'H56.21', 'RECORDED', ['20.4/25', '21/24', '21/25']],
    ['moved: to here, by hyphens', '000-00-21-H56', 'SUCCESSORS', ['20.4/25', '21/24', '21/25']],
    [
      'the district that ended',
      'H56.20',
      'SUCCESSORS',
      ['20.1/24', '20.2/24', '20.3/24', '20.4/24', '20/24', '28/25', '29/25'],
    ],
    ['nobody', 'H56.77', 'SUCCESSORS', []],
  ])('%s: %s, %s', async (_what, code, follow, expected) => {
    expect(await dossiersOf(code, follow)).toEqual(expected);
  });
});

describe('figures of today and of a year', () => {
  /** Units by the bit of each in a sum. */
  const units = (sum: number | null | undefined) =>
    UNITS.flatMap(([{ Ma: code }], at) => (((sum ?? 0) >> at) & 1 ? [String(code).replace('H56.', '')] : []));

  test.each([
    ['H56.20.1', 'RECORDED', ['20.1'], { 2024: ['20.1'] }],
    ['000-01-20-H56', 'SUCCESSORS', ['20.1', '29'], { 2024: ['20.1'], 2025: ['29'] }],
    ['H56.20.2', 'SUCCESSORS', ['20.2', '28', '29'], { 2024: ['20.2'], 2025: ['28', '29'] }],
    ['H56.29', 'BOTH_WAYS', ['20.1', '29'], { 2024: ['20.1', '29'], 2025: ['29'] }],
    // Who moved away is counted where it stands today, and in the year in which it left where it was at its end.
    ['H56.21', 'RECORDED', ['21', '20.4'], { 2024: ['21'], 2025: ['21', '20.4'] }],
    ['H56.20', 'RECORDED', ['20', '20.1', '20.2'], { 2024: ['20', '20.1', '20.2', '20.3', '20.4'] }],
  ])('%s, %s', async (code, follow, computers, years) => {
    const { coverage, budgetTotals, connectivity, budgetLines } = await ask<{
      coverage: { measures: { code: string; denominator: number }[] };
      budgetTotals: { year: number; amountVnd: number }[];
      connectivity: { totalCount: number };
      budgetLines: { totalCount: number };
    }>(`{
      coverage(unit: "${code}", follow: ${follow}) { measures { code denominator } }
      budgetTotals(unit: "${code}", follow: ${follow}) { year amountVnd }
      connectivity(unit: "${code}", follow: ${follow}) { totalCount }
      budgetLines(unit: "${code}", follow: ${follow}) { totalCount }
    }`);
    const counted = coverage.measures.find((measure) => measure.code === 'COMPUTERS_CONNECTED');
    expect(units(counted?.denominator).sort()).toEqual([...computers].sort());
    expect(connectivity.totalCount).toBe(computers.length);
    const told = budgetTotals.map(({ year, amountVnd }) => [String(year), units(amountVnd).sort()]);
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(Object.entries(years).map(([year, all]) => [year, [...all].sort()])),
    );
    expect(budgetLines.totalCount).toBe(Object.values(years).flat().length);
  });
});

describe('a key of one unit', () => {
  test.each([
    // The records under the old code, and what took over since; nothing of what that did before.
    ['000-01-20-H56', ['20.1/24', '29/25']],
    ['H56.20.2', ['20.2/24', '28/25', '29/25']],
    // The successor has what went wholly into it, and no half of what was divided.
    ['H56.29', ['20.1/24', '29/24', '29/25']],
    ['H56.28', ['28/25']],
    // Who left took nothing away from the one that it left, and brought all to where it came.
    ['H56.21', ['20.4/24', '20.4/25', '21/24', '21/25']],
    ['H56.20', ['20.1/24', '20.2/24', '20.3/24', '20.4/24', '20/24', '28/25', '29/25']],
    ['H56.20.4', ['20.4/24', '20.4/25']],
    // Nothing of what came below a unit only when that had left.
    ['H56.31', ['31.1/24']],
    ['H56.32', ['31.1/24', '31.1/25', '33.1/24', '33.1/25']],
    ['H56.33', ['33.1/24', '33.1/25']],
  ])('%s', async (given, expected) => {
    const own = await gateway.key({ role: 'viewer', unit: given });
    const { data } = await gateway.ask(
      '{ dossiers(first: 100, orderBy: CODE_ASC) { edges { node { code } } } }',
      { key: own },
    );
    const { dossiers } = data as { dossiers: { edges: { node: { code: string } }[] } };
    expect(dossiers.edges.map(({ node }) => node.code.replace('H56.', ''))).toEqual(expected);
  });
});

describe('July 2025: the 21 communes of Ngọc Lặc became 6', () => {
  test('there are so many', () => {
    expect([OLD_COMMUNES.length, NEW_COMMUNES.length]).toEqual([21, 6]);
  });

  test.each(OLD_COMMUNES.map(({ code, name, successors }) => [name, code, successors[0] ?? '']))(
    '%s (%s) and %s',
    async (_name, code, successor) => {
      const [own, next] = [code.replace('H56.', ''), successor.replace('H56.', '')];
      expect(await dossiersOf(code, 'RECORDED')).toEqual([`${own}/24`]);
      expect(await dossiersOf(code, 'SUCCESSORS')).toEqual([`${own}/24`, `${next}/25`]);
    },
  );

  test.each(NEW_COMMUNES.map(({ code, name }) => [name, code]))('%s (%s)', async (_name, code) => {
    const before = OLD_COMMUNES.filter(({ successors }) => successors.includes(code));
    expect(await dossiersOf(code, 'SUCCESSORS')).toEqual([`${code.replace('H56.', '')}/25`]);
    expect(await dossiersOf(code, 'BOTH_WAYS')).toHaveLength(before.length + 1);
  });

  test('the district has those of all', async () => {
    expect(await dossiersOf('H56.14', 'RECORDED')).toHaveLength(21);
    expect(await dossiersOf('000-00-14-H56', 'SUCCESSORS')).toHaveLength(27);
  });
});
