import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let gateway: TestGateway;
let operator: string;
let personal: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const fixtures = new Fixtures(store);
  // A unit that stood before and took over another: what it did before that is not of the one it took over.
  await fixtures.unit('H56.14.5', 'Xã Cao Thịnh', {
    valid_to: '2025-06-30T17:00:00Z',
    successors: ['H56.14.4'],
  });
  await fixtures.unit('H56.14.4.2', 'Tư pháp xã Thạch Lập', {
    parent_code: 'H56.14.4',
    level: 'PHONG_BAN',
  });
  const add = (code: string, more: Record<string, unknown>) => fixtures.dossier(code, more);
  await add('EARLY', { receiving_unit: 'H56.14.5', received_at: '2024-01-01T01:00:00Z', state: 9 });
  await add('LATE', {
    receiving_unit: 'H56.14.4.2',
    received_at: '2025-07-02T01:00:00Z',
    due_at: '2025-07-10T01:00:00Z',
    procedure_code: '2.000815',
    search_text: 'late hoa dam thi dao',
  });
  await add('DONE', {
    received_at: '2025-07-03T01:00:00Z',
    due_at: '2025-07-11T01:00:00Z',
    finished_at: '2025-07-10T01:00:00Z',
    state: 9,
  });
  await store.database.query(
    `insert into lane (subject_id, portal, form, remote_exists, accepted_version)
      select id, 'national', 'record', true, version from subject where natural_key = 'DONE'`,
  );
  await store.database.query(
    `update procedure set field_code = 'G15', status = 'CONG_KHAI' where code = '2.000815'`,
  );
  gateway = await startGateway(store);
  operator = await gateway.key({ role: 'operator' });
  personal = await gateway.key({ role: 'officer', scopes: ['personal'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function found(root: string, args: string, field: string, key = operator): Promise<unknown[]> {
  const { data, errors } = await gateway.ask(
    `{ ${root}(${args}) { totalCount edges { node { ${field} } } } }`,
    { key },
  );
  expect(errors).toBeUndefined();
  const list = data?.[root] as { totalCount: number; edges: { node: Record<string, unknown> }[] };
  expect(list.totalCount).toBe(list.edges.length);
  return list.edges.map(({ node }) => node[field]);
}

const [FIRST, SECOND, THIRD, FOURTH, FIFTH] = [
  'H56.14-240823-0001',
  'H56.14-240823-0002',
  'H56.14-240824-0003',
  'H56.14-250801-0004',
  'H56.14-250802-0005',
];

describe('dossiers', () => {
  test.each([
    // A unit with all below it, and its successor from the day on.
    ['unit: "H56.14.5"', [FIFTH, 'LATE', 'EARLY']],
    ['unit: "H56.14.4"', [FIFTH, 'LATE', THIRD]],
    ['unit: "H56.14.4.2"', ['LATE']],
    ['unit: "H56.14.3"', [FOURTH, 'DONE', SECOND, FIRST]],
    ['unit: "H99"', []],
    ['field: "G15"', [FIFTH, 'LATE']],
    ['field: "G09", procedure: "2.000815"', []],
    ['states: []', []],
    ['dueFrom: "2025-07-10T08:00:00+07:00"', ['DONE', 'LATE']],
    ['dueTo: "2025-07-11T00:00:00Z", orderBy: DUE_ASC', ['LATE']],
    ['receivedFrom: "2025-07-03T00:00:00Z"', [FOURTH, 'DONE']],
    ['overdue: true', ['LATE']],
    ['overdue: false, dueFrom: "2025-01-01T00:00:00Z"', ['DONE']],
    ['atPortals: [{portal: "national", standings: [BEHIND]}]', [FIRST]],
    ['atPortals: [{portal: "national", standings: [CURRENT]}]', ['DONE']],
    ['atPortals: [{portal: "national", standings: [CURRENT, BEHIND]}]', ['DONE', FIRST]],
    [
      'atPortals: [{portal: "national", standings: [ABSENT]}], states: [RETURNED, PROCESSED], code: "DONE"',
      [],
    ],
    [
      'atPortals: [{portal: "provincial", standings: [ABSENT]}], states: [PROCESSING]',
      [FOURTH, 'LATE', FIRST],
    ],
    ['atPortals: [{portal: "national", standings: []}]', []],
    ['atPortals: [{portal: "national", deliveryStates: [DELIVERED]}]', [FIRST]],
    ['atPortals: [{portal: "national", holdReasons: [MISSING_FIELD]}]', []],
    [
      'atPortals: [{portal: "national", standings: [BEHIND, CURRENT]}, {portal: "provincial", deliveryStates: [HELD]}]',
      [FIRST],
    ],
    ['holdReasons: [MISSING_FIELD]', [FIRST]],
    ['deliveryStates: [REFUSED]', []],
    ['deliveryStates: [DELIVERED], holdReasons: [MISSING_FIELD]', []],
    ['changedFrom: "2024-08-23T02:00:00Z", code: "LATE"', ['LATE']],
    ['changedTo: "2024-08-23T02:00:00Z"', []],
    ['search: "late"', ['LATE']],
    ['search: "dao"', []],
  ])('(%s)', async (args, codes) => {
    expect(await found('dossiers', args, 'code')).toEqual(codes);
  });

  test.each(['Hoà Đàm', 'hòa dam', 'HOA đÀM', 'Ho\u0061\u0300 Đa\u0300m', '  đào   HOÀ '])(
    'search "%s": with and without accents, in either way of placing and coding them',
    async (search) => {
      expect(await found('dossiers', `search: ${JSON.stringify(search)}`, 'code', personal)).toEqual([
        'LATE',
      ]);
    },
  );
});

describe('other lists', () => {
  test.each([
    ['units', 'within: "H56.14.5"', 'code', ['H56.14.4', 'H56.14.4.2', 'H56.14.5']],
    ['units', 'within: "H56.14.3", levels: [COMMUNE]', 'code', ['H56.14.3', 'H56.900']],
    ['procedures', 'field: "G15"', 'code', ['2.000815']],
    ['procedures', 'statuses: [PUBLISHED], orderBy: CODE_DESC', 'code', ['2.000815']],
    ['notices', 'unit: "H56.14", withdrawn: false', 'code', ['TIN-2', 'TIN-1']],
    ['notices', 'publishedTo: "2024-08-20T00:00:00Z"', 'code', []],
    ['notices', 'atPortals: [{portal: "provincial", deliveryStates: [DELIVERED]}]', 'code', ['TIN-1']],
    ['notices', 'search: "thông báo tin-1"', 'code', ['TIN-1']],
    ['deliveries', `subjectKey: "${FIRST}", states: [HELD]`, 'portal', ['provincial']],
    ['deliveries', 'forms: [ARTICLE]', 'state', ['DELIVERED']],
    ['deliveries', 'createdTo: "2024-01-01T00:00:00Z"', 'state', []],
    ['lanes', `subjectKey: "${FIRST}", orderBy: CREATED_ASC`, 'portal', ['national', 'provincial']],
    ['lanes', 'subjectKind: NOTICE', 'form', ['ARTICLE']],
    ['syncRuns', 'startedFrom: "2100-01-01T00:00:00Z"', 'source', []],
    ['comparisons', 'source: "notices"', 'source', []],
    ['comparisons', 'states: [DONE]', 'source', ['one-stop']],
    ['differences', 'problems: [GONE], open: true', 'subjectKey', [THIRD]],
    ['differences', 'open: false', 'subjectKey', [FIFTH]],
    ['differences', 'unit: "H56.14.3"', 'subjectKey', [FIRST]],
    ['differences', `subjectKey: "${FIRST}", subjectKind: DOSSIER`, 'problem', ['CHANGED']],
    ['differences', 'subjectKind: NOTICE', 'problem', []],
    ['differences', 'foundTo: "2024-08-24T00:00:00Z"', 'problem', ['CHANGED']],
    ['differences', 'source: "notices"', 'problem', []],
    ['quarantine', 'kind: UNIT', 'key', []],
    ['quarantine', 'problem: "NO_SUCH"', 'key', []],
  ])('%s(%s)', async (root, args, field, values) => {
    expect(await found(root, args, field)).toEqual(values);
  });
});

test.each([
  ['deliveries', 'created', 'createdAt'],
  ['differences', 'found', 'firstFoundAt'],
  ['notices', 'published', 'publishedAt'],
  ['syncRuns', 'started', 'startedAt'],
  ['accessRecords', '', 'at'],
])('%s from a time on, and before it', async (root, name, field) => {
  // Something is there to be recorded.
  await found('dossiers', 'search: "Hoà Đàm"', 'code', personal);
  const administrator = await gateway.key({ role: 'administrator' });
  const [from, to] = name ? [`${name}From`, `${name}To`] : ['from', 'to'];
  const times = (args: string) => found(root, `first: 100${args}`, field, administrator) as Promise<string[]>;
  const all = (await times('')).map((time) => Date.parse(time));
  expect(all.length).toBeGreaterThan(0);
  for (const bound of new Set(all.flatMap((time) => [time, time + 1]))) {
    const at = `"${new Date(bound).toISOString()}"`;
    const since = (await times(`, ${from}: ${at}`)).map((time) => Date.parse(time));
    const before = (await times(`, ${to}: ${at}`)).map((time) => Date.parse(time));
    expect(since).toEqual(all.filter((time) => time >= bound));
    expect(before).toEqual(all.filter((time) => time < bound));
  }
});

test('accessRecords of one principal, and of one dossier', async () => {
  expect(await found('dossiers', 'search: "Hoà Đàm"', 'code', personal)).toEqual(['LATE']);
  const administrator = await gateway.key({ role: 'administrator' });
  const records = (args: string) =>
    found('accessRecords', args, 'principalId', administrator) as Promise<string[]>;
  const [principal = ''] = await records('first: 100');
  expect(new Set(await records(`principalId: "${principal}"`))).toEqual(new Set([principal]));
  expect(await records('principalId: "nobody"')).toEqual([]);
  expect(await records('subjectKey: "LATE"')).toContain(principal);
  expect(await records('subjectKey: "EARLY"')).toEqual([]);
});

test('a search and each way through the dossiers is served by an index', async () => {
  await store.database.query('analyze dossier');
  for (const [where, index] of [
    [`search_text like '%hoa dam%'`, 'dossier_search'],
    [`lower(code) like '%240823%'`, 'dossier_code_search'],
    [`due_at < now() and state not in (3, 7, 8, 9, 10)`, 'dossier_open'],
  ] as const) {
    const client = await store.database.pool.connect();
    try {
      await client.query(
        'set enable_seqscan = off; set enable_indexscan = off; set enable_indexonlyscan = off',
      );
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select 1 from dossier where ${where}`,
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
      await client.query('reset all');
    } finally {
      client.release();
    }
  }
});
