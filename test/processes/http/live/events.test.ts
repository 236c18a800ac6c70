import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '../../../../src/access/keys.js';
import { Announcer } from '../../../../src/ledger/announce.js';
import { toGlobalId } from '../../../../src/reads/global-id.js';
import { Database } from '../../../../src/store/database.js';
import { openOrm } from '../../../../src/store/orm.js';
import { createLog } from '../../../../src/telemetry/log.js';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { fillDistrict } from '../../../support/district.js';
import { EventStream } from '../../../support/event-stream.js';
import { CITIZEN, Fixtures } from '../../../support/fixtures.js';
import { REQUEST_ID, startGateway, type TestGateway } from '../../../support/gateway.js';
import { until } from '../../../support/poll.js';
import { RawSocket } from '../../../support/raw-socket.js';

interface Settled {
  resumeFrom: string;
  delivery: { id: string; state: string; message?: string | null; dossier?: { code: string } | null };
}

const FIELDS = '{ resumeFrom delivery { id state message dossier { code } } }';
const SETTLED = `subscription ($since: DateTime, $unit: String, $portal: String, $states: [DeliveryState!]) {
  deliverySettled(since: $since, unit: $unit, portal: $portal, states: $states) ${FIELDS} }`;

let store: TestDatabase;
let fixtures: Fixtures;
let gateway: TestGateway;
let other: TestGateway;
let otherStore: TestDatabase;
const logged: string[] = [];
const open: { close(): void }[] = [];
let version = 10;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  fixtures = new Fixtures(store);
  otherStore = { ...store, database: new Database(store.url) };
  const log = createLog('error', { write: (line) => void logged.push(line) });
  gateway = await startGateway(store, { live: { checkEveryMs: 200 }, log });
  other = await startGateway(otherStore);
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});
afterAll(async () => {
  await gateway?.stop();
  await other?.stop();
  await otherStore?.database.close();
  await store?.drop();
});

async function socket(key: string, at = gateway): Promise<RawSocket> {
  const made = new RawSocket(at.url);
  open.push(made);
  return made.init(key);
}
async function stream(
  key: string,
  variables: Record<string, unknown> = {},
  query = SETTLED,
): Promise<EventStream> {
  const made = await EventStream.open(gateway.url, key, query, variables);
  open.push(made);
  return made;
}
const requestIdOf = (errors: unknown) =>
  (errors as { extensions: { requestId: string } }[])[0]?.extensions.requestId;
const settledOf = (payload: unknown) =>
  (payload as { data: { deliverySettled: Settled } }).data.deliverySettled;
const idsOf = (events: EventStream) =>
  events.events.filter(({ event }) => event === 'next').map(({ data }) => settledOf(data).delivery.id);

/** A delivery of a dossier that is refused now, said as the ledger says it. */
async function settle(code = 'H56.14-240824-0003', portal = 'national', more: Record<string, unknown> = {}) {
  const { rows } = await store.database.query<{ id: string }>(
    `select l.id from lane l join dossier d on d.subject_id = l.subject_id where d.code = $1 and l.portal = $2`,
    [code, portal],
  );
  version += 1;
  const id = await fixtures.delivery(rows[0]?.id ?? '', {
    state: 'REFUSED',
    message: `Số ${CITIZEN.identityNumber} sai`,
    version,
    ...more,
  });
  new Announcer(store.database).settled();
  return toGlobalId('Delivery', id);
}

