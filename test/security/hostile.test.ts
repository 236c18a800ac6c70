import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/processes/http/errors.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { type Answer, startGateway, type TestGateway } from '../support/gateway.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'operator' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const SECRET = '038299001223';

function expectRefused(answer: Answer, code: string): void {
  expect(answer.status).toBeLessThan(500);
  expect(answer.errors?.map(({ extensions }) => extensions['code'])).toContain(code);
  for (const { message, extensions } of answer.errors ?? []) {
    expect(ERROR_CODES).toContain(extensions['code']);
    expect(extensions['requestId']).toBe(answer.requestId);
    expect(
      Object.keys(extensions).filter((name) => !['code', 'requestId', 'problems'].includes(name)),
    ).toEqual([]);
    expect(message).not.toMatch(/select |pg_|node_modules|\.ts\b|\.js\b/i);
    expect(message).not.toContain(SECRET);
  }
}

describe('bad input is told, with its path and without its value', () => {
  test.each([
    ['{ dossiers(first: 1000) { totalCount } }', 'BAD_USER_INPUT'],
    ['{ dossiers(first: 0) { totalCount } }', 'BAD_USER_INPUT'],
    ['{ dossiers(first: -5) { totalCount } }', 'BAD_USER_INPUT'],
    ['{ dossiers(after: "nonsense") { totalCount } }', 'BAD_USER_INPUT'],
    [`{ dossiers(after: "${cursor(['Delivery', 'x'])}") { totalCount } }`, 'BAD_USER_INPUT'],
    [`{ dossiers(after: "${cursor(['Dossier', null, "1' or 1=1"])}") { totalCount } }`, 'BAD_USER_INPUT'],
    [
      `{ dossiers(after: "${cursor(['Dossier', '2024-02-31T00:00:00+00:00', '1'])}") { edges { cursor } } }`,
      'BAD_USER_INPUT',
    ],
    ['{ dossiers(receivedFrom: "yesterday") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ dossiers(search: "\\u0000") { totalCount } }', 'BAD_USER_INPUT'],
    [`{ dossiers(search: "${'x'.repeat(100_000)}") { totalCount } }`, 'BAD_USER_INPUT'],
    ['{ dossier { code } }', 'BAD_USER_INPUT'],
    ['{ dossier(id: "a", code: "b") { code } }', 'BAD_USER_INPUT'],
    ['{ dossier(code: "H56.14-240823-0001") { deliveries(first: 101) { id } } }', 'BAD_USER_INPUT'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ dossiers', 'GRAPHQL_PARSE_FAILED'],
    ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
    [`{ dossiers(states: [${SECRET}]) { totalCount } }`, 'GRAPHQL_PARSE_FAILED'],
    [`{ dossiers(states: ["${SECRET}"]) { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [`{ dossiers(first: "${SECRET}") { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [`{ dossiers "${SECRET}" }`, 'GRAPHQL_PARSE_FAILED'],
    [`{ dossiers(x${SECRET}: 1) { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%#', async (query, code) => {
    expectRefused(await gateway.ask(query, { key }), code);
  });

  test('all problems of a field at once, with their paths', async () => {
    const answer = await gateway.ask('{ dossiers(after: "x", search: "\\u0000") { totalCount } }', { key });
    expect(answer.errors?.[0]?.extensions['problems']).toEqual([
      { path: ['search'], message: 'holds a NUL character' },
      { path: ['after'], message: 'not a cursor of this list in this order and with this filter' },
    ]);
  });

  test('a variable of the wrong type is not repeated', async () => {
    for (const variables of [{ first: SECRET }, { first: { x: SECRET } }, { first: 1, from: SECRET }]) {
      const answer = await gateway.ask(
        'query ($first: Int!, $from: DateTime) { dossiers(first: $first, receivedFrom: $from) { totalCount } }',
        { key, variables },
      );
      expectRefused(answer, 'BAD_USER_INPUT');
    }
  });
});

test('literals nested deeper than the parser can go are too deep, not a word of the inside', async () => {
  // Two tokens a level, so as deep as the limit of tokens lets it be.
  for (const [open, close] of [
    ['[', ']'],
    ['{a:', '}'],
  ] as const) {
    const levels = Math.floor(4_900 / (open.length + 1));
    const literal = `${open.repeat(levels)}1${close.repeat(levels)}`;
    const answer = await gateway.ask(`{ dossiers(first: ${literal}) { totalCount } }`, { key });
    expect(answer.status).toBe(400);
    expect(['QUERY_TOO_DEEP', 'GRAPHQL_VALIDATION_FAILED']).toContain(answer.errors?.[0]?.extensions['code']);
    expect(JSON.stringify(answer)).not.toMatch(/stack/i);
  }
});

test('more wrong variables than are told one by one are the caller’s fault all the same', async () => {
  const query = 'query ($states: [DossierState!]) { dossiers(states: $states) { totalCount } }';
  const variables = { states: Array.from({ length: 200 }, () => SECRET) };
  for (let round = 0; round < 3; round += 1) {
    const answer = await gateway.ask(query, { key, variables });
    expectRefused(answer, 'BAD_USER_INPUT');
    expect(new Set(answer.errors?.map(({ extensions }) => extensions['code'])).size).toBe(1);
  }
});

describe('a bad id is not found', () => {
  test.each([
    '',
    'x',
    '%',
    'RG9zc2llcjow',
    id('Dossier:1; drop table dossier'),
    id('Dossier:99999999999999999999'),
    id('constructor:1'),
    id('Applicant:1'),
    id('Dossier:007'),
    `${'A'.repeat(10_000)}`,
  ])('%#', async (bad) => {
    const answer = await gateway.ask('query ($id: ID!) { node(id: $id) { id } delivery(id: $id) { id } }', {
      key,
      variables: { id: bad },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ node: null, delivery: null });
  });
});

describe('floods', () => {
  test('many aliases, fragments that multiply, depth, breadth: refused before the store is asked', async () => {
    const spread = Array.from(
      { length: 12 },
      (_v, at) => `fragment F${at} on Query { a${at}: __typename ...F${at + 1} ...F${at + 1} }`,
    );
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `deliveries(first: 2) { dossier { ${nested(depth - 1)} } }`;
    const floods: [string, string][] = [
      [
        `{ dossiers { ${Array.from({ length: 1_001 }, (_v, at) => `a${at}: totalCount`).join(' ')} } }`,
        'TOO_MANY_ALIASES',
      ],
      [`{ dossier(code: "x") { ${nested(8)} } }`, 'QUERY_TOO_DEEP'],
      [
        '{ dossiers(first: 100) { edges { node { deliveries(first: 100) { lane { deliveries(first: 100) { id } } } } } } }',
        'QUERY_TOO_COSTLY',
      ],
      [`{ ${'a '.repeat(6_000)} }`, 'TOO_MANY_TOKENS'],
      [`{ ...F0 } ${spread.join(' ')} fragment F12 on Query { __typename }`, 'x'],
      ['{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
    ];
    gateway.statements();
    for (const [query, code] of floods) {
      const answer = await gateway.ask(query, { key });
      expect(answer.status).toBeLessThan(500);
      if (code !== 'x') expectRefused(answer, code);
    }
    expect(gateway.statements().filter((text) => !text.includes('service_key'))).toEqual([]);
  });

  test('names that JavaScript knows are just names', async () => {
    const answer = await gateway.ask(
      '{ dossier(code: "H56.14-240823-0001") { __proto__: receivingUnit { constructor: code } toString: procedure { code } } }',
      { key },
    );
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).toContain('"__proto__":{"constructor":"H56.14.3"}');
  });

  test('a body that is too large, or is no JSON, or is a form, is refused', async () => {
    const send = (body: string, type = 'application/json') =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type, authorization: `Bearer ${key}` },
        body,
      });
    expect((await send(JSON.stringify({ query: `{ a(x: "${'x'.repeat(1_000_000)}") }` }))).status).toBe(413);
    expect((await send('{"query": "{ __typename }"')).status).toBe(400);
    expect((await send('query=%7B__typename%7D', 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await send('{ __typename }', 'text/plain')).status).toBe(400);
    expect((await send(JSON.stringify([{ query: '{ __typename }' }]))).status).toBe(400);
  });

  test('a link on another page starts nothing', async () => {
    const response = await fetch(`${gateway.url}/graphql?query=%7B__typename%7D`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(400);
  });
});

describe('the store that is away', () => {
  test('gives UNAVAILABLE, and no word about it', async () => {
    const answer = await withBrokenStore(
      Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    );
    expectRefused(answer, 'UNAVAILABLE');
    expect(JSON.stringify(answer)).not.toContain('5432');
  });

  test('an error of ours gives INTERNAL_SERVER_ERROR, and no word about it', async () => {
    const answer = await withBrokenStore(new Error(`relation "dossier" for ${SECRET} is broken`));
    expectRefused(answer, 'INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(answer)).not.toContain('relation');
  });

  async function withBrokenStore(error: Error): Promise<Answer> {
    const { pool } = store.database;
    const query = pool.query;
    Object.assign(pool, {
      query: (...args: unknown[]) =>
        String(args[0]).includes('json_build_object')
          ? Promise.reject(error)
          : (query as (...all: unknown[]) => unknown)(...args),
    });
    try {
      return await gateway.ask('{ dossiers { totalCount } }', { key });
    } finally {
      Object.assign(pool, { query });
    }
  }
});

function cursor(keys: unknown): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}
function id(text: string): string {
  return Buffer.from(text).toString('base64url');
}
