import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

/* What is answered on a connection, byte by byte. */

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  gateway = await startGateway(store, { within: { headers: 300, request: 600 } });
  key = await gateway.key();
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

/** All that comes back until the gateway hangs up. `half`: when the client says that it has no more to say. */
function talk(bytes: string, half?: 'at once' | 'when answered'): Promise<string> {
  return new Promise((done, failed) => {
    const port = Number(new URL(gateway.url).port);
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
      if (half === 'at once') socket.end(bytes);
      else socket.write(bytes);
    });
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (half === 'when answered') socket.end();
    });
    socket.on('end', () => {
      socket.destroy();
      done(text);
    });
    socket.on('error', failed);
    socket.setTimeout(20_000, () => socket.destroy(new Error(`no end: ${text}`)));
  });
}

const statusesOf = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

/** The one answer, in the shape of every error. */
function expectRefused(text: string, status: number, code: string): void {
  expect(statusesOf(text)).toEqual([status]);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const id = /^x-request-id: (.+)$/im.exec(head)?.[1];
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(head).toMatch(/^content-type: application\/json; charset=utf-8$/im);
  const json = body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
  expect(JSON.parse(json)).toMatchObject({ errors: [{ extensions: { code, requestId: id } }] });
}

const UPGRADE = 'GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n';

describe('what is no request for us is refused in our own shape', () => {
  test.each([
    ['no Host', 'GET /health/live HTTP/1.1\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'another expectation',
      'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: 200-maybe\r\n\r\n',
      417,
      'BAD_REQUEST',
    ],
    ['no HTTP', 'HELLO\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'another version of WebSocket',
      `${UPGRADE}Upgrade: websocket\r\nSec-WebSocket-Version: 7\r\n\r\n`,
      400,
      'BAD_REQUEST',
    ],
    ['a WebSocket without a key', `${UPGRADE}Upgrade: websocket\r\n\r\n`, 400, 'BAD_REQUEST'],
    [
      'a WebSocket elsewhere',
      `${UPGRADE.replace('/graphql', '/x')}Upgrade: websocket\r\n\r\n`,
      404,
      'NOT_FOUND',
    ],
  ])('%s', async (_what, bytes, status, code) => {
    expectRefused(await talk(bytes), status, code);
  });

  test('a client that does not hang up is hung up on', async () => {
    const port = Number(new URL(gateway.url).port);
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () =>
      socket.write('HELLO\r\n\r\n'),
    );
    socket.resume();
    // It takes the gateway's end for none of its business and keeps its own side open.
    await new Promise((ended) => socket.once('end', ended));
    const closed = new Promise((done) => socket.once('close', done));
    const nagging = setInterval(() => socket.write('x'), 50);
    socket.on('error', () => undefined);
    await closed;
    clearInterval(nagging);
  });
});

test('a protocol that is only offered is left aside', async () => {
  const offered = 'Connection: Upgrade, close\r\nUpgrade: h2c\r\n';
  const text = await talk(`GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n${offered}\r\n`);
  expect(statusesOf(text)).toEqual([200]);
});

describe('many requests in one write', () => {
  const asked = (more = '', body = '{"query":"{ __typename }"}') =>
    `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`;

  test('are answered in order, and what is no request behind them last', async () => {
    const text = await talk(`${asked()}${asked()}GARBAGE\r\n\r\n`);
    expect(statusesOf(text)).toEqual([200, 200, 400]);
    expect(text.indexOf('BAD_REQUEST')).toBeGreaterThan(text.lastIndexOf('"Query"'));
  });

  test('one that waits for "100 Continue" hears it behind the answers before it', async () => {
    const text = await talk(`${asked()}${asked('Expect: 100-continue\r\nConnection: close\r\n')}`);
    expect(statusesOf(text)).toEqual([200, 100, 200]);
    expect(text.indexOf('100 Continue')).toBeGreaterThan(text.indexOf('"Query"'));
  });

  test('a body that breaks off has one answer', async () => {
    const begun = (bearer: string) =>
      `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bearer}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n{"query"`;
    expectRefused(await talk(begun('lt_nobody'), 'when answered'), 401, 'UNAUTHENTICATED');
    expectRefused(await talk(begun(key), 'at once'), 400, 'BAD_REQUEST');
    expectRefused(await talk(begun(key)), 408, 'REQUEST_TIMEOUT');
  });
});
