import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { fillDistrict } from '../../../support/district.js';
import { REQUEST_ID, startGateway, type TestGateway } from '../../../support/gateway.js';
import { type Message, RawSocket } from '../../../support/raw-socket.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;
const sockets: RawSocket[] = [];

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  gateway = await startGateway(store, { live: { initWithinMs: 300 } });
  key = await gateway.key({ role: 'operator' });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

function open(protocols?: string[]): RawSocket {
  const socket = new RawSocket(gateway.url, protocols);
  sockets.push(socket);
  return socket;
}
const init = (): Message => ({ type: 'connection_init', payload: { Authorization: `Bearer ${key}` } });

/** Opens a WebSocket by hand; what the gateway sends first, up to the end of a close frame. */
async function handshake(protocol: string): Promise<{ headers: IncomingHttpHeaders; frame: Buffer }> {
  const asked = get(`${gateway.url}/graphql`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      'sec-websocket-protocol': protocol,
    },
  });
  const [response, socket, head] = (await once(asked, 'upgrade')) as [IncomingMessage, Socket, Buffer];
  let frame = head;
  while (frame.length < 2 || frame.length < 2 + (frame[1] ?? 0)) {
    const [part] = (await once(socket, 'data')) as [Buffer];
    frame = Buffer.concat([frame, part]);
  }
  socket.destroy();
  return { headers: response.headers, frame };
}
const FOREVER = 'subscription { deliverySettled { resumeFrom } }';

describe('what the protocol closes, and with which code', () => {
  test.each<[string, number, string, () => (Message | string)[]]>([
    ['no JSON', 4400, 'Invalid message received', () => [init(), '{']],
    ['no object', 4400, 'Invalid message received', () => ['null']],
    ['an unknown type', 4400, 'Invalid message received', () => [init(), { type: 'start', id: '1' }]],
    ['no type', 4400, 'Invalid message received', () => ['{}']],
    [
      'subscribe without an id',
      4400,
      'Invalid message received',
      () => [init(), { type: 'subscribe', payload: {} }],
    ],
    [
      'subscribe before connection_init',
      4401,
      'Unauthorized',
      () => [{ type: 'subscribe', id: '1', payload: { query: FOREVER } }],
    ],
    ['a second connection_init', 4429, 'Too many initialisation requests', () => [init(), init()]],
    ['nobody', 4403, 'Forbidden', () => [{ type: 'connection_init' }]],
    [
      'an unknown key',
      4403,
      'Forbidden',
      () => [{ type: 'connection_init', payload: { Authorization: 'Bearer lt_nobody' } }],
    ],
    [
      'a key that is no text',
      4403,
      'Forbidden',
      () => ['{"type":"connection_init","payload":{"Authorization":{"a":1}}}'],
    ],
    ['silence', 4408, 'Connection initialisation timeout', () => []],
  ])('%s: %i', async (_what, code, reason, messages) => {
    const socket = await open().send(...messages());
    expect(await socket.untilClosed()).toEqual({ code, reason });
  });

  test('two operations of one id: 4409', async () => {
    const socket = await open().init(key);
    await socket.subscribe('a', FOREVER);
    await socket.subscribe('a', FOREVER);
    expect(await socket.untilClosed()).toEqual({ code: 4409, reason: 'Subscriber for a already exists' });
  });

  test('no subprotocol: 4406', async () => {
    expect(await open([]).untilClosed()).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });

  test('another subprotocol: 4406 on the wire, and none is chosen', async () => {
    // A client of ws, as browsers do, ends a handshake by itself when none of its subprotocols is chosen: 1006.
    const { headers, frame } = await handshake('graphql-ws');
    expect(headers).not.toHaveProperty('sec-websocket-protocol');
    const close = Buffer.concat([Buffer.from([0x11, 0x36]), Buffer.from('Subprotocol not acceptable')]);
    expect(frame).toEqual(Buffer.concat([Buffer.from([0x88, close.length]), close]));
    expect((await open(['graphql-ws']).untilClosed()).code).toBe(1006);
  });

  test('the one that is served is chosen among others', async () => {
    await open(['graphql-ws', 'graphql-transport-ws']).init(key);
  });

  test('a message that is too large: 1009', async () => {
    const socket = await open().init(key);
    await socket.send(`"${'x'.repeat(300_000)}"`);
    expect((await socket.untilClosed()).code).toBe(1009);
  });
});

