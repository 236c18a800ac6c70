import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MOST_CONNECTIONS } from '../../../../src/processes/http/live/connection.js';
import { MOST_OPERATIONS } from '../../../../src/processes/http/live/web-sockets.js';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { EventStream } from '../../../support/event-stream.js';
import { REQUEST_ID, startGateway, type TestGateway } from '../../../support/gateway.js';
import { until } from '../../../support/poll.js';
import { RawSocket } from '../../../support/raw-socket.js';

const LISTED = 'subscription Health { queueHealth { health } }';

let store: TestDatabase;
let gateway: TestGateway | undefined;
let folder: string;
const open: { close(): void }[] = [];

beforeAll(async () => {
  store = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'safelist-'));
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await gateway?.stop();
  gateway = undefined;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await store?.drop();
});

function socketTo({ url }: TestGateway): RawSocket {
  const socket = new RawSocket(url);
  open.push(socket);
  return socket;
}

test('with a list of operations only these are answered, by text or by hash, on both ways', async () => {
  const sha256Hash = createHash('sha256').update(LISTED).digest('hex');
  const file = join(folder, 'operations.json');
  writeFileSync(file, JSON.stringify({ [sha256Hash]: LISTED }));
  gateway = await startGateway(store, { persistedOperations: file });
  const key = await gateway.key({ role: 'operator' });
  const socket = await socketTo(gateway).init(key);
  await socket.subscribe('text', LISTED);
  await socket.until('next', { id: 'text' });
  await socket.send({
    type: 'subscribe',
    id: 'other',
    payload: { query: 'subscription { deliverySettled { resumeFrom } }' },
  });
  expect((await socket.until('error', { id: 'other' })).payload).toMatchObject([
    { extensions: { code: 'OPERATION_NOT_ALLOWED' } },
  ]);
  const events = await EventStream.open(gateway.url, key, LISTED);
  open.push(events);
  await events.next();
  const refused = await EventStream.open(gateway.url, key, '{ __typename }');
  expect(refused.response.status).toBe(403);
});

test('requests over WebSocket count like those over HTTP', async () => {
  gateway = await startGateway(store, { ratePerMinute: 3 });
  const socket = await socketTo(gateway).init(await gateway.key({ role: 'operator' }));
  for (const id of ['1', '2', '3']) await socket.subscribe(id, '{ __typename }');
  const { id, payload } = await socket.until('error');
  expect(id).toBe('3');
  expect(payload).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', requestId: expect.stringMatching(REQUEST_ID) } },
  ]);
  // Whoever has no key is counted by address: guessing is slow.
  const guess = { type: 'connection_init', payload: { Authorization: 'Bearer lt_guess' } };
  const codes: number[] = [];
  for (let n = 0; n < 4; n += 1) codes.push((await (await socketTo(gateway).send(guess)).untilClosed()).code);
  expect(codes).toEqual([4403, 4403, 4403, 4429]);
});

test('one connection has so many operations at a time, and what is over makes room', async () => {
  gateway = await startGateway(store);
  const socket = await socketTo(gateway).init(await gateway.key());
  const query = 'subscription { deliverySettled { resumeFrom } }';
  for (let n = 1; n <= MOST_OPERATIONS + 2; n += 1) await socket.subscribe(String(n), query);
  await socket.until('error', { count: 2 });
  const limited = [{ extensions: { code: 'RATE_LIMITED', requestId: expect.stringMatching(REQUEST_ID) } }];
  expect(socket.of('error')).toMatchObject([
    { id: String(MOST_OPERATIONS + 1), payload: limited },
    { id: String(MOST_OPERATIONS + 2), payload: limited },
  ]);
  const [first, second] = socket.of('error');
  expect(first?.payload).not.toEqual(second?.payload);
  await socket.send({ type: 'complete', id: '1' });
  await socket.subscribe('again', '{ __typename }');
  await socket.until('next', { id: 'again' });
});

test('one key holds so many connections, and what it lets go is free again', async () => {
  const here = await startGateway(store);
  gateway = here;
  const key = await here.key({ role: 'operator' });
  const many = await Promise.all(Array.from({ length: MOST_CONNECTIONS }, () => socketTo(here).init(key)));
  const init = { type: 'connection_init', payload: { Authorization: `Bearer ${key}` } };
  const over = await socketTo(here).send(init);
  expect((await over.untilClosed()).code).toBe(4429);
  const stream = await EventStream.open(here.url, key, LISTED);
  expect(stream.response.status).toBe(429);
  many[0]?.close();
  await until(async () => {
    const next = await socketTo(here).send(init);
    await until(() => next.closed ?? next.of('connection_ack')[0], { what: 'an answer' });
    return next.closed === undefined;
  });
});

const DEEP = 'dossier { deliveries(first: 100) { id } }';
const ALIASES = Array.from({ length: 51 }, (_, at) => `a${at}: resumeFrom`).join(' ');
const DIRECTIVES = 'resumeFrom @include(if: true) '.repeat(51);
const TOO_LARGE = [
  ['TOO_MANY_ALIASES', ALIASES, ALIASES.replaceAll('resumeFrom', '__typename')],
  ['TOO_MANY_DIRECTIVES', DIRECTIVES, DIRECTIVES.replaceAll('resumeFrom', '__typename')],
  [
    'QUERY_TOO_COSTLY',
    `delivery { dossier { deliveries(first: 100) { dossier { deliveries(first: 100) { ${DEEP} } } } } }`,
    `deliveries(first: 100) { edges { node { dossier { deliveries(first: 100) { ${DEEP} } } } } }`,
  ],
] as const;

test.each(TOO_LARGE)('%s on every way, before anything is read', async (code, event, query) => {
  gateway = await startGateway(store);
  const key = await gateway.key();
  const socket = await socketTo(gateway).init(key);
  gateway.statements();
  const codeOf = (payload: unknown) => (payload as { extensions: { code: string } }[])[0]?.extensions.code;
  const asked = `{ ${query} }`;
  const followed = `subscription { deliverySettled { ${event} } }`;
  await socket.subscribe('asked', asked);
  await socket.subscribe('followed', followed);
  const stream = await EventStream.open(gateway.url, key, followed);
  open.push(stream);
  expect({
    http: codeOf((await gateway.ask(asked, { key })).errors),
    asked: codeOf((await socket.until('error', { id: 'asked' })).payload),
    followed: codeOf((await socket.until('error', { id: 'followed' })).payload),
    stream: stream.response.status,
  }).toEqual({ http: code, asked: code, followed: code, stream: 400 });
  expect(gateway.statements().filter((text) => !text.includes('service_key'))).toEqual([]);
});

test('what an operation costs is told over WebSocket as over HTTP', async () => {
  gateway = await startGateway(store);
  const key = await gateway.key();
  const query = 'query ($n: Int) { deliveries(first: $n) { totalCount edges { node { attempts { id } } } } }';
  const http = await gateway.ask(query, { key, variables: { n: 7 } });
  const socket = await socketTo(gateway).init(key);
  await socket.subscribe('a', query, { n: 7 });
  expect(http.extensions?.['cost']).toBeGreaterThan(100);
  expect((await socket.until('next')).payload).toMatchObject({
    extensions: { cost: http.extensions?.['cost'] },
  });
});
