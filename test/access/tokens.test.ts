import { OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { IssuerUnreachable, Tokens } from '../../src/access/tokens.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { EventStream } from '../support/event-stream.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { RawSocket } from '../support/raw-socket.js';

/** An issuer as a province's single sign-on is one, on a port of its own. */
let sso: OAuth2Server;
let store: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  sso = new OAuth2Server();
  await sso.issuer.keys.generate('RS256');
  await sso.start(0, '127.0.0.1');
  store = await freshDatabase();
  await fillDistrict(store);
  gateway = await startGateway(store, { oidc: trusted() });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
  await sso?.stop();
});

const trusted = () => ({ issuer: sso.issuer.url ?? '', audience: 'lienthong' });

/** A token that is right in all things but these; undefined takes a claim away. */
function token(claims: Record<string, unknown> = {}, issuer = sso.issuer): Promise<string> {
  return issuer.buildToken({
    expiresIn: 600,
    scopesOrTransform: (_header, payload) => {
      const right = {
        sub: 'u-1',
        aud: 'lienthong',
        name: 'Cán bộ Thử',
        lienthong_role: 'officer',
        lienthong_unit: 'H56.14.4',
      };
      for (const [name, value] of Object.entries({ ...right, ...claims })) {
        if (value === undefined) delete payload[name];
        else payload[name] = value;
      }
    },
  });
}

const now = () => Math.floor(Date.now() / 1_000);

test('a token stands for whom its claims say, as long as it lasts', async () => {
  const principal = await new Tokens(trusted()).authenticate(await token({ lienthong_scopes: ['personal'] }));
  expect(principal).toEqual({
    id: 'oidc:u-1',
    name: 'Cán bộ Thử',
    role: 'officer',
    unit: 'H56.14.4',
    scopes: ['personal'],
    expiresAt: expect.any(Date),
  });
  expect(Number(principal?.expiresAt) - Date.now()).toBeLessThanOrEqual(631_000);
  expect(await new Tokens(trusted()).authenticate(await token({ lienthong_unit: '*' }))).not.toHaveProperty(
    'unit',
  );
});

test('it may say which official somebody is, by a claim whose name is a parameter', async () => {
  const official = 'H56.14.4/CB-1';
  const right = await token({ lienthong_official: official });
  expect(await new Tokens(trusted()).authenticate(right)).toMatchObject({ official });
  const other = new Tokens({ ...trusted(), officialClaim: 'employee' });
  expect(await other.authenticate(right)).not.toHaveProperty('official');
  expect(await other.authenticate(await token({ employee: official }))).toMatchObject({ official });
  for (const wrong of ['', 7, [official], null]) {
    expect(
      await new Tokens(trusted()).authenticate(await token({ lienthong_official: wrong })),
    ).toBeUndefined();
  }
});

test('it is limited at the gateway as a key of that role and unit', async () => {
  const answer = await gateway.ask('{ dossiers { totalCount } lanes { totalCount } }', {
    key: await token(),
  });
  expect(answer.data).toBeNull();
  expect(answer.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['lanes'], 'FORBIDDEN'],
  ]);
  const own = await gateway.ask('{ dossiers { totalCount } }', { key: await token() });
  expect(own.data).toEqual({ dossiers: { totalCount: 2 } });
});

test('a token that ends while events are told ends them as a key does: 4403, and an error then complete', async () => {
  const here = await startGateway(store, { oidc: trusted(), live: { checkEveryMs: 50 } });
  try {
    const end = now() + 60;
    const text = await token({ exp: end });
    const query = 'subscription { deliverySettled { resumeFrom } }';
    const ws = await new RawSocket(here.url).init(text);
    await ws.subscribe('a', query);
    const sse = await EventStream.open(here.url, text, query);
    vi.useFakeTimers({ toFake: ['Date'], now: (end + 20) * 1_000 });
    // Past its end, yet within what a clock may be off.
    await ws.subscribe('b', '{ __typename }');
    await ws.until('next', { id: 'b' });
    vi.setSystemTime((end + 40) * 1_000);
    expect(await ws.untilClosed()).toEqual({ code: 4403, reason: 'Forbidden' });
    await sse.untilEnded();
    expect(sse.events.map(({ event }) => event)).toEqual(['next', 'complete']);
    expect(sse.events[0]?.data.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  } finally {
    vi.useRealTimers();
    await here.stop();
  }
});

test.each([
  ['another issuer', { iss: 'https://elsewhere.example' }],
  ['another audience', { aud: 'somebody' }],
  ['expired', { exp: now() - 60 }],
  ['without an end', { exp: undefined }],
  ['not valid yet', { nbf: now() + 600 }],
  ['without a subject', { sub: undefined }],
  ['without a role', { lienthong_role: undefined }],
  ['with a role of its own', { lienthong_role: 'system' }],
  ['without a unit', { lienthong_unit: undefined }],
  ['with a unit that is none', { lienthong_unit: "' or 1=1" }],
  ['with an unknown scope', { lienthong_scopes: ['everything'] }],
])('a token %s is nobody', async (_what, claims) => {
  const text = await token(claims);
  expect(await new Tokens(trusted()).authenticate(text)).toBeUndefined();
  const { status, errors } = await gateway.ask('{ __typename }', { key: text });
  expect([status, errors?.[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
});

test('a clock that is half a minute off is forgiven', async () => {
  expect(await new Tokens(trusted()).authenticate(await token({ exp: now() - 15 }))).toBeDefined();
});

test('a token signed by another key, by none, or changed is nobody', async () => {
  const other = new OAuth2Server();
  await other.issuer.keys.generate('RS256');
  other.issuer.url = trusted().issuer;
  const right = await token();
  const [head = '', body = '', signature = ''] = right.split('.');
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const tokens = new Tokens(trusted());
  for (const bad of [
    await token({}, other.issuer),
    `${encoded({ alg: 'none' })}.${body}.`,
    `${encoded({ alg: 'HS256' })}.${body}.${signature}`,
    `${head}.${encoded({ ...claims, lienthong_role: 'administrator' })}.${signature}`,
    'x',
    'a.b.c',
  ]) {
    expect(await tokens.authenticate(bad)).toBeUndefined();
  }
});

test('the issuer is asked once for its keys', async () => {
  const asked: string[] = [];
  const tokens = new Tokens(trusted());
  const through = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    asked.push(String(input));
    return through(input, init);
  };
  try {
    for (let at = 0; at < 5; at += 1) await tokens.authenticate(await token());
  } finally {
    globalThis.fetch = through;
  }
  expect(asked).toHaveLength(2);
});

test('an issuer that is away is said so, and asked again', async () => {
  const away = new Tokens({ issuer: 'http://127.0.0.1:9', audience: 'lienthong' });
  await expect(away.authenticate(await token())).rejects.toThrow(IssuerUnreachable);
  const cut = await startGateway(store, { oidc: { issuer: 'http://127.0.0.1:9', audience: 'lienthong' } });
  try {
    const { status, errors } = await cut.ask('{ __typename }', { key: await token() });
    expect([status, errors?.[0]?.extensions['code']]).toEqual([503, 'UNAVAILABLE']);
    expect((await cut.ask('{ __typename }', { key: await cut.key() })).status).toBe(200);
  } finally {
    await cut.stop();
  }
});
