import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withRetries } from '../../../src/intake/retries.js';
import { MAX_ROOT_FIELDS } from '../../../src/processes/http/weigh.js';
import { toGlobalId } from '../../../src/reads/global-id.js';
import { Database } from '../../../src/store/database.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { type Filled, fillDistrict } from '../../support/district.js';
import { type Answer, startGateway, type TestGateway } from '../../support/gateway.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;
let filled: Filled;

beforeAll(async () => {
  store = await freshDatabase();
  filled = await fillDistrict(store);
  gateway = await startGateway(store, { within: { headers: 300, request: 600 } });
  key = await gateway.key({ role: 'administrator' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const codes = (answer: Answer) => answer.errors?.map(({ extensions }) => extensions['code']);
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_v, at) => text(at)).join(' ');

const FIELDS =
  'code procedureCode channel summary submittedAt receivedAt dueAt finishedAt returnedAt refusedAt state returnMethod flags origin version versionCount changedAt readAt deletedAt vneidVerified'.split(
    ' ',
  );

describe('each limit refuses just beyond it, with its own code', () => {
  const down = (levels: number): string =>
    levels === 0 ? 'id' : `deliveries(first: 1) { dossier { ${down(levels - 1)} } }`;
  test.each([
    ['TOO_MANY_ALIASES', (n: number) => `{ ${times(50 + n, (at) => `a${at}: __typename`)} }`],
    [
      'TOO_MANY_DIRECTIVES',
      (n: number) => `{ ${times(50 + n, () => `... @include(if: true) { __typename }`)} }`,
    ],
    [
      'TOO_MANY_ROOT_FIELDS',
      (n: number) =>
        `{ ${times(MAX_ROOT_FIELDS + n, (at) => `u${at}: units { pageInfo { hasNextPage } }`)} }`,
    ],
    [
      'QUERY_TOO_LARGE',
      (n: number) =>
        `{ dossier(code: "x") { ${times(998 + 2 * n, (at) => `a${at}: ${FIELDS[at % FIELDS.length]}`)} } }`,
    ],
    [
      'QUERY_TOO_DEEP',
      (n: number) =>
        `{ dossier(code: "x") { ${n ? `receivingUnit { code } ${down(5)}`.replace('{ id }', '{ receivingUnit { code } }') : down(5)} } }`,
    ],
    [
      'TOO_MANY_TOKENS',
      (n: number) => `{ dossiers(states: [${times(4_985 + 15 * n, () => 'RECEIVED')}]) { totalCount } }`,
    ],
  ] as const)('%s', async (code, document) => {
    expect((await gateway.ask(document(0), { key })).errors).toBeUndefined();
    const answer = await gateway.ask(document(1), { key });
    expect([answer.status, codes(answer)]).toEqual([400, [code]]);
    expect(answer.errors?.[0]?.message).toMatch(/\d/);
  });

  test('QUERY_TOO_COSTLY by a variable, by a default, by many roots', async () => {
    const query =
      'query ($n: Int!, $m: Int! = 100) { dossiers(first: $n) { edges { node { deliveries(first: $m) { attempts { id } } } } } }';
    const small = await gateway.ask(query, { key, variables: { n: 1, m: 1 } });
    const large = await gateway.ask(query, { key, variables: { n: 100, m: 100 } });
    expect([codes(small), small.extensions]).toEqual([undefined, { cost: 1 + 1 + 2 }]);
    expect(large.extensions).toEqual({ cost: 100 + 10_000 + 20_000 });
    const deeper = query.replace('attempts { id }', 'lane { deliveries(first: 5) { id } }');
    expect(codes(await gateway.ask(deeper, { key, variables: { n: 100 } }))).toBeUndefined();
    const four = query.replace(
      '{ dossiers',
      '{ a: dossiers(first: $n) { edges { node { deliveries(first: $m) { attempts { id } } } } } b: dossiers(first: $n) { edges { node { deliveries(first: $m) { attempts { id } } } } } c: dossiers(first: $n) { edges { node { deliveries(first: $m) { attempts { id } } } } } dossiers',
    );
    const answer = await gateway.ask(four, { key, variables: { n: 100 } });
    expect([answer.status, codes(answer)]).toEqual([400, ['QUERY_TOO_COSTLY']]);
  });
});

describe('time', () => {
  test('a query that waits too long is stopped at the store, and the next is served', async () => {
    const reading = new Database(store.url, { connections: 1, statementTimeoutMs: 250 });
    const limited = await startGateway(store, { reading });
    try {
      await store.database.transaction(async (client) => {
        await client.query('lock table dossier in access exclusive mode');
        expect(codes(await limited.ask('{ dossiers { totalCount } }', { key }))).toEqual(['TIMEOUT']);
        const waiting = await client.query(`select from pg_stat_activity where wait_event_type = 'Lock'
          and datname = current_database()`);
        expect(waiting.rows).toEqual([]);
      });
      expect((await limited.ask('{ dossiers { totalCount } }', { key })).data).toEqual({
        dossiers: { totalCount: 5 },
      });
    } finally {
      await limited.stop();
      await reading.close();
    }
  });

  describe('of what is written', () => {
    let writing: Database;
    let limited: TestGateway;
    beforeAll(async () => {
      writing = new Database(store.url, { connections: 1, statementTimeoutMs: 250 });
      limited = await startGateway(store, { database: writing, reading: store.database });
    });
    afterAll(async () => {
      await limited?.stop();
      await writing?.close();
    });

    const audited = async (action: string) =>
      (await store.database.query('select outcome from audit_entry where action = $1', [action])).rows;

    test('a mutation that waits for a row is stopped with nothing written, and is done when asked again', async () => {
      const { pending } = filled.deliveries;
      const delivery = () => store.database.query('select * from delivery where id = $1', [pending]);
      await store.database.query("update delivery set state = 'EXHAUSTED', attempts = 8 where id = $1", [
        pending,
      ]);
      const before = (await delivery()).rows;
      const retry = () =>
        limited.ask('mutation ($id: ID!) { retryDelivery(input: {id: $id}) { errors { code } } }', {
          key,
          variables: { id: toGlobalId('Delivery', pending) },
        });
      await store.database.transaction(async (client) => {
        await client.query('select from delivery where id = $1 for update', [pending]);
        const answer = await retry();
        expect([answer.status, codes(answer), answer.data]).toEqual([200, ['TIMEOUT'], null]);
      });
      expect([(await delivery()).rows, await audited('retryDelivery')]).toEqual([before, []]);
      expect((await retry()).data).toEqual({ retryDelivery: { errors: [] } });
      expect(await audited('retryDelivery')).toEqual([{ outcome: 'DONE' }]);
    });

    test('so is what is refused only at its last statement', async () => {
      const pause = () =>
        limited.ask('mutation { pauseQueue(input: {portal: "national"}) { errors { code } } }', { key });
      await store.database.transaction(async (client) => {
        await client.query('lock table audit_entry in exclusive mode');
        expect(codes(await pause())).toEqual(['TIMEOUT']);
      });
      expect((await store.database.query('select from pause')).rows).toEqual([]);
      expect((await pause()).data).toEqual({ pauseQueue: { errors: [] } });
    });

    test('the count of a replay', async () => {
      const plan = () =>
        limited.ask(
          'mutation { replayDeliveries(input: {filter: {states: [DELIVERED]}}) { count errors { code } } }',
          { key },
        );
      await store.database.transaction(async (client) => {
        await client.query('lock table delivery in access exclusive mode');
        expect(codes(await plan())).toEqual(['TIMEOUT']);
      });
      expect((await plan()).data).toMatchObject({ replayDeliveries: { errors: [] } });
    });

    test('the look-up of a key', async () => {
      const ask = () => limited.ask('{ __typename }', { key });
      await store.database.transaction(async (client) => {
        await client.query('lock table service_key in access exclusive mode');
        const answer = await ask();
        expect([answer.status, codes(answer)]).toEqual([503, ['TIMEOUT']]);
      });
      expect((await ask()).status).toBe(200);
    });

    test('records that are pushed are not tried again after the limit, those of a run are after a stop', async () => {
      const tries = async (database: Database) => {
        let tried = 0;
        const work = () => {
          tried += 1;
          return writing.query('select pg_sleep(60)');
        };
        await expect(withRetries({ database, wait: async () => undefined }, work)).rejects.toThrow(
          /statement timeout/,
        );
        return tried;
      };
      expect(await tries(writing)).toBe(1);
      expect(await tries(store.database)).toBe(6);
    });
  });

  test.each([
    ['headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow'],
    [
      'body',
      'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"query"',
    ],
  ])('slow %s are not waited for', async (_what, begin) => {
    const answer = await raw(begin);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
  });
});

describe('size', () => {
  test('of headers', async () => {
    const answer = await raw(`GET /graphql HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('"code":"HEADERS_TOO_LARGE"');
  });

  test('of a body', async () => {
    // A key that may push records may send more.
    const answer = await gateway.ask(`{ a(x: "${'x'.repeat(300_000)}") }`, { key: await gateway.key() });
    expect([answer.status, codes(answer)]).toEqual([413, ['BODY_TOO_LARGE']]);
  });
});

test('a key asks so often a minute and no more; others still may', async () => {
  const limited = await startGateway(store, { ratePerMinute: 3 });
  try {
    const one = await limited.key();
    for (let at = 0; at < 3; at += 1)
      expect((await limited.ask('{ __typename }', { key: one })).status).toBe(200);
    const response = await fetch(`${limited.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${one}` },
      body: '{"query":"{ __typename }"}',
    });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect((await limited.ask('{ __typename }', { key: await limited.key() })).status).toBe(200);
  } finally {
    await limited.stop();
  }
});

test('guesses at keys are counted by address', async () => {
  const limited = await startGateway(store, { ratePerMinute: 3 });
  try {
    const statuses = [];
    for (let at = 0; at < 5; at += 1)
      statuses.push((await limited.ask('{ __typename }', { key: `lt_${at}` })).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  } finally {
    await limited.stop();
  }
});

const QUERY = 'query Codes($first: Int = 1) { dossiers(first: $first) { edges { node { code } } } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

describe('persisted operations', () => {
  const send = async (to: TestGateway, body: object) => {
    const response = await fetch(`${to.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      ...((await response.json()) as Pick<Answer, 'data' | 'errors'>),
    } as Answer;
  };

  test('are asked for by hash once they were sent', async () => {
    const unknown = await send(gateway, { extensions: persisted(hashOf(QUERY)) });
    expect(codes(unknown)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(
      (await send(gateway, { query: QUERY, extensions: persisted(hashOf(QUERY)) })).errors,
    ).toBeUndefined();
    const again = await send(gateway, { extensions: persisted(hashOf(QUERY)), variables: { first: 2 } });
    expect(again).toMatchObject({ data: { dossiers: { edges: [{}, {}] } } });
    const wrong = await send(gateway, { query: '{ __typename }', extensions: persisted(hashOf(QUERY)) });
    expect([wrong.status, codes(wrong)]).toEqual([400, ['BAD_REQUEST']]);
  });

  const fileOf = (operations: Record<string, string>) => {
    const path = join(mkdtempSync(join(tmpdir(), 'lt-operations-')), 'operations.json');
    writeFileSync(path, JSON.stringify(operations));
    return path;
  };

  test('with a list, nothing else is answered', async () => {
    const listed = await startGateway(store, { persistedOperations: fileOf({ [hashOf(QUERY)]: QUERY }) });
    try {
      const byHash = await send(listed, { extensions: persisted(hashOf(QUERY)), variables: { first: 3 } });
      expect(byHash).toMatchObject({ data: { dossiers: { edges: [{}, {}, {}] } } });
      expect((await send(listed, { query: QUERY })).errors).toBeUndefined();
      const url = new URL('/graphql', listed.url);
      url.searchParams.set('extensions', JSON.stringify(persisted(hashOf(QUERY))));
      const got = await fetch(url, {
        headers: { authorization: `Bearer ${key}`, 'apollo-require-preflight': 'yes' },
      });
      expect(await got.json()).toHaveProperty('data.dossiers');
      for (const body of [
        { query: `${QUERY} ` },
        { query: '{ __schema { queryType { name } } }' },
        { query: 'x', extensions: persisted(hashOf(QUERY)) },
        { extensions: persisted('0'.repeat(64)) },
        { extensions: persisted('constructor') },
        { extensions: 'x' },
        {},
      ]) {
        const answer = await send(listed, body);
        expect([answer.status, codes(answer)]).toEqual([403, ['OPERATION_NOT_ALLOWED']]);
      }
    } finally {
      await listed.stop();
    }
  });

  test('a list that does not fit stops the start', async () => {
    const start = (operations: Record<string, string>) =>
      startGateway(store, { persistedOperations: fileOf(operations) });
    await expect(start({ abc: QUERY })).rejects.toThrow(/abc: the SHA-256 of its text is/);
    const broken = '{ nothing }';
    await expect(start({ [hashOf(broken)]: broken })).rejects.toThrow(/Cannot query field "nothing"/);
    await expect(startGateway(store, { persistedOperations: '/nowhere.json' })).rejects.toThrow(
      /cannot read/,
    );
  });
});

/** What a server answers to these bytes when nothing more comes. */
function raw(bytes: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => done(text));
    socket.on('error', failed);
    socket.setTimeout(20_000, () => socket.destroy(new Error('no answer')));
  });
}
