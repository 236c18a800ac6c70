import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { runReplays } from '../../src/ledger/replay.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let fixtures: Fixtures;
let gateway: TestGateway;
let key: string;
let account: string;

beforeAll(async () => {
  store = await freshDatabase();
  fixtures = new Fixtures(store);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'operator' });
  await fixtures.unit('H56.14', 'Huyện', { parent_code: null, level: 'HUYEN' });
  await fixtures.unit('H56.14.3', 'Xã Ba');
  await fixtures.unit('H56.14.4', 'Xã Bốn');
  account = await fixtures.account('national');
});
beforeEach(async () => {
  await store.database.query('truncate delivery, lane, replay, dossier, trace_entry cascade');
  await store.database.query(
    "delete from subject_version where subject_id in (select id from subject where kind = 'dossier')",
  );
  await store.database.query("delete from subject where kind = 'dossier'");
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const codeOf = (n: number) => `H56.14-240823-${String(n).padStart(4, '0')}`;

/** A dossier with a lane and a RECORD in this state. */
async function owed(n: number, state: string, more: { unit?: string; account?: string | null } = {}) {
  const { unit = 'H56.14.3' } = more;
  const subject = await fixtures.dossier(codeOf(n), { receiving_unit: unit });
  const lane = await fixtures.lane(subject, 'national', more.account === null ? null : account, { unit });
  const delivery = await fixtures.delivery(lane, { state });
  return { subject, lane, delivery };
}

interface Payload {
  count: number | null;
  newer: number | null;
  groups: { portal: string; state: string; count: number }[];
  token: string | null;
  run: { id: string; total: number; again: number; finishedAt: string | null } | null;
  errors: { code: string; path: string[] }[];
}

async function replay(filter: object, token?: string, by = key): Promise<Payload> {
  const { data, errors } = await gateway.ask(
    `mutation ($input: ReplayDeliveriesInput!) { replayDeliveries(input: $input) {
      count newer groups { portal state count } token run { id total again finishedAt } errors { code path } } }`,
    { key: by, variables: { input: { filter, ...(token === undefined ? {} : { token }) } } },
  );
  expect(errors).toBeUndefined();
  return (data as { replayDeliveries: Payload }).replayDeliveries;
}
const work = (atOnce?: number) =>
  runReplays(store.database, systemPrincipal('test'), atOnce === undefined ? {} : { atOnce });
const deliveries = async () =>
  (
    await store.database.query(
      'select kind, generation, state from delivery order by created_at, generation, state',
    )
  ).rows;

describe('replayDeliveries', () => {
  test('counts first, then sends again the next generation of what it counted, once', async () => {
    await owed(1, 'REFUSED');
    await owed(2, 'EXHAUSTED');
    await owed(3, 'DELIVERED');
    const filter = { states: ['REFUSED', 'EXHAUSTED'] };
    const plan = await replay(filter);
    expect(plan).toMatchObject({
      count: 2,
      newer: 0,
      groups: [
        { portal: 'national', state: 'EXHAUSTED', count: 1 },
        { portal: 'national', state: 'REFUSED', count: 1 },
      ],
      run: null,
      errors: [],
    });
    expect((await deliveries()).filter(({ generation }) => generation > 0)).toEqual([]);
    const asked = await replay(filter, plan.token ?? '');
    expect(asked.run).toMatchObject({ total: 2, again: 0, finishedAt: null });
    expect((await replay(filter, plan.token ?? '')).run?.id).toBe(asked.run?.id);
    expect(await work()).toBe(2);
    expect((await deliveries()).map(({ generation, state }) => `${generation} ${state}`).sort()).toEqual([
      '0 DELIVERED',
      '0 SUPERSEDED',
      '0 SUPERSEDED',
      '1 PENDING',
      '1 PENDING',
    ]);
    const { rows } = await store.database.query(
      'select count(*)::int as n from lane where ready_at <= now() and wait_reason is null',
    );
    expect(rows).toEqual([{ n: 2 }]);
    const seen = await gateway.ask(
      '{ replays { edges { node { total again newer changed withoutAccount finishedAt requestedBy } } } }',
      { key },
    );
    expect(seen.data).toEqual({
      replays: {
        edges: [
          {
            node: {
              total: 2,
              again: 2,
              newer: 0,
              changed: 0,
              withoutAccount: 0,
              finishedAt: expect.any(String),
              requestedBy: 'test',
            },
          },
        ],
      },
    });
    expect(await work()).toBe(0);
  });

  test('many, some at once, by several workers: each goes again once, also what is delivered meanwhile', async () => {
    for (let n = 1; n <= 25; n += 1) await owed(n, 'DELIVERED');
    const filter = { states: ['DELIVERED'] };
    await replay(filter, (await replay(filter)).token ?? '');
    const stop = new AbortController();
    const stopped = { atOnce: 7, signal: stop.signal, onProgress: () => stop.abort() };
    expect(await runReplays(store.database, systemPrincipal('test'), stopped)).toBe(7);
    await store.database.query("update delivery set state = 'DELIVERED'");
    await Promise.all([work(7), work(7)]);
    const { rows } = await store.database.query(
      'select generation, count(*)::int as n from delivery group by 1 order by 1',
    );
    expect(rows).toEqual([
      { generation: 0, n: 25 },
      { generation: 1, n: 25 },
    ]);
  });

  test('the newest only; what has no account and what changed meanwhile is left out and counted', async () => {
    const first = await owed(1, 'REFUSED');
    await fixtures.delivery(first.lane, { state: 'PENDING', version: 2 });
    await owed(2, 'REFUSED', { account: null });
    await owed(3, 'REFUSED');
    const filter = { states: ['REFUSED'] };
    const plan = await replay(filter);
    expect([plan.count, plan.newer]).toEqual([2, 1]);
    await replay(filter, plan.token ?? '');
    await work();
    const { rows } = await store.database.query('select again, newer, without_account from replay');
    expect(rows).toEqual([{ again: 1, newer: 0, without_account: 1 }]);
  });

  test('an entry that was delivered never goes again, one that was refused does, by itself', async () => {
    const { subject, lane } = await owed(1, 'DELIVERED');
    const entries = [
      await fixtures.entry(subject, '2024-08-23T01:30:00Z', 2),
      await fixtures.entry(subject, '2024-08-23T02:30:00Z', 4),
    ];
    await fixtures.delivery(lane, { kind: 'ENTRY', entry_id: entries[0], state: 'DELIVERED' });
    const refused = await fixtures.delivery(lane, { kind: 'ENTRY', entry_id: entries[1], state: 'REFUSED' });
    const filter = { states: ['DELIVERED', 'REFUSED'] };
    const plan = await replay(filter);
    expect(plan.count).toBe(2);
    await replay(filter, plan.token ?? '');
    await work();
    const { rows } = await store.database.query(
      "select id, generation, state from delivery where kind = 'ENTRY' order by generation desc",
    );
    expect(rows).toMatchObject([{ id: refused, generation: 1, state: 'PENDING' }, { state: 'DELIVERED' }]);
  });

  test('filters by unit, procedure, code, answer and time, and stays inside of the key’s unit', async () => {
    const one = await owed(1, 'REFUSED');
    await owed(2, 'REFUSED', { unit: 'H56.14.4' });
    await store.database.query("update delivery set code = '-7', changed_at = '2024-01-01' where id = $1", [
      one.delivery,
    ]);
    const count = async (filter: object, by?: string) =>
      (await replay({ states: ['REFUSED'], ...filter }, undefined, by)).count;
    expect(await count({ unit: 'H56.14' })).toBe(2);
    expect(await count({ unit: 'H56.14.4' })).toBe(1);
    expect(await count({ procedure: '1.001193' })).toBe(2);
    expect(await count({ procedure: '9.9' })).toBe(0);
    expect(await count({ codes: [codeOf(2), 'none'] })).toBe(1);
    expect(await count({ answerCodes: ['-7'] })).toBe(1);
    expect(await count({ changedTo: '2024-06-01T00:00:00Z' })).toBe(1);
    expect(await count({ changedFrom: '2024-06-01T00:00:00Z' })).toBe(1);
    expect(await count({ portal: 'national' })).toBe(2);
    expect(await count({}, await gateway.key({ role: 'operator', unit: 'H56.14.4' }))).toBe(1);
  });

  test('a token is for its caller, filter, count and hour', async () => {
    await owed(1, 'REFUSED');
    const filter = { states: ['REFUSED'] };
    const token = (await replay(filter)).token ?? '';
    const problems = async (...args: Parameters<typeof replay>) =>
      (await replay(...args)).errors.map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(await problems({ ...filter, portal: 'national' }, token)).toEqual(['INVALID token']);
    expect(await problems(filter, token, await gateway.key({ role: 'operator' }))).toEqual(['INVALID token']);
    expect(await problems(filter, token.replace(/^1/, '2'))).toEqual(['INVALID token']);
    expect(await problems(filter, 'x')).toEqual(['INVALID token']);
    await owed(2, 'REFUSED');
    expect(await problems(filter, token)).toEqual(['COUNT_CHANGED token']);
    expect((await store.database.query('select 1 from replay')).rowCount).toBe(0);
  });

  test('everything that is wrong with a filter is told at once', async () => {
    const { errors } = await replay({
      states: ['PENDING', 'REFUSED', 'HELD'],
      portal: 'elsewhere',
      unit: 'x\0',
      codes: Array.from({ length: 1_001 }, () => 'x'),
    });
    expect(errors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'NOT_RETRYABLE filter.states.0',
      'NOT_RETRYABLE filter.states.2',
      'UNKNOWN_PORTAL filter.portal',
      'INVALID filter.unit',
      'TOO_MANY filter.codes',
    ]);
    expect((await replay({ states: [] })).errors).toMatchObject([{ code: 'MISSING' }]);
  });
});
