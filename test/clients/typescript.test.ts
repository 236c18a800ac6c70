import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  Client,
  DeliverySettled,
  GatewayError,
  NodeById,
  OverdueDossiers,
  RetryDelivery,
} from '../../clients/typescript/src/index.ts';
import { toGlobalId } from '../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Filled, fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/poll.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

let store: TestDatabase;
let filled: Filled;
let gateway: TestGateway;
let key: string;
let client: Client;

beforeAll(async () => {
  store = await freshDatabase();
  filled = await fillDistrict(store);
  await store.database.query(`update dossier set due_at = '2024-09-01T00:00:00Z' where code like '%0001'`);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'operator' });
  client = new Client({ url: `${gateway.url}/graphql`, key: async () => key });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

test('the committed client is what the schema and the operations make', async () => {
  await promisify(execFile)(process.execPath, ['scripts/client.mjs', '--check'], { cwd: root });
});

describe('the generated client', () => {
  test('asks, with types', async () => {
    const { dossiers } = await client.ask(OverdueDossiers, { first: 5 });
    expect(dossiers.edges.map(({ node }) => node.code)).toEqual(['H56.14-240823-0001']);
    const id = toGlobalId('Delivery', filled.deliveries.held);
    expect(await client.ask(NodeById, { id })).toEqual({ node: { id, state: 'HELD' } });
    const { retryDelivery } = await client.ask(RetryDelivery, { id });
    expect(retryDelivery.errors.map(({ code }) => code)).toEqual(['NOT_RETRYABLE']);
  });

  test('throws what the gateway refuses, with its code', async () => {
    const stranger = new Client({ url: `${gateway.url}/graphql`, key: 'lt_nobody' });
    const refused = await stranger.ask(NodeById, { id: 'x' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GatewayError);
    expect(refused).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    const events = stranger.subscribe(DeliverySettled, {});
    await expect(events.next()).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    const astray = new Client({ url: `${gateway.url}/nowhere`, key });
    await expect(astray.ask(NodeById, { id: 'x' })).rejects.toMatchObject({ status: 404 });
  });

  test('follows events, and lets go when its reader stops', async () => {
    const seen: string[] = [];
    for await (const { deliverySettled } of client.subscribe(DeliverySettled, {
      since: '2024-01-01T00:00:00Z',
      states: ['DELIVERED'],
    })) {
      seen.push(deliverySettled.delivery.state);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual(['DELIVERED', 'DELIVERED']);
  });
});

test('the sample application lists what is overdue and follows deliveries', async () => {
  const app = spawn(
    process.execPath,
    [
      'examples/overdue.ts',
      '--url',
      `${gateway.url}/graphql`,
      '--since',
      '2024-01-01T00:00:00Z',
      '--events',
      '3',
    ],
    { cwd: root, env: { PATH: process.env['PATH'] ?? '', LIENTHONG_KEY: key } },
  );
  let printed = '';
  app.stdout.on('data', (text) => {
    printed += String(text);
  });
  let errors = '';
  app.stderr.on('data', (text) => {
    errors += String(text);
  });
  await until(() => app.exitCode !== null, { what: 'the end of the application' });
  expect([app.exitCode, errors]).toEqual([0, '']);
  const lines = printed.trim().split('\n');
  expect(lines[0]).toBe('1 hồ sơ quá hạn · overdue dossiers');
  expect(lines[1]).toContain('H56.14-240823-0001');
  expect(lines.slice(2)).toHaveLength(3);
  expect(lines.slice(2).join('\n')).toMatch(/national .*DELIVERED/);
});
