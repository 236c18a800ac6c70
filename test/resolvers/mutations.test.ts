import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toGlobalId } from '../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Filled, fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/poll.js';

let store: TestDatabase;
let filled: Filled;
let gateway: TestGateway;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  filled = await fillDistrict(store);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'operator' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

describe('runSync', () => {
  const run = async (input: object) => {
    const { data, errors } = await gateway.ask(
      'mutation ($input: RunSyncInput!) { runSync(input: $input) { requested requestedAt errors { code path message messageEn } } }',
      { key, variables: { input } },
    );
    expect(errors).toBeUndefined();
    return (data as { runSync: { requested: string[]; requestedAt: string | null; errors: object[] } })
      .runSync;
  };

  test('writes a request and wakes the workers, nothing more', async () => {
    const heard: string[] = [];
    const listener = new pg.Client({ connectionString: store.url });
    await listener.connect();
    listener.on('notification', ({ channel }) => heard.push(channel));
    await listener.query('listen lienthong_sync');
    const { requested, requestedAt, errors } = await run({});
    expect({ requested, errors }).toEqual({ requested: ['one-stop'], errors: [] });
    expect(requestedAt).toMatch(/\+07:00$/);
    const { rows } = await store.database.query(
      'select source from source_cursor where requested_at is not null',
    );
    expect(rows).toEqual([{ source: 'one-stop' }]);
    await until(() => heard.length > 0, { what: 'the notification' });
    await listener.end();
    expect(await run({ sources: ['one-stop', 'one-stop'] })).toMatchObject({
      requested: ['one-stop'],
      errors: [],
    });
  });

  test('tells unknown and unconfigured sources, and then asks for none', async () => {
    await store.database.query('delete from source_cursor');
    expect(await run({ sources: ['one-stop', 'nowhere', 'notices'] })).toMatchObject({
      requested: [],
      requestedAt: null,
      errors: [
        { code: 'UNKNOWN_SOURCE', path: ['sources', '1'], messageEn: 'no source has this name' },
        { code: 'SOURCE_OFF', path: ['sources', '2'], message: 'Nguồn chưa được cấu hình địa chỉ' },
      ],
    });
    expect((await store.database.query('select 1 from source_cursor')).rowCount).toBe(0);
  });
});

describe('retryDelivery', () => {
  const retry = async (id: string) => {
    const { data, errors } = await gateway.ask(
      `mutation ($id: ID!) { retryDelivery(input: {id: $id}) {
        errors { code path } again: delivery { state lane { waitReason } dossier { code } } delivery { id } } }`,
      { key, variables: { id } },
    );
    expect(errors).toBeUndefined();
    return (data as { retryDelivery: object }).retryDelivery;
  };

  test('sends it again, reads it back, and leaves who did it', async () => {
    await store.database.query("update delivery set state = 'EXHAUSTED', attempts = 8 where id = $1", [
      filled.deliveries.pending,
    ]);
    const id = toGlobalId('Delivery', filled.deliveries.pending);
    expect(await retry(id)).toEqual({
      errors: [],
      again: { state: 'PENDING', lane: { waitReason: null }, dossier: { code: 'H56.14-240824-0003' } },
      delivery: { id },
    });
    const { rows } = await store.database.query(
      "select role, action, outcome from audit_entry where action = 'retryDelivery'",
    );
    expect(rows).toEqual([{ role: 'operator', action: 'retryDelivery', outcome: 'DONE' }]);
  });

  test('gives on what the ledger says', async () => {
    const id = toGlobalId('Delivery', filled.deliveries.held);
    expect(await retry(id)).toMatchObject({
      errors: [{ code: 'NOT_RETRYABLE', path: ['id'] }],
      delivery: { id },
    });
  });

  test.each(['x', toGlobalId('Lane', '1'), toGlobalId('Delivery', 'ffffffff-ffff-7fff-8fff-ffffffffffff')])(
    'an id that is none is not found and never reaches the ledger',
    async (id) => {
      const before = await store.database.query('select 1 from audit_entry');
      expect(await retry(id)).toEqual({
        errors: [{ code: 'NOT_FOUND', path: ['id'] }],
        again: null,
        delivery: null,
      });
      expect((await store.database.query('select 1 from audit_entry')).rowCount).toBe(before.rowCount);
    },
  );
});

