import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const SCHOOL = { MaDVQHNS: '1034567', DonVi: 'H56.14.4' };
const COMMUNE = { MaDVQHNS: '1034568', DonVi: 'H56.900' };
const published = (form: RawForm, decided: string, out: string): RawForm => ({
  ...{ NamNganSach: 2025, TrangThai: 'DA_CONG_KHAI', SoQuyetDinh: '12/QĐ' },
  ...{ NgayQuyetDinh: decided, NgayCongKhai: out, NgayCapNhat: '2026-02-10T09:00:00+07:00', ...form },
});
const Q1: RawForm = { Ky: 'QUY_1', BieuMau: 'M03/TT61' };
const H1: RawForm = { Ky: '6_THANG', BieuMau: 'M03/TT61' };

const PACKAGES: RawForm[] = [
  // 15 days after 31 March: the last day itself is in time, whatever the hour.
  published({ ...SCHOOL, ...Q1, TrangThai: 'DA_DINH_CHINH' }, '10/04/2025', '15/04/2025'),
  published({ ...SCHOOL, ...Q1, LanCongKhai: 2, LyDo: 'Sai số' }, '20/04/2025', '21/04/2025'),
  published({ ...SCHOOL, ...H1 }, '10/07/2025', '16/07/2025'),
  // It was out, and is no more.
  {
    ...published({ ...SCHOOL, Ky: '9_THANG', BieuMau: 'M03/TT61' }, '09/10/2025', '10/10/2025'),
    ...{ TrangThai: 'DA_THU_HOI', NgayThuHoi: '12/10/2025', LyDo: 'Nhầm' },
  },
  // Approved, and nobody made it public.
  {
    ...published({ ...SCHOOL, Ky: 'NAM', BieuMau: 'M02/TT61' }, '02/01/2025', ''),
    TrangThai: 'DA_DUYET',
  },
  published({ ...COMMUNE, Ky: 'NAM', BieuMau: '103/CK-NSNN' }, '02/01/2025', '17/01/2025'),
];
const LINE: RawForm = {
  ...(KIND_SAMPLES['budget-line'].raw(1, 'H56.900') as RawForm),
  ...{ ...COMMUNE, BieuMau: '113/CK-NSNN', SoQuyetDinh: '3/QĐ', NgayQuyetDinh: '08/04/2025' },
  ...{ NgayCongKhai: '14/04/2025', NgayCapNhat: '2026-02-10T09:00:00+07:00' },
};

let take: (source: ReturnType<typeof sourceWith>) => ReturnType<typeof runSync>;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const deps = {
    ...{ database: store.database, sealer: store.sealer, portals: [], warn: () => undefined },
    clock: fixedClock('2026-02-12T03:00:00.000Z'),
    owe: () => Promise.resolve(),
  };
  take = (source) => runSync(deps, systemPrincipal('test'), source);
  expect(await take(sourceWith('budget-disclosure', PACKAGES))).toMatchObject({ stored: PACKAGES.length });
  expect(await take(sourceWith('budget-line', [LINE]))).toMatchObject({ stored: 1 });
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
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
};
interface Due {
  budgetUnitCode: string;
  period: string;
  formCode: string;
  dueOn: string;
  standing: string;
}
const dues = async (args: string, as = key) => {
  const { disclosureDues } = await ask(
    `{ disclosureDues(${args}) { budgetUnitCode unitCode period formCode countedFrom dueOn publishedOn standing daysLate disclosureCode } }`,
    as,
  );
  return disclosureDues as Due[];
};
const of = (all: Due[], formCode: string, period: string) =>
  all.find((due) => due.formCode === formCode && due.period === period);