describe('deliverySettled', () => {
  test('two gateways on one store tell the same, over WebSocket and over server-sent events', async () => {
    const key = await gateway.key({ role: 'operator' });
    const since = new Date().toISOString();
    const [one, two] = [await socket(key), await socket(key, other)];
    await one.subscribe('a', SETTLED, { since });
    await two.subscribe('b', SETTLED, { since });
    const three = await stream(key, { since });
    const id = await settle();
    const told = [
      settledOf((await one.until('next')).payload),
      settledOf((await two.until('next')).payload),
      settledOf((await three.next()).data),
    ];
    for (const { delivery } of told) {
      expect(delivery).toMatchObject({ id, state: 'REFUSED', dossier: { code: 'H56.14-240824-0003' } });
    }
    expect(three.response.headers.get('content-type')).toContain('text/event-stream');
  });

  test('without `since` only what settles from now on', async () => {
    const key = await gateway.key();
    await settle();
    const events = await stream(key);
    const id = await settle();
    await events.next();
    expect(idsOf(events)).toEqual([id]);
  });

  test('portal, states and unit limit it; a unit’s key hears of its own only', async () => {
    const since = new Date().toISOString();
    const all = await gateway.key();
    const scoped = await gateway.key({ unit: 'H56.900' });
    const byPortal = await stream(all, { since, portal: 'provincial' });
    const byState = await stream(all, { since, states: ['HELD', 'DELIVERED'] });
    const ofUnit = await stream(scoped, { since });
    const everything = await stream(all, { since });
    await settle('H56.14-240824-0003', 'national');
    const own = await settle('H56.14-240823-0001', 'national');
    const provincial = await settle('H56.14-240823-0001', 'provincial', { state: 'DELIVERED' });
    await everything.next(3);
    await byPortal.next();
    await byState.next();
    await ofUnit.next(2);
    expect(idsOf(byPortal)).toEqual([provincial]);
    expect(idsOf(byState)).toEqual([provincial]);
    expect(idsOf(ofUnit)).toEqual([own, provincial]);
  });

  test('who may not see personal data sees it masked, as everywhere', async () => {
    const since = new Date().toISOString();
    const masked = await stream(await gateway.key(), { since });
    const shown = await stream(await gateway.key({ scopes: ['personal'] }), { since });
    await settle();
    expect(settledOf((await shown.next()).data).delivery.message).toContain(CITIZEN.identityNumber);
    const { message } = settledOf((await masked.next()).data).delivery;
    expect(message).toContain('****');
    expect(JSON.stringify(masked.events)).not.toContain(CITIZEN.identityNumber);
    const { rows } = await store.database.query<{ reads: unknown }>('select reads from access_record');
    expect(rows).toEqual([{ reads: [expect.objectContaining({ type: 'Delivery', fields: ['message'] })] }]);
  });

  test('a reconnect with `resumeFrom` misses nothing, in pages, though nobody notified', async () => {
    const key = await gateway.key();
    const since = new Date().toISOString();
    const first = await stream(key, { since });
    const seen = await settle();
    const { resumeFrom } = settledOf((await first.next()).data);
    first.close();
    const { rows } = await store.database.query<{ id: string }>(
      `insert into delivery (id, lane_id, kind, version, state, changed_at)
       select gen_random_uuid(), (select min(id) from lane), 'RECORD', 1000 + n, 'REFUSED', now() + n * interval '1 microsecond'
         from generate_series(1, 120) n returning id`,
    );
    const again = await stream(key, { since: resumeFrom });
    const wanted = [seen, ...rows.map(({ id }) => toGlobalId('Delivery', id))];
    const all = await until(() => (idsOf(again).includes(wanted.at(-1) ?? '') ? idsOf(again) : undefined));
    // What settled within a second before it is told once more, and nothing twice.
    expect(all.slice(all.indexOf(seen))).toEqual(wanted);
    expect(new Set(all).size).toBe(all.length);
  });

  test('thousands that settled in one transaction are all told, once', async () => {
    const key = await gateway.key();
    const events = await stream(
      key,
      { since: new Date().toISOString(), states: ['EXHAUSTED'] },
      'subscription ($since: DateTime, $states: [DeliveryState!]) { deliverySettled(since: $since, states: $states) { delivery { id } } }',
    );
    await store.database.query(
      `insert into delivery (id, lane_id, kind, version, state)
       select gen_random_uuid(), (select min(id) from lane), 'RECORD', 40000 + n, 'EXHAUSTED' from generate_series(1, 6000) n`,
    );
    await until(() => idsOf(events).length >= 6_000, {
      what: '6,000 events',
      timeoutMs: 150_000,
      everyMs: 200,
    });
    await store.database.query('update delivery set changed_at = now() where version = 46000');
    await until(() => idsOf(events).length > 6_000, { what: 'one more' });
    expect(idsOf(events)).toHaveLength(6_001);
    expect(new Set(idsOf(events)).size).toBe(6_000);
    await store.database.query('delete from delivery where version >= 40000');
  }, 240_000);

  test('what commits late, after something that began later, is told all the same, and once', async () => {
    const key = await gateway.key();
    const since = new Date().toISOString();
    const events = await stream(key, { since });
    const late = await store.database.transaction(async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `insert into delivery (id, lane_id, kind, version, state)
         values (gen_random_uuid(), (select min(id) from lane), 'RECORD', 5000, 'REFUSED') returning id`,
      );
      await settle();
      await events.next();
      return toGlobalId('Delivery', rows[0]?.id ?? '');
    });
    await events.next(2);
    const last = await settle();
    await events.next(3);
    expect(idsOf(events).slice(1)).toEqual([late, last]);
  });

  test('complete ends it: nothing is told any more', async () => {
    const key = await gateway.key();
    const listening = await socket(key);
    const since = new Date().toISOString();
    await listening.subscribe('a', SETTLED, { since });
    await listening.subscribe('b', SETTLED, { since });
    await settle();
    await listening.until('next', { id: 'a' });
    await listening.until('next', { id: 'b' });
    await listening.send({ type: 'complete', id: 'a' });
    await settle();
    await listening.until('next', { id: 'b', count: 2 });
    expect(listening.of('next', 'a')).toHaveLength(1);
    expect(listening.of('complete', 'a')).toEqual([]);
  });

  test('a client that does not take anything is read nothing further, and hears the rest later', async () => {
    const key = await gateway.key();
    const slow = await socket(key);
    const since = new Date().toISOString();
    await store.database.query(
      `insert into delivery (id, lane_id, kind, version, state, message)
       select gen_random_uuid(), (select min(id) from lane), 'RECORD', 20000 + n, 'REFUSED', repeat('x ', 50000)
         from generate_series(1, 400) n`,
    );
    slow.pause();
    await slow.subscribe('a', SETTLED, { since });
    const reads = () => gateway.statements().filter((text) => text.includes('cross join lateral')).length;
    await until(() => reads() > 0, { what: 'a first read' });
    // 40 MB are waiting; once the sockets are full, reading stops.
    await until(
      async () => {
        gateway.statements();
        await new Promise((later) => setTimeout(later, 300));
        return reads() === 0;
      },
      { what: 'the reads to stop' },
    );
    expect(slow.of('next').length).toBeLessThan(400);
    slow.resume();
    await slow.until('next', { count: 400 });
    await store.database.query('delete from delivery where version > 20000');
  });
});