describe('releaseHold', () => {
  const release = async (id: string, answer?: string, by = key) => {
    const { data, errors } = await gateway.ask(
      `mutation ($input: ReleaseHoldInput!) { releaseHold(input: $input) {
        errors { code path } delivery { state holdReason proof } } }`,
      { key: by, variables: { input: { id, ...(answer === undefined ? {} : { answer }) } } },
    );
    expect(errors).toBeUndefined();
    return (data as { releaseHold: object }).releaseHold;
  };
  const hold = (reason: string) =>
    store.database.query(
      "update delivery set state = 'HELD', hold_reason = $2, hold_field = 'Email' where id = $1",
      [filled.deliveries.held, reason],
    );

  test('an officer lifts a hold', async () => {
    const officer = await gateway.key({ role: 'officer' });
    const id = toGlobalId('Delivery', filled.deliveries.held);
    expect(await release(id, undefined, officer)).toEqual({
      errors: [],
      delivery: { state: 'PENDING', holdReason: null, proof: null },
    });
    expect(await release(id)).toMatchObject({ errors: [{ code: 'NOT_HELD', path: ['id'] }] });
  });

  test('says what became of one whose fate is not known, and only of such a one', async () => {
    const id = toGlobalId('Delivery', filled.deliveries.held);
    await hold('MISSING_FIELD');
    expect(await release(id, 'THERE')).toMatchObject({ errors: [{ code: 'NOT_ASKED', path: ['answer'] }] });
    await hold('READ_BACK_IMPOSSIBLE');
    expect(await release(id)).toMatchObject({ errors: [{ code: 'NEEDS_ANSWER', path: ['answer'] }] });
    expect(await release(id, 'LOOK_AGAIN')).toMatchObject({ errors: [], delivery: { state: 'UNKNOWN' } });
    await store.database.query("update lane set state = 'IDLE'");
    await hold('READ_BACK_IMPOSSIBLE');
    expect(await release(id, 'NOT_THERE')).toMatchObject({ errors: [], delivery: { state: 'PENDING' } });
    await hold('READ_BACK_IMPOSSIBLE');
    expect(await release(id, 'THERE')).toEqual({
      errors: [],
      delivery: { state: 'DELIVERED', holdReason: null, proof: 'READ_BACK' },
    });
  });
});

describe('pauseQueue and resumeQueue', () => {
  const set = async (name: 'pauseQueue' | 'resumeQueue', input: object) => {
    const type = name === 'pauseQueue' ? 'PauseQueueInput' : 'ResumeQueueInput';
    const { data, errors } = await gateway.ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { paused pausedAt errors { code path } } }`,
      { key, variables: { input } },
    );
    expect(errors).toBeUndefined();
    return (data as Record<string, { paused: boolean; pausedAt: string | null }>)[name];
  };
  const report = async () =>
    (
      await gateway.ask(
        '{ queues { problems { code where } portals { portal pausedAt } jobQueues { name paused pausedBy pauseReason } } }',
        { key },
      )
    ).data?.['queues'];

  test('a pause is seen everywhere, keeps its begin, and ends', async () => {
    const first = await set('pauseQueue', { queue: 'push', reason: 'bảo trì' });
    expect(first).toMatchObject({ paused: true, errors: [] });
    expect(await set('pauseQueue', { queue: 'push' })).toEqual(first);
    await set('pauseQueue', { portal: 'national' });
    expect(await report()).toMatchObject({
      problems: expect.arrayContaining([
        { code: 'QUEUE_PAUSED', where: 'queue:push' },
        { code: 'PORTAL_PAUSED', where: 'portal:national' },
      ]),
      portals: [
        { portal: 'national', pausedAt: expect.any(String) },
        { portal: 'provincial', pausedAt: null },
      ],
      jobQueues: [{ name: 'push', paused: true, pausedBy: 'test', pauseReason: 'bảo trì' }],
    });
    const ready = (await (await fetch(`${gateway.url}/health/ready`)).json()) as {
      checks: { name: string; what: string }[];
    };
    expect(ready.checks.find(({ name }) => name === 'queues')?.what).toContain('portal:national, queue:push');
    await set('resumeQueue', { portal: 'national' });
    expect(await set('resumeQueue', { queue: 'push' })).toEqual({
      paused: false,
      pausedAt: null,
      errors: [],
    });
    expect(await report()).toMatchObject({ jobQueues: [{ paused: false, pausedBy: null }] });
  });

  test.each([
    [{}, ['EXACTLY_ONE', 'EXACTLY_ONE']],
    [{ queue: 'push', portal: 'national' }, ['EXACTLY_ONE', 'EXACTLY_ONE']],
    [{ queue: 'nothing' }, ['UNKNOWN_QUEUE']],
    [{ portal: 'elsewhere', reason: 'x'.repeat(501) }, ['UNKNOWN_PORTAL', 'TOO_LONG']],
  ])('tells everything that is wrong at once: %j', async (input, codes) => {
    const { errors } = (await set('pauseQueue', input)) as unknown as { errors: { code: string }[] };
    expect(errors.map(({ code }) => code)).toEqual(codes);
  });
});
