import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import type { Json } from '../../src/domain/canonical.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { sourceWith } from '../support/kinds/index.js';

type Raw = { [key: string]: Json };
let store: TestDatabase;
let gateway: TestGateway;
let key: string;

const FORM: Raw = {
  MaDVQHNS: '1034567',
  DonVi: 'H56.14.4',
  NamNganSach: 2025,
  Ky: 'NAM',
  BieuMau: '116/CK-NSNN',
  GiaiDoan: 'QUYET_TOAN',
  Cot: 'Quyết toán',
  DonViTinh: 'triệu đồng',
  Chuong: '822',
  SoQuyetDinh: '12/QĐ-UBND',
  NgayQuyetDinh: '05/04/2026',
  NgayCongKhai: '10/04/2026',
  NgayCapNhat: '2026-04-10T09:00:00+07:00',
};

/** Path, label, amount in triệu đồng. What is spent: 9,000, and each row says it once more. */
const SPENT: [string, string, string, Raw?][] = [
  ['B', 'TỔNG CHI', '9.000'],
  ['B/I', 'Chi cân đối ngân sách', '9.000'],
  ['B/I/1', 'Chi thường xuyên', '9.000'],
  ['B/I/1/1.1', 'Sự nghiệp giáo dục', '9.000'],
  ['B/I/1/1.1/a', 'Thanh toán cá nhân', '6.000'],
  ['B/I/1/1.1/a/-', 'Trong đó: lương', '4.000', { TrongDo: true }],
  ['B/I/1/1.1/b', 'Nghiệp vụ chuyên môn', '3.000'],
  ['B/I/1/1.1/c', 'Chi khác', '-'],
];
const rows = (form: Raw, spent = SPENT): Raw[] =>
  spent.map(([DuongDan, ChiTieu, SoTien, more], at) => ({
    ...{ ...form, DuongDan, ChiTieu, SoTien, ThuTu: at + 1 },
    ...more,
  }));

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const draft = { SoQuyetDinh: null, NgayQuyetDinh: null, NgayCongKhai: null };
  const records = [
    ...rows(FORM),
    // The half year has the same money in it, and so has the estimate.
    ...rows({ ...FORM, Ky: '6_THANG', GiaiDoan: 'THUC_HIEN', BieuMau: '114/CK-NSNN' }),
    ...rows({ ...FORM, MaDVQHNS: '1034568', DonVi: 'H56.900', Chuong: '823', ...draft }, [
      ['B', 'TỔNG CHI', '12'],
      // 6,4 and 3,4 would be 10, as rounded: 12 they are not.
      ['B/1', 'Chi đầu tư', '6'],
      ['B/2', 'Chi thường xuyên', '3'],
    ]),
    { ...FORM, BieuMau: '118/CK-NSNN', DuongDan: 'B', ChiTieu: 'TỔNG CHI', SoTien: null, TyLe: '101,5' },
  ];
  const outcome = await runSync(
    deps('2026-05-05T03:00:00.000Z'),
    systemPrincipal('test'),
    sourceWith('budget-line', records),
  );
  expect(outcome).toMatchObject({ read: records.length, stored: records.length });
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const deps = (at: string) => ({
  ...{ database: store.database, sealer: store.sealer, portals: [], warn: () => undefined },
  clock: fixedClock(at),
  owe: () => Promise.resolve(),
});

const ask = async (query: string, as = key) => {
  const { data, errors } = await gateway.ask(query, { key: as });
  expect(errors).toBeUndefined();
  return data as Record<string, never>;
};
const paths = async (filter: string, as = key) => {
  const { budgetLines } = await ask(
    `{ budgetLines(first: 100, ${filter}) { totalCount edges { node { rowPath } } } }`,
    as,
  );
  const { edges, totalCount } = budgetLines as unknown as {
    totalCount: number;
    edges: { node: { rowPath: string } }[];
  };
  expect(totalCount).toBe(edges.length);
  return edges.map(({ node }) => node.rowPath);
};
const OF_THE_YEAR = 'budgetUnitCode: "1034567", forms: ["116/CK-NSNN"]';

