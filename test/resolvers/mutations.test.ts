import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OfficerAnswer } from '../../src/ledger/officer.js';
import { toGlobalId } from '../../src/reads/global-id.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Filled, fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/poll.js';

let store: TestDatabase;
let filled: Filled;
let gateway: TestGateway;
let key: string;
let retried: string[] = [];
let answer: OfficerAnswer = { ok: true };

beforeAll(async () => {
  store = await freshDatabase();
  filled = await fillDistrict(store);
  gateway = await startGateway(store, {
    ledger: {
      retryDelivery: async (_principal, deliveryId) => {
        retried.push(deliveryId);
        return answer;
      },
    },
  });
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
    retried = [];
    const { data, errors } = await gateway.ask(
      `mutation ($id: ID!) { retryDelivery(input: {id: $id}) {
        errors { code path } again: delivery { state lane { waitReason } dossier { code } } delivery { id } } }`,
      { key, variables: { id } },
    );
    expect(errors).toBeUndefined();
    return (data as { retryDelivery: object }).retryDelivery;
  };

  test('gives the store’s id to the ledger and reads the delivery back', async () => {
    answer = { ok: true };
    const id = toGlobalId('Delivery', filled.deliveries.held);
    expect(await retry(id)).toEqual({
      errors: [],
      again: { state: 'HELD', lane: { waitReason: 'RECORD_HELD' }, dossier: { code: 'H56.14-240823-0001' } },
      delivery: { id },
    });
    expect(retried).toEqual([filled.deliveries.held]);
  });

  test('gives on what the ledger says', async () => {
    answer = { ok: false, problem: 'NEWER_VERSION' };
    const id = toGlobalId('Delivery', filled.deliveries.held);
    expect(await retry(id)).toMatchObject({
      errors: [{ code: 'NEWER_VERSION', path: ['id'] }],
      delivery: { id },
    });
  });

  test.each(['x', toGlobalId('Lane', '1'), toGlobalId('Delivery', 'ffffffff-ffff-7fff-8fff-ffffffffffff')])(
    'an id that is none is not found and never reaches the ledger',
    async (id) => {
      expect(await retry(id)).toEqual({
        errors: [{ code: 'NOT_FOUND', path: ['id'] }],
        again: null,
        delivery: null,
      });
      expect(retried).toEqual([]);
    },
  );
});
