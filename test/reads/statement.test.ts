import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

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

/** The answer, and the statements that it took beside the key's own. */
async function ask(query: string, who = key) {
  gateway.statements();
  const answer = await gateway.ask(query, { key: who });
  expect(answer.errors).toBeUndefined();
  const statements = gateway.statements().filter((text) => !text.includes('service_key'));
  return { data: answer.data, statements };
}

describe('a root field is one statement', () => {
  test.each([
    '{ dossiers { totalCount edges { node { code } } } }',
    `{ dossiers(first: 50) { totalCount pageInfo { hasNextPage } edges { cursor node {
        code procedure { name term { amount } } receivingUnit { name parent { name parent { name } } successors { name } }
        applicant { name identityNumber } trace { at note } components { name } fees { amount } results { name }
        supplements { content } versionCount
        deliveries { state attempts { outcome } entry { at } lane { portal deliveries(first: 3) { id dossier { code } } } }
    } } } }`,
    '{ lanes { edges { node { deliveries { attempts { at } notice { title unit { name } } dossier { trace { at } } } } } } }',
    '{ notices { edges { node { attachments { name } deliveries { supersededBy { id } } } } } }',
    '{ quarantine { totalCount edges { node { place { file } problems { code } } } } }',
    '{ queues { health problems { code } portals { deliveries { count } } sources { source } } }',
    '{ dossier(code: "H56.14-240823-0001") { deliveries { lane { dossier { deliveries { id } } } } } }',
  ])('%#', async (query) => {
    expect((await ask(query)).statements).toHaveLength(1);
  });

  test('also for a key that is limited to a unit', async () => {
    const limited = await gateway.key({ unit: 'H56.14.3', role: 'operator' });
    const { statements } = await ask(
      '{ dossiers { edges { node { deliveries { lane { id } } } } } }',
      limited,
    );
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain('with scope');
  });

  test('what is not selected is not asked for', async () => {
    const { statements } = await ask('{ dossiers { edges { node { code } } } }');
    expect(statements[0]).not.toMatch(/count\(|trace_entry|delivery|identity_number/);
    const { statements: counted } = await ask('{ dossiers { totalCount } }');
    expect(counted[0]).not.toContain('json_agg');
  });
});

describe('aliases', () => {
  test('of one field with different arguments keep apart', async () => {
    const { data, statements } = await ask(`{ dossier(code: "H56.14-240823-0001") {
      national: deliveries(portal: "national", states: [DELIVERED]) { kind }
      provincial: deliveries(portal: "provincial") { kind state }
      one: deliveries(first: 1) { kind }
      deliveries { id }
    } }`);
    expect(data).toMatchObject({
      dossier: {
        national: [{ kind: 'RECORD' }],
        provincial: [{ kind: 'RECORD', state: 'HELD' }],
        one: [{ kind: 'RECORD' }],
        deliveries: [{}, {}, {}],
      },
    });
    expect(statements).toHaveLength(1);
  });

  test('at each level: roots, edges, nodes, parents', async () => {
    const { data } = await ask(`{
      a: dossiers(first: 1, states: [PROCESSED]) {
        x: edges { n: node { code u: receivingUnit { code } } m: node { u: receivingUnit { name } } }
        y: edges { node { state } }
      }
      b: dossiers(first: 1, states: [RETURNED]) { edges { node { code } } }
    }`);
    expect(data).toEqual({
      a: {
        x: [
          { n: { code: 'H56.14-240824-0003', u: { code: 'H56.14.4' } }, m: { u: { name: 'Xã Thạch Lập' } } },
        ],
        y: [{ node: { state: 'PROCESSED' } }],
      },
      b: { edges: [{ node: { code: 'H56.14-240823-0002' } }] },
    });
  });

  test('@skip, @include and fragments select what they say', async () => {
    const { data } = await ask(`{ dossier(code: "H56.14-240823-0001") {
      code @skip(if: true) ...F @include(if: true) ... @include(if: false) { deliveries(first: 1000) { id } }
      receivingUnit { code } } }
      fragment F on Dossier { state receivingUnit { name } ... on Node { id } }`);
    expect(data).toMatchObject({
      dossier: { state: 'PROCESSING', receivingUnit: { code: 'H56.14.3', name: 'Xã Mỹ Tân' } },
    });
    expect(data?.['dossier']).not.toHaveProperty('code');
  });

  test('more fields than one JSON function takes are still one object', async () => {
    const fields = ['receivingUnit', 'processingUnit', 'procedure'];
    const many = Array.from({ length: 120 }, (_v, at) => `u${at}: ${fields[at % 3]} { code }`).join(' ');
    const { data } = await ask(`{ dossier(code: "H56.14-240823-0001") { ${many} } }`);
    expect(Object.keys(data?.['dossier'] ?? {})).toHaveLength(120);
  });
});
