import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QueueEngine } from '../../../src/queues/engine.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { fillDistrict } from '../../support/district.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { freshQueueEngine } from '../../support/queue-engines.js';

let store: TestDatabase;
let engine: QueueEngine;
let stopEngine: () => Promise<void>;
let gateway: TestGateway;
let queuesUp = true;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  ({ engine, stop: stopEngine } = await freshQueueEngine('postgres'));
  gateway = await startGateway(store, {
    queues: {
      counts: async () => [{ name: 'push', waiting: 3, active: 0, delayed: 0, failed: 0 }],
      ping: async () => {
        if (!queuesUp) throw new Error('Redis: reconnecting');
      },
      boards: [engine.queue('push'), engine.queue('sync')] as never,
    },
    files: async ({ method, url }) => ({
      status: 200,
      headers: { 'content-type': 'text/plain', 'x-seen': `${method} ${url}` },
      body: Readable.from([Buffer.from('content')]),
    }),
  });
});
afterAll(async () => {
  await gateway?.stop();
  await stopEngine?.();
  await store?.drop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, { headers });

describe('health', () => {
  test('live while the process runs', async () => {
    const response = await get('/health/live');
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
  });

  test('ready names each thing that it stands on, and what is wrong', async () => {
    const ready = await get('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      ok: true,
      checks: [
        { name: 'database', ok: true },
        { name: 'migrations', ok: true },
        { name: 'queues', ok: true },
      ],
    });
    queuesUp = false;
    const not = await get('/health/ready');
    queuesUp = true;
    expect(not.status).toBe(503);
    expect(await not.json()).toMatchObject({
      ok: false,
      checks: [{}, {}, { name: 'queues', ok: false, what: 'Redis: reconnecting' }],
    });
  });

  test('a store that lacks a migration is not ready', async () => {
    await store.database.query(`update migration set name = name || '-away'`);
    const not = await get('/health/ready');
    await store.database.query(`update migration set name = replace(name, '-away', '')`);
    expect(not.status).toBe(503);
    expect(JSON.stringify(await not.json())).toContain('lienthong migrate');
  });
});

describe('metrics', () => {
  test('tell the ledger by portal and state, and the process', async () => {
    await get('/health/live');
    const text = await (await get('/metrics')).text();
    for (const line of [
      'lienthong_deliveries{portal="national",agency="H56.14",state="PENDING"} 2',
      'lienthong_lanes_waiting{portal="provincial",agency="H56.14",reason="RECORD_HELD"} 1',
      'lienthong_breaker{portal="national",agency="H56.14",state="CLOSED"} 1',
      'lienthong_quarantine_open{source="one-stop"} 1',
      'lienthong_differences_open{source="one-stop",problem="GONE"} 1',
      'lienthong_compared_timestamp_seconds{source="one-stop"} 1724530509',
      'lienthong_jobs{queue="push",state="waiting"} 3',
      'lienthong_health 2',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toMatch(/lienthong_oldest_due_seconds\{portal="national",agency="H56.14"\} \d+/);
    expect(text).toMatch(
      /lienthong_http_request_seconds_count\{route="\/health",method="GET",status="200"\} \d+/,
    );
    expect(text).toContain('lienthong_process_cpu_user_seconds_total');
  });
});

describe('operators’ pages', () => {
  const away = { 'x-forwarded-for': '10.0.0.9' };

  test.each(['/metrics', '/queues/', '/queues/api/queues'])(
    '%s: this machine, or an operator’s key',
    async (path) => {
      const basic = (key: string) => ({
        authorization: `Basic ${Buffer.from(`x:${key}`).toString('base64')}`,
      });
      const [operator, viewer] = [
        await gateway.key({ role: 'operator' }),
        await gateway.key({ role: 'viewer' }),
      ];
      expect((await get(path)).status).toBe(200);
      expect((await get(path, away)).status).toBe(401);
      expect((await get(path, { ...away, authorization: `Bearer ${viewer}` })).status).toBe(403);
      expect((await get(path, { ...away, authorization: `Bearer ${operator}` })).status).toBe(200);
      expect((await get(path, { ...away, ...basic(operator) })).status).toBe(200);
      expect((await get(path, { ...away, ...basic('lt_x') })).status).toBe(401);
      expect((await get(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    },
  );

  test('bull-board shows the queues, changes nothing and fetches nothing from elsewhere', async () => {
    await engine.queue('push').add('push', { portal: 'national', accountId: '1', slot: 0 });
    const page = await get('/queues/');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const { queues } = (await (await get('/queues/api/queues')).json()) as {
      queues: { name: string; readOnlyMode: boolean; counts: { waiting: number } }[];
    };
    expect(queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([
      ['push', true],
      ['sync', true],
    ]);
    expect(queues[0]?.counts.waiting).toBe(1);
    const pause = await fetch(`${gateway.url}/queues/api/queues/push/pause`, { method: 'PUT' });
    expect([pause.status, pause.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await engine.queue('push').isPaused()).toBe(false);
  });
});

describe('GraphiQL', () => {
  const html = { accept: 'text/html,application/xhtml+xml' };

  test('opens for a browser of this machine and needs nothing from elsewhere', async () => {
    const response = await get('/graphql', html);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|unsafe-eval/);
    const page = await response.text();
    const outside = page.replace(/<script>[\s\S]*<\/script>/, '').replace(/<style>[\s\S]*<\/style>/, '');
    expect(outside).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page).toContain('query HoSo');
    expect(page).toContain('Bearer \\"');
  });

  test('the page’s one script is the one that the policy names', async () => {
    const response = await get('/graphql', html);
    const page = await response.text();
    const scripts = page.match(/<script/g) ?? [];
    const policy = response.headers.get('content-security-policy') ?? '';
    const begin = page.indexOf('<script>') + '<script>'.length;
    const script = page.slice(begin, page.indexOf('</script>', begin));
    const { createHash } = await import('node:crypto');
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(script).toContain('renderYogaGraphiQL(');
    expect(scripts.length).toBeGreaterThan(0);
  });

  test('does not open through a proxy', async () => {
    expect((await get('/graphql', { ...html, 'x-forwarded-for': '10.0.0.9' })).status).toBe(401);
  });
});

describe('the rest', () => {
  test('files go to their handler with the whole address', async () => {
    const response = await get('/files/abc/x.pdf?e=1&s=2');
    expect([response.headers.get('x-seen'), await response.text()]).toEqual([
      'GET /files/abc/x.pdf?e=1&s=2',
      'content',
    ]);
  });

  test('every answer has a request id and says nothing of the server', async () => {
    const response = await get('/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('x-powered-by')).toBeNull();
    const body = (await response.json()) as { errors: { extensions: object }[] };
    expect(body.errors[0]?.extensions).toEqual({
      code: 'NOT_FOUND',
      requestId: response.headers.get('x-request-id'),
    });
  });
});