describe('what is due', () => {
  test('is counted from the end of the period or from the decision; the last day is in time', async () => {
    const all = await dues('years: [2025]');
    expect(of(all, 'M03/TT61', 'Q1')).toEqual({
      ...{ budgetUnitCode: '1034567', unitCode: 'H56.14.4', period: 'Q1', formCode: 'M03/TT61' },
      ...{ countedFrom: 'PERIOD_END', dueOn: '2025-04-15', publishedOn: '2025-04-15', standing: 'IN_TIME' },
      ...{ daysLate: null, disclosureCode: '1034567|2025|Q1|M03/TT61|2' },
    });
    expect(of(all, 'M03/TT61', 'H1')).toMatchObject({ dueOn: '2025-07-15', standing: 'LATE', daysLate: 1 });
    expect(of(all, 'M02/TT61', 'YEAR')).toMatchObject({
      ...{ countedFrom: 'APPROVAL', dueOn: '2025-01-17', standing: 'MISSING', publishedOn: null },
    });
    expect(of(all, '103/CK-NSNN', 'YEAR')).toMatchObject({ dueOn: '2025-01-17', standing: 'IN_TIME' });
  });

  test('what was withdrawn is missing again; what nobody ever made is missing too', async () => {
    const all = await dues('years: [2025]');
    expect(of(all, 'M03/TT61', 'M9')).toMatchObject({
      ...{ standing: 'MISSING', publishedOn: null, disclosureCode: '1034567|2025|M9|M03/TT61|1' },
    });
    expect(of(all, '115/CK-NSNN', 'Q1')).toMatchObject({ standing: 'MISSING', disclosureCode: null });
    // Nobody decided on a settlement: from when should its days be counted?
    expect(of(all, 'M04/TT61', 'YEAR')).toBeUndefined();
    // The estimate is of the year, not of a quarter, and a school owes no form of a commune.
    expect(
      all.filter(({ budgetUnitCode }) => budgetUnitCode === '1034567').map(({ formCode }) => formCode),
    ).toEqual(['M02/TT61', ...['M03/TT61', 'M03/TT61', 'M03/TT61', 'M03/TT61']]);
  });

  test('a form is out once its lines are, without a package', async () => {
    expect(of(await dues('years: [2025]'), '113/CK-NSNN', 'Q1')).toMatchObject({
      ...{ standing: 'IN_TIME', publishedOn: '2025-04-14', disclosureCode: null },
    });
  });

  test('rules are rows with dates: another number of days, from a day on', async () => {
    await store.database.query(
      `update disclosure_rule set valid_to = '2025-05-31' where form_code = 'M03/TT61' and period = 'H1';
       insert into disclosure_rule (series, form_code, period, counted_from, days, valid_from, valid_to)
         values ('UNIT', 'M03/TT61', 'H1', 'PERIOD_END', 20, '2025-06-01', '9999-12-31')`,
    );
    const all = await dues('years: [2025]');
    expect(all.filter(({ formCode, period }) => formCode === 'M03/TT61' && period === 'H1')).toMatchObject([
      { dueOn: '2025-07-20', standing: 'IN_TIME' },
    ]);
    expect(of(all, 'M03/TT61', 'Q1')).toMatchObject({ dueOn: '2025-04-15' });
  });

  test('by unit, by standing, by year; a key of one unit is told of its own', async () => {
    const units = (all: Due[]) => [...new Set(all.map(({ budgetUnitCode }) => budgetUnitCode))];
    expect(units(await dues('years: [2025], unit: "H56.900"'))).toEqual(['1034568']);
    const limited = await gateway.key({ role: 'viewer', unit: 'H56.14.4' });
    expect(units(await dues('years: [2025]', limited))).toEqual(['1034567']);
    expect(
      new Set((await dues('years: [2025], standings: [LATE, MISSING]')).map(({ standing }) => standing)),
    ).toEqual(new Set(['MISSING']));
    expect(await dues('years: [2024]')).toEqual([]);
  });

  test('the share in time is a measure of coverage', async () => {
    const { coverage } = await ask(
      '{ coverage(unit: "H56.900") { measures { code numerator denominator } } }',
    );
    const { measures } = coverage as { measures: { code: string; numerator: number; denominator: number }[] };
    const found = measures.find(({ code }) => code === 'DISCLOSURES_IN_TIME');
    expect(found?.numerator).toBe(2);
    expect(found?.denominator).toBeGreaterThan(12);
  });
});

