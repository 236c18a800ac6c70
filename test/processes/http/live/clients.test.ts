import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { EXAMPLES } from '../../../../src/processes/http/examples.js';
import { buildGraph } from '../../../../src/resolvers/schema.js';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { fillDistrict } from '../../../support/district.js';
import { startGateway, type TestGateway } from '../../../support/gateway.js';

const HEALTH = 'subscription { queueHealth { health } }';
const doc = readFileSync(new URL('../../../../docs/graphql.md', import.meta.url), 'utf8');
const shown = [
  ...[...doc.matchAll(/```graphql\n(subscription [\s\S]*?)```/g)].map(([, text = '']) => text),
  ...EXAMPLES.filter((text) => /^subscription /m.test(text)),
];

test('every root that tells events has an operation in docs/graphql.md', () => {
  const inDoc = [...doc.matchAll(/```graphql\n(subscription [\s\S]*?)```/g)].flatMap(([, text = '']) =>
    parse(text).definitions.flatMap((each) =>
      each.kind === 'OperationDefinition'
        ? each.selectionSet.selections.flatMap((node) => (node.kind === 'Field' ? [node.name.value] : []))
        : [],
    ),
  );
  expect(inDoc.toSorted()).toEqual(
    Object.keys(buildGraph().getSubscriptionType()?.getFields() ?? {}).toSorted(),
  );
});

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

test('the client of graphql-ws', async () => {
  const client = createWs({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ Authorization: `Bearer ${key}` }),
  });
  const { value } = await client.iterate({ query: HEALTH }).next();
  expect(value).toMatchObject({ data: { queueHealth: { health: expect.any(String) } } });
  await client.dispose();
});

test('the client of graphql-sse', async () => {
  const client = createSse({ url: `${gateway.url}/graphql`, headers: { Authorization: `Bearer ${key}` } });
  const { value } = await client.iterate({ query: HEALTH }).next();
  expect(value).toMatchObject({ data: { queueHealth: { health: expect.any(String) } } });
  client.dispose();
});

test.each(shown.map((text) => [/subscription \w+/.exec(text)?.[0], text]))(
  '%s, as it is shown, opens',
  async (_name, query) => {
    const response = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query: query ?? '' })}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await response.body?.cancel();
  },
);