describe('the end of a stream', () => {
  async function revoke(name: string): Promise<void> {
    const orm = await openOrm(store.url);
    await revokeKey(orm.em.fork(), name);
    await orm.close(true);
  }

  test('a revoked key ends it without any event: 4403, and an error then complete', async () => {
    const key = await gateway.key({ name: 'to-be-revoked' });
    const [ws, sse] = [await socket(key), await stream(key)];
    await ws.subscribe('a', SETTLED);
    await revoke('to-be-revoked');
    expect(await ws.untilClosed()).toEqual({ code: 4403, reason: 'Forbidden' });
    await sse.untilEnded();
    expect(sse.events.map(({ event }) => event)).toEqual(['next', 'complete']);
    expect(sse.events[0]?.data.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED', requestId: sse.response.headers.get('x-request-id') } },
    ]);
  });

  test('a revoked key hears no event any more, although its turn to be looked at is far', async () => {
    const key = await gateway.key({ name: 'revoked-too' });
    const since = new Date().toISOString();
    const ws = await socket(key, other);
    await ws.subscribe('a', SETTLED, { since });
    await revoke('revoked-too');
    await settle();
    expect(await ws.untilClosed()).toEqual({ code: 4403, reason: 'Forbidden' });
    expect(ws.of('next')).toEqual([]);
  });

  test('a key whose time is over ends it like a revoked one', async () => {
    const key = await gateway.key({ name: 'for-today' });
    const [ws, sse] = [await socket(key), await stream(key)];
    await store.database.query(`update service_key set expires_at = now() where name = 'for-today'`);
    expect(await ws.untilClosed()).toEqual({ code: 4403, reason: 'Forbidden' });
    await sse.untilEnded();
    expect(sse.events.map(({ event }) => event)).toEqual(['next', 'complete']);
  });

  test('a store that fails ends it with an error, whose request id the log names', async () => {
    const key = await gateway.key();
    const since = new Date().toISOString();
    const [ws, sse] = [await socket(key), await stream(key, { since })];
    await ws.subscribe('a', SETTLED, { since });
    await settle();
    await ws.until('next');
    await sse.next();
    await store.database.query('alter table delivery rename to delivery_away');
    try {
      const told = [(await ws.until('error')).payload, (await sse.next(2)).data.errors];
      const failed = {
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.stringMatching(REQUEST_ID) },
      };
      expect(told).toMatchObject([[failed], [failed]]);
      const [ofSocket, ofStream] = told.map(requestIdOf);
      expect(ofStream).toBe(sse.response.headers.get('x-request-id'));
      expect(ofSocket).not.toBe(ofStream);
      const inLog = logged.map((line) => (JSON.parse(line) as { requestId: string }).requestId);
      expect(inLog).toEqual(expect.arrayContaining([ofSocket, ofStream]));
    } finally {
      await store.database.query('alter table delivery_away rename to delivery');
    }
  });

  test('a gateway that stops says goodbye within a second: 1001, and complete', async () => {
    const third = await startGateway({ ...store, database: otherStore.database });
    const key = await gateway.key({ role: 'operator' });
    const ws = await socket(key, third);
    await ws.subscribe('a', 'subscription { queueHealth { health } }');
    await ws.until('next');
    const sse = await EventStream.open(third.url, key, SETTLED);
    const begin = performance.now();
    await third.stop();
    // A busy machine included; without the goodbye it would wait for the clients.
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(await ws.untilClosed()).toEqual({ code: 1001, reason: 'Going away' });
    await sse.untilEnded();
    expect(sse.events).toEqual([{ event: 'complete', data: {} }]);
  });
});

