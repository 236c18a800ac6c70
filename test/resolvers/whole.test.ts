import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/*
 * An answer that is read whole is what graphql-js makes of the same rows. The first time that an operation comes it is run by graphql-js,
 * from the second on it is read whole, from the fourth on by a plan that was kept.
 */

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

const CODE = 'H56.14-240823-0001';
const TIMES = 5;

interface Page {
  edges: [{ cursor: string; node: Record<string, unknown> }];
}

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'operator' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function answers(query: string, variables: Record<string, unknown> = {}, who = key) {
  const all = [];
  for (let time = 1; time <= TIMES; time += 1) {
    const { data, errors } = await gateway.ask(query, { key: who, variables });
    const told = errors?.map(({ message, path }) => ({ message, path }));
    all.push({ data, errors: told });
  }
  return all;
}

async function same(query: string, variables?: Record<string, unknown>) {
  const [first, ...others] = await answers(query, variables);
  for (const each of others) expect(each).toEqual(first);
  return first;
}

test.each([
  `{ __typename d: dossiers(first: 2) { __typename total: totalCount i: pageInfo { __typename n: hasNextPage endCursor }
      e: edges { __typename c: cursor n: node { __typename key: code state at: receivedAt flags
        u: receivingUnit { __typename code } applicant { name phone }
        trace { at s: state } one: deliveries(first: 1) { state portal __typename } deliveries { state } } } } }`,
  `{ a: dossier(code: "${CODE}") { code code rating { level } processingUnit { code } } b: dossier(code: "none") { code } }`,
  `{ dossiers(last: 1) { edges { cursor } ...P } units(first: 3) { edges { node { code parent { code } otherCodes } } } }
    fragment P on DossierConnection { pageInfo { hasPreviousPage startCursor } edges { node { ...D } } }
    fragment D on Dossier { id ... on Node { nodeId: id } state }`,
])('aliases, names of types, nothing and fragments: %#', async (query) => {
  expect(await same(query)).toMatchObject({ errors: undefined });
});

test('conditions and cursors are those of each request', async () => {
  const query = `query ($after: String, $with: Boolean!, $portal: String) { dossiers(first: 1, after: $after) {
    edges { cursor node { code deliveries(portal: $portal) @include(if: $with) { portal } } } } }`;
  const codes = new Set<unknown>();
  let after: string | null = null;
  for (let page = 0; page < 3; page += 1) {
    const answer = await same(query, {
      after,
      with: page !== 1,
      portal: page === 0 ? 'national' : 'provincial',
    });
    const list = answer?.data?.['dossiers'] as Page | undefined;
    const edge = list?.edges[0];
    if (!edge) throw new Error('no edge');
    codes.add(edge.node['code']);
    expect('deliveries' in edge.node).toBe(page !== 1);
    after = edge.cursor;
  }
  expect(codes.size).toBe(3);
});

test('one plan serves no other kind of key', async () => {
  const query = `{ dossier(code: "${CODE}") { applicant { name } summary } }`;
  const shown = await gateway.key({ role: 'operator', scopes: ['personal'] });
  const other = await gateway.key({ role: 'operator', unit: 'H56.14.4', scopes: ['personal'] });
  const masked = await answers(query);
  const open = await answers(query, {}, shown);
  const none = await answers(query, {}, other);
  expect(new Set(masked.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(open[TIMES - 1]).not.toEqual(masked[0]);
  expect(none).toEqual(none.map(() => ({ data: { dossier: null }, errors: undefined })));
  expect((await answers(query))[0]).toEqual(masked[0]);
});

test('a value that the schema does not know is told with its place', async () => {
  await store.database.query(`update dossier set flags = '{NO_SUCH_FLAG}' where code = $1`, [CODE]);
  const answer = await same(`{ dossier(code: "${CODE}") { code flags } units(first: 1) { totalCount } }`);
  expect(answer).toMatchObject({
    data: { dossier: null, units: {} },
    errors: [{ path: ['dossier', 'flags', 0] }],
  });
});

test('what may not be asked is refused with its field, the rest answered', async () => {
  const viewer = await gateway.key({ role: 'viewer' });
  const query = '{ quarantine(first: 1) { totalCount } dossiers(first: 1) { totalCount } }';
  const [first, ...others] = await answers(query, {}, viewer);
  for (const each of others) expect(each).toEqual(first);
  expect(first?.errors).toMatchObject([{ path: ['quarantine'] }]);
});