describe('what stays open', () => {
  test('ping is answered with its payload, pong is taken, before and after connection_init', async () => {
    const socket = await open().send({ type: 'ping' }, { type: 'pong' });
    expect(await socket.until('pong')).toEqual({ type: 'pong' });
    await socket.init(key);
    await socket.send({ type: 'ping', payload: { n: 1 } });
    expect(await socket.until('pong', { count: 2 })).toEqual({ type: 'pong', payload: { n: 1 } });
  });

  test('a query is answered once and completed, mutations too', async () => {
    const socket = await open().init(key);
    await socket.subscribe('q', 'query ($n: Int) { dossiers(first: $n) { edges { node { code } } } }', {
      n: 1,
    });
    await socket.until('complete', { id: 'q' });
    expect(socket.of('next', 'q')).toMatchObject([
      {
        id: 'q',
        type: 'next',
        payload: { data: { dossiers: { edges: [{ node: { code: 'H56.14-250802-0005' } }] } } },
      },
    ]);
    await socket.subscribe('m', 'mutation { runSync(input: { sources: ["nothing"] }) { errors { code } } }');
    await socket.until('complete', { id: 'm' });
    expect(socket.of('next', 'm')).toMatchObject([
      { payload: { data: { runSync: { errors: [{ code: 'UNKNOWN_SOURCE' }] } } } },
    ]);
  });

  test('complete is not answered, and one for an operation that is not there is passed over', async () => {
    const socket = await open().init(key);
    await socket.subscribe('a', 'subscription { queueHealth { health } }');
    await socket.until('next', { id: 'a' });
    await socket.send({ type: 'complete', id: 'a' }, { type: 'complete', id: 'never' });
    await socket.subscribe('b', 'subscription { queueHealth { health } }');
    await socket.until('next', { id: 'b' });
    expect(socket.of('complete')).toEqual([]);
    expect(socket.closed).toBeUndefined();
  });

  test.each([
    ['what cannot be parsed', '{', 'GRAPHQL_PARSE_FAILED'],
    ['what is not in the schema', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two roots',
      'subscription { queueHealth { health } deliverySettled { resumeFrom } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'variables that do not fit',
      'subscription ($s: DateTime!) { deliverySettled(since: $s) { resumeFrom } }',
      'BAD_USER_INPUT',
    ],
    [
      'states that are not settled',
      'subscription { deliverySettled(states: [PENDING]) { resumeFrom } }',
      'BAD_USER_INPUT',
    ],
  ])(
    '%s is an error of the operation, with a code of the list and a request id',
    async (_what, query, code) => {
      const socket = await open().init(key);
      await socket.subscribe('a', query);
      const { payload } = await socket.until('error', { id: 'a' });
      expect(payload).toMatchObject([{ extensions: { code, requestId: expect.stringMatching(REQUEST_ID) } }]);
      expect(socket.of('complete', 'a')).toEqual([]);
      expect(socket.closed).toBeUndefined();
    },
  );

  test('the limits of HTTP hold: depth', async () => {
    const deep = `${'supersededBy { '.repeat(12)}id${' }'.repeat(12)}`;
    const socket = await open().init(key);
    await socket.subscribe('a', `subscription { deliverySettled { delivery { ${deep} } } }`);
    const { payload } = await socket.until('error', { id: 'a' });
    expect(payload).toMatchObject([{ extensions: { code: expect.stringMatching(/^QUERY_TOO_/) } }]);
  });

  test('another path has no WebSocket', async () => {
    const socket = new RawSocket(`${gateway.url}/elsewhere`);
    sockets.push(socket);
    expect((await socket.untilClosed()).code).toBe(1006);
  });
});

test('over plain HTTP a subscription is refused with what to do', async () => {
  const answer = await gateway.ask(FOREVER, { key });
  expect(answer.status).toBe(400);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
  expect(answer.errors?.[0]?.message).toContain('text/event-stream');
});