describe('packages', () => {
  const codes = async (filter: string, as = key) => {
    const { budgetDisclosures } = await ask(
      `{ budgetDisclosures(first: 50, ${filter}) { edges { node { code } } } }`,
      as,
    );
    const { edges } = budgetDisclosures as { edges: { node: { code: string } }[] };
    return edges.map(({ node }) => node.code);
  };

  test('are found by state, form, period and words', async () => {
    expect(await codes('states: [WITHDRAWN]')).toEqual(['1034567|2025|M9|M03/TT61|1']);
    expect(await codes('forms: ["103/CK-NSNN"]')).toEqual(['1034568|2025|YEAR|103/CK-NSNN|1']);
    expect(await codes('periods: [Q1], budgetUnitCode: "1034567"')).toEqual([
      '1034567|2025|Q1|M03/TT61|1',
      '1034567|2025|Q1|M03/TT61|2',
    ]);
    expect(await codes('search: "sai so"')).toEqual(['1034567|2025|Q1|M03/TT61|2']);
  });

  test('what is not out is for its unit; what came out is for all, also when it was withdrawn', async () => {
    const other = await gateway.key({ role: 'viewer', unit: 'H56.900' });
    expect(await codes('states: [APPROVED]', other)).toEqual([]);
    expect(await codes('states: [APPROVED]')).toEqual(['1034567|2025|YEAR|M02/TT61|1']);
    expect(await codes('states: [WITHDRAWN]', other)).toHaveLength(1);
  });

  test('know the lines of their form, and lines their packages', async () => {
    await store.database.query(
      `update budget_disclosure set form_code = '113/CK-NSNN', period = 'Q1' where budget_unit_code = '1034568'`,
    );
    const { budgetDisclosures, budgetLines } = await ask(`{
      budgetDisclosures(budgetUnitCode: "1034568") { edges { node { unit { code } lines(first: 5) { rowPath } } } }
      budgetLines { edges { node { disclosures { code } } } } }`);
    expect(budgetDisclosures).toEqual({
      edges: [{ node: { unit: { code: 'H56.900' }, lines: [{ rowPath: 'I/1' }] } }],
    });
    expect(budgetLines).toEqual({
      edges: [{ node: { disclosures: [{ code: '1034568|2025|YEAR|103/CK-NSNN|1' }] } }],
    });
  });
});

test('a state does not go back, and what was withdrawn stays so', async () => {
  const steps: [RawForm, string][] = [
    [{ ...published({ ...SCHOOL, ...H1 }, '10/07/2025', ''), TrangThai: 'DA_DUYET' }, 'PUBLISHED → APPROVED'],
    [
      published({ ...SCHOOL, Ky: '9_THANG', BieuMau: 'M03/TT61' }, '09/10/2025', '10/10/2025'),
      'WITHDRAWN → PUBLISHED',
    ],
  ];
  const later = { NgayCapNhat: '2026-02-11T09:00:00+07:00' };
  const back = steps.map(([form]) => ({ ...form, ...later }));
  await store.database.query("delete from source_cursor where source = 'disclosures'");
  expect(await take(sourceWith('budget-disclosure', back))).toMatchObject({ stored: 0, quarantined: 2 });
  const { rows } = await store.database.query<{
    problems: { field: string; code: string; message: string }[];
  }>('select problems from quarantine order by natural_key');
  const found = rows.flatMap(({ problems }) => problems).filter(({ code }) => code === 'ILLEGAL_STEP');
  expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual(Array(2).fill('TrangThai ILLEGAL_STEP'));
  for (const [, step] of steps) expect(found.some(({ message }) => message.endsWith(step))).toBe(true);
  const corrected = {
    ...published({ ...SCHOOL, ...H1 }, '10/07/2025', '16/07/2025'),
    TrangThai: 'DA_DINH_CHINH',
    ...later,
  };
  await store.database.query("delete from source_cursor where source = 'disclosures'");
  expect(await take(sourceWith('budget-disclosure', [corrected]))).toMatchObject({
    stored: 1,
    quarantined: 0,
  });
});

test('lines that came out before a package of their form was withdrawn are out no more', async () => {
  await store.database.query('update subject set deleted_at = now() where natural_key = $1', [
    '1034568|2025|YEAR|103/CK-NSNN|1',
  ]);
  const q1 = async () => of(await dues('years: [2025]'), '113/CK-NSNN', 'Q1');
  expect(await q1()).toMatchObject({ standing: 'IN_TIME', publishedOn: '2025-04-14' });
  const withdrawn = (day: string, changed: string) => ({
    ...published({ ...COMMUNE, Ky: 'QUY_1', BieuMau: '113/CK-NSNN' }, '08/04/2025', '10/04/2025'),
    ...{ TrangThai: 'DA_THU_HOI', NgayThuHoi: day, LyDo: 'Nhầm', NgayCapNhat: changed },
  });
  const taken = async (form: RawForm) => {
    await store.database.query("delete from source_cursor where source = 'disclosures'");
    expect(await take(sourceWith('budget-disclosure', [form]))).toMatchObject({ stored: 1 });
  };
  await taken(withdrawn('12/04/2025', '2026-02-10T10:00:00+07:00'));
  // They came out anew behind that.
  expect(await q1()).toMatchObject({ standing: 'IN_TIME', publishedOn: '2025-04-14' });
  await taken(withdrawn('20/04/2025', '2026-02-10T11:00:00+07:00'));
  expect(await q1()).toMatchObject({ standing: 'MISSING', publishedOn: null });
});
