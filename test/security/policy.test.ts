import { isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../../src/domain/role.js';
import { toGlobalId } from '../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Filled, fillDistrict } from '../support/district.js';
import { CITIZEN } from '../support/fixtures.js';
import { type Answer, startGateway, type TestGateway } from '../support/gateway.js';
import { requiredArguments, rootsOf, schema } from './matrix/ways.js';

let store: TestDatabase;
let filled: Filled;
let gateway: TestGateway;

beforeAll(async () => {
  store = await freshDatabase();
  filled = await fillDistrict(store);
  gateway = await startGateway(store);
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const codes = (answer: Answer) => answer.errors?.map(({ extensions }) => extensions['code']);
const dossierId = () => toGlobalId('Dossier', filled.dossiers.get('H56.14-240823-0001') ?? '');

/** Each root as a caller asks it. */
const ROOTS = rootsOf(schema.getQueryType()).map(
  (field) =>
    `${field.name}${field.args.some(isRequiredArgument) ? `(${requiredArguments(field)})` : ''} { __typename }`,
);

describe('nobody without a key', () => {
  test('asks for data', async () => {
    for (const root of ROOTS) {
      const answer = await gateway.ask(`{ ${root} }`);
      expect([answer.status, codes(answer), answer.data ?? null]).toEqual([401, ['UNAUTHENTICATED'], null]);
    }
    const hidden = await gateway.ask('{ ...F } fragment F on Query { dossiers { totalCount } }');
    expect(codes(hidden)).toEqual(['UNAUTHENTICATED']);
    const mixed = await gateway.ask('{ __typename dossiers { totalCount } }');
    expect(codes(mixed)).toEqual(['UNAUTHENTICATED']);
  });

  test('but this machine may read the schema', async () => {
    const answer = await gateway.ask('{ __schema { queryType { name } } }');
    expect(answer.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  test('as GraphiQL does before a key is written behind Bearer', async () => {
    const answer = await gateway.ask('{ __schema { queryType { name } } }', { key: '' });
    expect(answer.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect(codes(await gateway.ask('{ dossiers { totalCount } }', { key: '' }))).toEqual(['UNAUTHENTICATED']);
  });

  test('and another machine, behind a proxy or by another name, may not', async () => {
    const send = (headers: Record<string, string>) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
      });
    const proxied = await send({ 'x-forwarded-for': '10.0.0.9' });
    expect(proxied.status).toBe(401);
    expect(proxied.headers.get('www-authenticate')).toContain('Bearer');
  });

  test.each(['lt_unknown', 'x'])('an unknown key "%s" is refused', async (key) => {
    const answer = await gateway.ask('{ __typename }', { key });
    expect([answer.status, codes(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  });
});

const EVERYTHING = `{ dossier(code: "H56.14-240823-0001") {
  summary applicant { name identityNumber phone email address nationalAccountId }
  trace { note } supplements { content } rating { content }
  deliveries { message attempts { message } }
} }`;

describe('personal data', () => {
  test('is masked without the scope, whatever the role', async () => {
    for (const role of ROLES) {
      const answer = await gateway.ask(EVERYTHING, { key: await gateway.key({ role }) });
      const text = JSON.stringify(answer.data);
      for (const value of [...Object.values(CITIZEN), 'Thử', 'Thiếu giấy']) expect(text).not.toContain(value);
    }
    const answer = await gateway.ask(EVERYTHING, { key: await gateway.key() });
    expect(answer.data?.['dossier']).toMatchObject({
      summary: '***',
      applicant: {
        name: 'Nguyễn T*** N***',
        identityNumber: '0382******23',
        phone: '0912****45',
        email: 't***@***.vn',
        address: '***, Ngọc Lặc',
        nationalAccountId: 'TECH*****23',
      },
      rating: { content: '***' },
      deliveries: [{ message: 'Số ************ của *** không hợp lệ' }, {}, {}],
    });
  });

  test('is shown with the scope', async () => {
    const answer = await gateway.ask(EVERYTHING, { key: await gateway.key({ scopes: ['personal'] }) });
    const { name, identityNumber, phone, email, address, nationalAccountId } = CITIZEN;
    expect(answer.data?.['dossier']).toMatchObject({
      summary: `Đăng ký khai sinh cho con của ${name}`,
      applicant: { name, identityNumber, phone, email, address, nationalAccountId },
    });
  });

  test('cannot be found by who may not see it', async () => {
    const query = '{ dossiers(search: "nguyen thu nghiem") { totalCount } }';
    const without = await gateway.ask(query, { key: await gateway.key({ role: 'administrator' }) });
    expect(without.data).toEqual({ dossiers: { totalCount: 0 } });
    const shown = await gateway.ask(query, { key: await gateway.key({ scopes: ['personal'] }) });
    expect(shown.data).toEqual({ dossiers: { totalCount: 5 } });
  });

  test('two aliases of a masked field are both masked', async () => {
    const answer = await gateway.ask(
      '{ dossier(code: "H56.14-240823-0001") { a: applicant { x: phone y: phone } b: applicant { phone } } }',
      { key: await gateway.key() },
    );
    expect(answer.data).toEqual({
      dossier: { a: { x: '0912****45', y: '0912****45' }, b: { phone: '0912****45' } },
    });
  });
});

describe('a key for one unit', () => {
  const list = async (unit: string) => {
    const key = await gateway.key({ unit, role: 'operator' });
    const answer = await gateway.ask('{ dossiers { totalCount edges { node { code } } } }', { key });
    const { dossiers } = answer.data as { dossiers: { edges: { node: { code: string } }[] } };
    return dossiers.edges.map(({ node }) => node.code).sort();
  };

  test('sees the unit, its sub-units, its successors, and what these took over', async () => {
    const own = ['H56.14-240823-0001', 'H56.14-240823-0002', 'H56.14-250801-0004'];
    expect(await list('H56.14.3')).toEqual(own);
    expect(await list('H56.900')).toEqual(own);
    expect(await list('H56.14.4')).toEqual(['H56.14-240824-0003', 'H56.14-250802-0005']);
    expect(await list('H56.14.3.1')).toEqual(['H56.14-240823-0002']);
    await expect(list('H56.77')).rejects.toThrow('no unit has or had the code H56.77');
  });

  test('a foreign row is nowhere: root, node, parent, list, count, search', async () => {
    const key = await gateway.key({ unit: 'H56.14.4', role: 'operator' });
    const answer = await gateway.ask(
      `query ($d: ID!, $v: ID!) {
        dossier(code: "H56.14-240823-0001") { code }
        byId: dossier(id: $d) { code }
        node(id: $d) { id }
        delivery(id: $v) { id }
        viaNode: node(id: $v) { id ... on Delivery { dossier { code } } }
        dossiers(search: "240823") { totalCount edges { node { code } } }
        deliveries { totalCount edges { node { dossier { code } } } }
        lanes { totalCount edges { node { dossier { code } deliveries { id } } } }
        quarantine { totalCount }
        differences { totalCount edges { node { subjectKey dossier { code } } } }
      }`,
      { key, variables: { d: dossierId(), v: toGlobalId('Delivery', filled.deliveries.held) } },
    );
    expect(answer).toMatchObject({
      data: {
        dossier: null,
        byId: null,
        node: null,
        delivery: null,
        viaNode: null,
        dossiers: { totalCount: 0, edges: [] },
        deliveries: { totalCount: 1, edges: [{ node: { dossier: { code: 'H56.14-240824-0003' } } }] },
        lanes: { totalCount: 1, edges: [{ node: { dossier: { code: 'H56.14-240824-0003' } } }] },
        quarantine: { totalCount: 0 },
        differences: {
          totalCount: 2,
          edges: ['H56.14-240824-0003', 'H56.14-250802-0005'].map((code) => ({
            node: { subjectKey: code, dossier: { code } },
          })),
        },
      },
    });
    const retry = await gateway.ask(
      'mutation ($id: ID!) { retryDelivery(input: {id: $id}) { delivery { id } errors { code } } }',
      { key, variables: { id: toGlobalId('Delivery', filled.deliveries.held) } },
    );
    expect(retry.data).toEqual({ retryDelivery: { delivery: null, errors: [{ code: 'NOT_FOUND' }] } });
  });
});
