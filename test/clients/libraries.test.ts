import { readFileSync } from 'node:fs';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { fetchExchange, Client as Urql } from '@urql/core';
import { type DocumentNode, Kind, parse, print, separateOperations } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toGlobalId } from '../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { runWithRelay } from './relay.js';

const file = new URL('../../clients/typescript/operations/operations.graphql', import.meta.url);
const operations: Record<string, DocumentNode> = separateOperations(parse(readFileSync(file, 'utf8')));

let store: TestDatabase;
let gateway: TestGateway;
let url: string;
let headers: { authorization: string };
let variables: Record<string, { id?: string; first?: number }>;

beforeAll(async () => {
  store = await freshDatabase();
  const { deliveries } = await fillDistrict(store);
  await store.database.query(`update dossier set due_at = '2024-09-01T00:00:00Z' where code like '%0001'`);
  gateway = await startGateway(store);
  url = `${gateway.url}/graphql`;
  headers = { authorization: `Bearer ${await gateway.key({ role: 'operator' })}` };
  const id = toGlobalId('Delivery', deliveries.held);
  variables = { OverdueDossiers: { first: 3 }, NodeById: { id }, RetryDelivery: { id } };
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

/** The sample's queries and mutations, as each library wants them: a document, with the variables of this test. */
function asked() {
  return Object.entries(operations).flatMap(([name, document]) => {
    const kind = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)?.operation;
    return kind === undefined || kind === 'subscription'
      ? []
      : [{ name, kind, document, variables: variables[name] ?? {} }];
  });
}
const EXPECTED = {
  OverdueDossiers: {
    dossiers: {
      totalCount: 1,
      edges: [{ node: { code: 'H56.14-240823-0001', dueAt: '2024-09-01T07:00:00.000+07:00' } }],
    },
  },
  NodeById: { node: { state: 'HELD' } },
  RetryDelivery: { retryDelivery: { errors: [{ code: 'NOT_RETRYABLE' }] } },
};

test('Apollo Client', async () => {
  const client = new ApolloClient({
    link: new HttpLink({ uri: url, headers }),
    cache: new InMemoryCache({ possibleTypes: { Node: ['Dossier', 'Delivery'] } }),
  });
  const answers: Record<string, unknown> = {};
  for (const { name, kind, document, variables: given } of asked()) {
    const typed = gql(print(document));
    const { data } =
      kind === 'query'
        ? await client.query({ query: typed, variables: given })
        : await client.mutate({ mutation: typed, variables: given });
    answers[name] = data;
  }
  client.stop();
  expect(answers).toMatchObject(EXPECTED);
});

test('urql', async () => {
  const client = new Urql({
    url,
    exchanges: [fetchExchange],
    fetchOptions: { headers },
    preferGetMethod: false,
  });
  const answers: Record<string, unknown> = {};
  for (const { name, kind, document, variables: given } of asked()) {
    const { data, error } = await (kind === 'query'
      ? client.query(document, given)
      : client.mutation(document, given));
    expect(error).toBeUndefined();
    answers[name] = data;
  }
  expect(answers).toMatchObject(EXPECTED);
});

test('graphql-request', async () => {
  const client = new GraphQLClient(url, { headers });
  const answers: Record<string, unknown> = {};
  for (const { name, document, variables: given } of asked())
    answers[name] = await client.request(document, given);
  expect(answers).toMatchObject(EXPECTED);
});

test('Relay: compiled against schema.graphql, run, and taken from its store', async () => {
  const answers = await runWithRelay({ url, headers, asked: asked() });
  expect(answers).toMatchObject(EXPECTED);
});
