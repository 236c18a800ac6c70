import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { RawSocket } from '../support/raw-socket.js';

/*
 * An operation that is asked for by a name that it does not have must not run: what judges operations (limits, no mutation by GET)
 * looks at the one that was named, and finds none.
 */

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'administrator' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const PAUSE = 'mutation { pauseQueue(input: { portal: "national", reason: "unseen" }) { paused } }';
const COSTLY =
  '{ dossiers(first: 100) { edges { node { deliveries(first: 100) { lane { deliveries(first: 100) { id } } } } } } }';
const headers = () => ({
  authorization: `Bearer ${key}`,
  'content-type': 'application/json',
  'apollo-require-preflight': 'yes',
});

async function refused(response: Response): Promise<void> {
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors: { extensions: { code: string } }[];
  };
  expect([response.status, data]).toEqual([400, undefined]);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
}

describe.each(['', 'x', 'toString', '__proto__'])('named %j', (operationName) => {
  // Three times: compiled operations are remembered, and found by their name.
  test.each([1, 2, 3])('a mutation does not run by GET or POST (%i)', async () => {
    const address = new URL('/graphql', gateway.url);
    address.searchParams.set('query', PAUSE);
    address.searchParams.set('operationName', operationName);
    await refused(await fetch(address, { headers: headers() }));
    const body = JSON.stringify({ query: PAUSE, operationName });
    await refused(await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: headers(), body }));
    expect((await store.database.query('select from pause')).rowCount).toBe(0);
  });

  test('neither does what is beyond the limits', async () => {
    for (let round = 0; round < 3; round += 1) {
      // The same text without a name is remembered too; the two are not the same.
      expect((await gateway.ask('{ dossiers(first: 1) { totalCount } }', { key })).errors).toBeUndefined();
      for (const query of [COSTLY, '{ dossiers(first: 1) { totalCount } }']) {
        const body = JSON.stringify({ query, operationName });
        await refused(await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: headers(), body }));
      }
    }
  });

  test('neither by WebSocket', async () => {
    const socket = await new RawSocket(gateway.url).init(key);
    try {
      await socket.send({ type: 'subscribe', id: '1', payload: { query: PAUSE, operationName } });
      const { payload } = await socket.until('error', { id: '1' });
      expect(payload).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
      expect((await store.database.query('select from pause')).rowCount).toBe(0);
    } finally {
      socket.close();
    }
  });
});