describe('budgetTotals', () => {
  test('adds leaves only, where a plain sum is five times too high', async () => {
    const { budgetTotals, budgetLines } = await ask(`{
      budgetTotals(${OF_THE_YEAR}, by: []) { year period stage formCode column amountVnd lines unknown setAside }
      budgetLines(first: 100, ${OF_THE_YEAR}) { edges { node { amountVnd } } } }`);
    expect(budgetTotals).toEqual([
      {
        ...{ year: 2025, period: 'YEAR', stage: 'SETTLEMENT', formCode: '116/CK-NSNN', column: 'Quyết toán' },
        ...{ amountVnd: 9_000_000_000, lines: 3, unknown: 1, setAside: 5 },
      },
    ]);
    const { edges } = budgetLines as unknown as { edges: { node: { amountVnd: number | null } }[] };
    const plain = edges.reduce((sum, { node }) => sum + (node.amountVnd ?? 0), 0);
    expect(plain / 9_000_000_000).toBeCloseTo(5.44, 2);
  });

  test('never adds two periods, stages or forms, and parts by what is asked for', async () => {
    const { budgetTotals } = await ask(
      `{ budgetTotals(unit: "H56.14", by: [CHAPTER, TOP_ROW]) { period stage chapter topRow amountVnd } }`,
    );
    expect(budgetTotals).toEqual([
      { period: 'H1', stage: 'EXECUTION', chapter: '822', topRow: 'B', amountVnd: 9_000_000_000 },
      { period: 'YEAR', stage: 'SETTLEMENT', chapter: '822', topRow: 'B', amountVnd: 9_000_000_000 },
      { period: 'YEAR', stage: 'SETTLEMENT', chapter: '823', topRow: 'B', amountVnd: 9_000_000 },
    ]);
  });

  test('of a key of one unit: its own, and what others have published', async () => {
    const limited = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
    const { budgetTotals } = await ask(`{ budgetTotals(by: [BUDGET_UNIT]) { budgetUnitCode } }`, limited);
    expect(
      new Set(JSON.parse(JSON.stringify(budgetTotals)).map((each: Raw) => each['budgetUnitCode'])),
    ).toEqual(new Set(['1034567']));
  });
});

