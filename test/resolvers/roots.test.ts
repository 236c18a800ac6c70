import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../src/processes/http/examples.js';
import { toGlobalId } from '../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Filled, fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let filled: Filled;
let gateway: TestGateway;
let operator: string;

beforeAll(async () => {
  store = await freshDatabase();
  filled = await fillDistrict(store);
  gateway = await startGateway(store);
  operator = await gateway.key({ role: 'operator' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const answer = await gateway.ask(query, { key: operator, variables });
  expect(answer.errors).toBeUndefined();
  expect(answer.status).toBe(200);
  return answer.data;
}
const id = (type: string, key: string | undefined) => toGlobalId(type, key ?? '');

describe('each root answers over HTTP with a key', () => {
  test('dossiers: the not yet received first, then the latest; pages by cursor; counted when asked', async () => {
    const codes: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const answer = (await ask(
        `query ($after: String) { dossiers(first: 2, after: $after) {
          totalCount edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { after },
      )) as {
        dossiers: {
          totalCount: number;
          edges: { cursor: string; node: { code: string } }[];
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
        };
      };
      const { edges, pageInfo, totalCount } = answer.dossiers;
      expect(totalCount).toBe(5);
      expect(pageInfo.hasNextPage).toBe(page < 2);
      expect(pageInfo.hasPreviousPage).toBe(page > 0);
      expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
      codes.push(...edges.map(({ node }) => node.code));
      after = pageInfo.endCursor;
    }
    expect(codes).toEqual([
      'H56.14-250802-0005',
      'H56.14-250801-0004',
      'H56.14-240824-0003',
      'H56.14-240823-0002',
      'H56.14-240823-0001',
    ]);
  });

  test.each([
    ['code: "H56.14-240823-0001"', ['H56.14-240823-0001']],
    ['unit: "H56.14.3"', ['H56.14-250801-0004', 'H56.14-240823-0002', 'H56.14-240823-0001']],
    ['procedure: "2.000815"', ['H56.14-250802-0005']],
    ['states: [PROCESSED, RETURNED]', ['H56.14-240824-0003', 'H56.14-240823-0002']],
    [
      'receivedFrom: "2024-08-23T09:30:00+07:00", receivedTo: "2025-01-01T00:00:00Z"',
      ['H56.14-240824-0003', 'H56.14-240823-0002'],
    ],
    ['search: "240824"', ['H56.14-240824-0003']],
    ['search: "nguyen thu"', []],
    ['search: "%"', []],
  ])('dossiers(%s)', async (args, codes) => {
    const data = (await ask(`{ dossiers(${args}) { edges { node { code } } } }`)) as {
      dossiers: { edges: { node: { code: string } }[] };
    };
    expect(data.dossiers.edges.map(({ node }) => node.code)).toEqual(codes);
  });

  test('dossier: rated in words only, or not at all', async () => {
    const ratingOf = (code: string) => ask(`{ dossier(code: "${code}") { rating { level } } }`);
    expect(await ratingOf('H56.14-240823-0002')).toEqual({ dossier: { rating: { level: null } } });
    expect(await ratingOf('H56.14-240824-0003')).toEqual({ dossier: { rating: null } });
  });

  test('dossier: everything of it, with its deliveries, by code', async () => {
    expect(
      await ask(`{ dossier(code: "H56.14-240823-0001") {
        code state channel receivedAt version versionCount origin flags
        procedure { code term { amount unit } fieldName } receivingUnit { name level validTo successors { name } parent { name } }
        applicant { type } rating { level }
        trace { at state actor } components { name hasFile } results { name hasFile } fees { name amount type }
        supplements { requestedAt }
        deliveries { kind state portal proof deliveredAt attempts { number outcome httpStatus task } entry { state } lane { remoteExists readyAt } }
      } }`),
    ).toEqual({
      dossier: {
        code: 'H56.14-240823-0001',
        state: 'PROCESSING',
        channel: 'ONLINE',
        receivedAt: '2024-08-23T08:30:00.000+07:00',
        version: 2,
        versionCount: 2,
        origin: 'one-stop',
        flags: ['REOPENED'],
        procedure: { code: '1.001193', term: { amount: 1, unit: 'WORKING_DAY' }, fieldName: 'Hộ tịch' },
        receivingUnit: {
          name: 'Xã Mỹ Tân',
          level: 'COMMUNE',
          validTo: '2025-07-01',
          successors: [{ name: 'Xã Ngọc Lặc' }],
          parent: { name: 'UBND huyện Ngọc Lặc' },
        },
        applicant: { type: 'CITIZEN' },
        rating: { level: 'VERY_SATISFIED' },
        trace: [
          { at: '2024-08-23T08:30:00.000+07:00', state: 'RECEIVED', actor: 'Cán bộ Một Cửa' },
          { at: '2024-08-23T09:00:00.000+07:00', state: 'PROCESSING', actor: 'Cán bộ Tư Pháp' },
        ],
        components: [{ name: 'Tờ khai', hasFile: true }],
        results: [{ name: 'Giấy khai sinh', hasFile: false }],
        fees: [{ name: 'Lệ phí', amount: 15000, type: 'CHARGE' }],
        supplements: [{ requestedAt: '2024-08-23T08:45:00.000+07:00' }],
        deliveries: [
          {
            kind: 'RECORD',
            state: 'HELD',
            portal: 'provincial',
            proof: null,
            deliveredAt: null,
            attempts: [],
            entry: null,
            lane: { remoteExists: false, readyAt: null },
          },
          {
            kind: 'ENTRY',
            state: 'PENDING',
            portal: 'national',
            proof: null,
            deliveredAt: null,
            attempts: [],
            entry: { state: 'RECEIVED' },
            lane: { remoteExists: true, readyAt: null },
          },
          {
            kind: 'RECORD',
            state: 'DELIVERED',
            portal: 'national',
            proof: 'ANSWER',
            deliveredAt: '2024-08-23T09:00:02.000+07:00',
            attempts: [{ number: 1, outcome: 'ACCEPTED', httpStatus: 200, task: 'SEND' }],
            entry: null,
            lane: { remoteExists: true, readyAt: null },
          },
        ],
      },
    });
  });

  test('procedures and units', async () => {
    expect(
      await ask(`{
        procedures(search: "khai sinh") { totalCount edges { node { code onlineLevel hasFee } } }
        units(validAt: "2024-01-01T00:00:00Z", levels: [COMMUNE]) { edges { node { code } } }
      }`),
    ).toEqual({
      procedures: {
        totalCount: 1,
        edges: [{ node: { code: '1.001193', onlineLevel: 'WHOLE', hasFee: null } }],
      },
      units: { edges: [{ node: { code: 'H56.14.3' } }, { node: { code: 'H56.14.4' } }] },
    });
  });

  test('notices and notice', async () => {
    expect(
      await ask(`{
        notices(categories: [POLICY]) { edges { node { code category reference unit { code } attachments { name } } } }
        notice(code: "TIN-1") { documentNumber deliveries { form state notice { code } dossier { code } } }
        none: notice(code: "TIN-9") { code }
      }`),
    ).toEqual({
      notices: {
        edges: [
          {
            node: {
              code: 'TIN-1',
              category: 'POLICY',
              reference: 'LT-000001',
              unit: { code: 'H56.14' },
              attachments: [{ name: 'Kèm theo' }],
            },
          },
        ],
      },
      notice: {
        documentNumber: '12/TB-UBND',
        deliveries: [{ form: 'ARTICLE', state: 'DELIVERED', notice: { code: 'TIN-1' }, dossier: null }],
      },
      none: null,
    });
  });

  test('deliveries and delivery', async () => {
    expect(
      await ask(
        `query ($id: ID!) {
          held: deliveries(states: [HELD], holdReasons: [MISSING_FIELD]) { edges { node { portal holdReason holdField } } }
          records: deliveries(portal: "national", kind: RECORD) { totalCount }
          delivery(id: $id) { state dossier { code } lane { waitReason subjectKey subjectKind agencyCode } }
        }`,
        { id: id('Delivery', filled.deliveries.held) },
      ),
    ).toEqual({
      held: { edges: [{ node: { portal: 'provincial', holdReason: 'MISSING_FIELD', holdField: 'Email' } }] },
      records: { totalCount: 2 },
      delivery: {
        state: 'HELD',
        dossier: { code: 'H56.14-240823-0001' },
        lane: {
          waitReason: 'RECORD_HELD',
          subjectKey: 'H56.14-240823-0001',
          subjectKind: 'DOSSIER',
          agencyCode: 'H56.14',
        },
      },
    });
  });

  test('node: any type by its id', async () => {
    expect(
      await ask(
        `query ($d: ID!, $n: ID!) {
          d: node(id: $d) { __typename id ... on Dossier { code receivingUnit { code } } ... on Notice { title } }
          n: node(id: $n) { __typename ... on Dossier { code } ...N }
        } fragment N on Notice { code deliveries(first: 1) { state } }`,
        { d: id('Dossier', filled.dossiers.get('H56.14-240823-0001')), n: id('Notice', filled.notice) },
      ),
    ).toEqual({
      d: {
        __typename: 'Dossier',
        id: id('Dossier', filled.dossiers.get('H56.14-240823-0001')),
        code: 'H56.14-240823-0001',
        receivingUnit: { code: 'H56.14.3' },
      },
      n: { __typename: 'Notice', code: 'TIN-1', deliveries: [{ state: 'DELIVERED' }] },
    });
  });

  const queries = EXAMPLES.filter((text) => /^query /m.test(text));
  test.each(queries.map((query) => [/query \w+/.exec(query)?.[0] ?? '', query]))(
    'the example %s',
    async (_name, query) => {
      await ask(query);
    },
  );
});