describe('queueHealth', () => {
  test('tells the report at once and when it changes; a viewer may not', async () => {
    const query = 'subscription { queueHealth { health at portals { portal waiting { reason count } } } }';
    const events = await stream(await gateway.key({ role: 'operator' }), {}, query);
    const first = (await events.next()).data.data?.['queueHealth'] as { at: string };
    await store.database.query(`update lane set wait_reason = 'NEW_REASON', since = now()`);
    const second = (await events.next(2)).data.data?.['queueHealth'] as { at: string };
    expect(JSON.stringify(second)).toContain('NEW_REASON');
    expect(Date.parse(second.at) - Date.parse(first.at)).toBeGreaterThanOrEqual(900);
    const refused = await EventStream.open(gateway.url, await gateway.key(), query);
    expect(refused.response.status).toBe(400);
  });
});

describe('server-sent events', () => {
  test('a request that cannot be used is answered as JSON with 400, one without a key with 401', async () => {
    const bad = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${await gateway.key()}`,
      },
      body: JSON.stringify({ query: 'subscription { nothing }' }),
    });
    expect([
      bad.status,
      ((await bad.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code,
    ]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    const nobody = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(SETTLED)}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(nobody.status).toBe(401);
  });

  test('GET carries subscriptions, as GraphiQL asks for them, and nothing else', async () => {
    const authorization = `Bearer ${await gateway.key({ role: 'operator' })}`;
    const get = (query: string) =>
      fetch(`${gateway.url}/graphql?${new URLSearchParams({ query })}`, {
        headers: { accept: 'text/event-stream', authorization },
      });
    const events = await get('subscription { queueHealth { health } }');
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    await events.body?.cancel();
    const write = await get('mutation { runSync(input: {}) { requested } }');
    expect(write.status).toBe(400);
    const { rows } = await store.database.query('select 1 from source_cursor where requested_at is not null');
    expect(rows).toEqual([]);
  });
});