describe('budgetLines', () => {
  test('says of each row whether it is a total and whether it is the sum of its parts', async () => {
    const { budgetLines } = await ask(
      `{ budgetLines(first: 100, ${OF_THE_YEAR}) { edges { node { rowPath isTotal isOfWhich addsUp partsVnd parent { rowPath } } } } }`,
    );
    const { edges } = budgetLines as unknown as { edges: { node: Raw }[] };
    expect(
      Object.fromEntries(edges.map(({ node }) => [node['rowPath'], [node['isTotal'], node['addsUp']]])),
    ).toEqual({
      B: [true, true],
      'B/I': [true, true],
      'B/I/1': [true, true],
      // One of its parts gives no amount.
      'B/I/1/1.1': [true, null],
      'B/I/1/1.1/a': [false, null],
      'B/I/1/1.1/a/-': [false, null],
      'B/I/1/1.1/b': [false, null],
      'B/I/1/1.1/c': [false, null],
    });
    expect(edges.find(({ node }) => node['rowPath'] === 'B/I')?.node).toMatchObject({
      partsVnd: 9_000_000_000,
      parent: { rowPath: 'B' },
    });
  });

  test('finds what does not add up, totals, leaves, what is published, and by words', async () => {
    expect(await paths('addsUp: false')).toEqual(['B']);
    expect(await paths(`${OF_THE_YEAR}, totals: true`)).toEqual(['B', 'B/I', 'B/I/1', 'B/I/1/1.1']);
    expect(await paths('published: false')).toEqual(['B', 'B/1', 'B/2']);
    expect(await paths('chapters: ["823"]')).toEqual(['B', 'B/1', 'B/2']);
    expect(await paths(`${OF_THE_YEAR}, search: "thanh toan ca nhan"`)).toEqual(['B/I/1/1.1/a']);
    expect(await paths('years: [2024]')).toEqual([]);
    expect(await paths('unit: "H56.900"')).toEqual(['B', 'B/1', 'B/2']);
  });

  test('a draft is for its unit; what is published is for every unit, but not as it was before', async () => {
    const other = await gateway.key({ role: 'viewer', unit: 'H56.900' });
    const own = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
    expect(await paths('published: false', own)).toEqual([]);
    expect(await paths('published: false', other)).toEqual(['B', 'B/1', 'B/2']);
    expect(await paths(OF_THE_YEAR, other)).toHaveLength(8);
    const before = 'asOf: "2026-04-01T00:00:00Z", orderBy: CODE_ASC';
    await store.database.query(`update subject_version set recorded_at = '2026-03-01'`);
    expect(await paths(before, own)).toHaveLength(17);
    expect(await paths(before, other)).toEqual(['B', 'B/1', 'B/2']);
  });

  test('a unit has its lines', async () => {
    const { units } = await ask(
      `{ units(code: "H56.900") { edges { node { budgetLines(first: 2, years: [2025]) { rowPath } } } } }`,
    );
    expect(units).toEqual({ edges: [{ node: { budgetLines: [{ rowPath: 'B' }, { rowPath: 'B/1' }] } }] });
  });
});

test('a line without an agency is of the unit that has its budget code among its other codes', async () => {
  const line = { ...FORM, DonVi: null, MaDVQHNS: '1039999', DuongDan: 'X', ChiTieu: 'Chi khác' };
  const bring = async (at: string) => {
    await store.database.query(`delete from source_cursor where source = 'accounting'`);
    return runSync(deps(at), systemPrincipal('test'), sourceWith('budget-line', [line]));
  };
  expect(await bring('2026-05-06T03:00:00.000Z')).toMatchObject({ stored: 0, quarantined: 1 });
  await store.database.query(`insert into unit_alias (alias, code) values ('1039999', 'H56.14.3')`);
  // It has waited for that, and is taken up before what comes once more.
  expect(await bring('2026-05-07T03:00:00.000Z')).toMatchObject({ quarantined: 0 });
  const { budgetLines } = await ask(
    `{ budgetLines(budgetUnitCode: "1039999") { edges { node { unit { code } } } } }`,
  );
  expect(budgetLines).toEqual({ edges: [{ node: { unit: { code: 'H56.14.3' } } }] });
});

test('pages go on behind a row with the longest path and column that the form allows', async () => {
  const long = { ...FORM, DonVi: 'H56.14.3', Cot: 'ộ'.repeat(300) };
  const lines = ['ề', 'ể'].map((letter) => ({ ...long, DuongDan: letter.repeat(500), ChiTieu: 'Chi dài' }));
  await store.database.query(`delete from source_cursor where source = 'accounting'`);
  expect(
    await runSync(
      deps('2026-05-08T03:00:00.000Z'),
      systemPrincipal('test'),
      sourceWith('budget-line', lines),
    ),
  ).toMatchObject({ stored: 2 });
  const page = async (after: string) => {
    const { budgetLines } = await ask(
      `{ budgetLines(first: 1, search: "chi dai"${after}) { edges { node { rowPath } } pageInfo { endCursor } } }`,
    );
    return budgetLines as unknown as {
      edges: { node: { rowPath: string } }[];
      pageInfo: { endCursor: string };
    };
  };
  const first = await page('');
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...second.edges].map(({ node }) => node.rowPath)).toEqual(
    lines.map(({ DuongDan }) => DuongDan),
  );
});
