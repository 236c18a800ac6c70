import type { Random } from '../../../src/sample/random.js';
import { http, type Kind, once, post, type Step, times } from '../case.js';
import type { World } from '../world.js';

/* The doors by which events are told: WebSocket and server-sent events. */

const UPGRADE: Readonly<Record<string, string>> = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol': 'graphql-transport-ws',
};

/** A client's frame, masked as the protocol wants it. */
function frame(
  payload: string | Buffer,
  {
    opcode = 1,
    final = true,
    masked = true,
    length,
  }: { opcode?: number; final?: boolean; masked?: boolean; length?: number } = {},
): Buffer {
  const bytes = Buffer.from(payload);
  const said = length ?? bytes.length;
  const head = Buffer.alloc(said < 126 ? 2 : 10);
  head.writeUInt8((final ? 0x80 : 0) | opcode, 0);
  head.writeUInt8((masked ? 0x80 : 0) | (said < 126 ? said : 127), 1);
  if (said >= 126) head.writeBigUInt64BE(BigInt(said), 2);
  // A mask of zeros leaves the bytes as they are.
  return Buffer.concat([head, ...(masked ? [Buffer.alloc(4)] : []), bytes]);
}

const message = (value: unknown) => frame(JSON.stringify(value));

function frames(random: Random, { keys }: World): Buffer[] {
  const init = message({ type: 'connection_init', payload: { Authorization: `Bearer ${keys.viewer}` } });
  const subscribe = (query: string, id: unknown = '1') =>
    message({ type: 'subscribe', id, payload: { query } });
  return random.pick<Buffer[]>([
    [frame('{}', { masked: false })],
    [frame('', { opcode: random.int(3, 7) })],
    [frame('x', { length: 2 ** 40 })],
    [frame('x'.repeat(300 * 1_024))],
    [frame(Buffer.from([0xff, 0xfe, 0xc0]))],
    [frame('x'.repeat(200), { opcode: 9 })],
    [frame('a', { opcode: 0 })],
    [frame('{"type":', { final: false }), frame('"x"}', { opcode: 1 })],
    [frame('not json')],
    [message(null)],
    [message({ type: 'x' })],
    [message({ type: '__proto__', id: {} })],
    [subscribe('{ __typename }')],
    [message({ type: 'connection_init', payload: { Authorization: 'Bearer lt_x' } })],
    [message({ type: 'connection_init', payload: { Authorization: { toString: 1 } } })],
    [message({ type: 'connection_init', payload: 'x' })],
    [init, init],
    [init, subscribe('{ __typename }', random.int(1, 9))],
    [init, message({ type: 'subscribe', id: '1' })],
    [
      init,
      subscribe('subscription { queueHealth { health } }'),
      subscribe('subscription { queueHealth { health } }'),
    ],
    [init, subscribe(`{ ${times(500, (at) => `a${at}: __typename`)} }`), frame('garbage')],
    [
      init,
      message({
        type: 'subscribe',
        id: '1',
        payload: { query: '{ __typename }', operationName: random.pick(['', 'x', '__proto__']) },
      }),
      frame('garbage'),
    ],
    [init, subscribe('{ broken'), message({ type: 'complete' })],
    [
      init,
      ...Array.from({ length: 60 }, (_, at) =>
        subscribe('subscription { deliverySettled { id } }', String(at)),
      ),
      frame('garbage'),
    ],
  ]);
}

export const live: readonly Kind[] = [
  {
    name: 'WebSocket handshakes',
    expected: {
      statuses: [200, 400, 401, 404, 405, 426],
      codes: ['BAD_REQUEST', 'NOT_FOUND', 'UNAUTHENTICATED'],
    },
    make: (random) => {
      const [path, headers] = random.pick<readonly [string, Record<string, string>]>([
        ['/graphql', { 'Sec-WebSocket-Version': String(random.int(0, 12)) }],
        ['/graphql', { 'Sec-WebSocket-Key': 'x'.repeat(random.int(0, 400)) }],
        ['/graphql', { 'Sec-WebSocket-Key': '' }],
        ['/graphql', { Upgrade: 'h2c' }],
        ['/graphql', { Upgrade: 'websocket, x' }],
        ['/graphql', { 'Sec-WebSocket-Protocol': ',,;' }],
        ['/graphql/x', {}],
        ['/queues', {}],
        ['/files/x', {}],
        [`/${'x'.repeat(random.int(1, 9_000))}`, {}],
        ['/%zz', {}],
      ]);
      return once(http(`${random.pick(['GET', 'GET', 'POST'])} ${path}`, { ...UPGRADE, ...headers }));
    },
  },
  {
    name: 'WebSocket frames',
    expected: {
      statuses: [101],
      closes: [1002, 1003, 1005, 1007, 1008, 1009, 4400, 4401, 4403, 4408, 4409, 4429],
    },
    make: (random, world) => {
      const steps: Step[] = [http('GET /graphql', UPGRADE), ...frames(random, world)].map((bytes) => ({
        write: bytes,
      }));
      return { steps };
    },
  },
  {
    name: 'server-sent events',
    expected: {
      statuses: [200, 400, 401, 413, 415],
      codes: [
        'BAD_REQUEST',
        'UNAUTHENTICATED',
        'OPERATION_RESOLUTION_FAILURE',
        'GRAPHQL_VALIDATION_FAILED',
        'GRAPHQL_PARSE_FAILED',
        'BAD_USER_INPUT',
        'PERSISTED_QUERY_NOT_FOUND',
        'FORBIDDEN',
      ],
      silence: true,
    },
    make: (random, { keys }) => {
      const accept = { Accept: 'text/event-stream' };
      const query = random.pick([
        '{ __typename }',
        'subscription { nothing }',
        'subscription {',
        'subscription { queueHealth { health } }',
        'subscription { deliverySettled(since: "x") { id } }',
        'subscription A { a: queueHealth { health } b: queueHealth { health } }',
      ]);
      const key = random.pick([keys.viewer, keys.viewer, keys.operator, 'lt_x']);
      const request = random.pick([
        post({ query }, key, accept),
        post({ query, operationName: random.pick(['', 'x', 'toString']) }, key, accept),
        post({ query: [query], variables: 'x', extensions: 7 }, key, accept),
        post('null', key, accept),
        http(`GET /graphql?query=${encodeURIComponent(query)}&variables=%7B`, {
          Authorization: `Bearer ${key}`,
          ...accept,
        }),
      ]);
      // Some are listened to for ever by nobody: they leave.
      return query.includes('queueHealth') ? { steps: [{ write: request }, { leave: true }] } : once(request);
    },
  },
];
