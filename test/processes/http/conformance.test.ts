import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';

/* GraphQL over HTTP as its specification wants it, judged by the audits of graphql-http. */

const A_REFUSAL_SAYS_SO =
  'a document that cannot be run is refused with 400 whatever is accepted, so that proxies, logs and fetch see it; the body is the same';
const NEEDS_PREFLIGHT =
  'a GET that a link or an image on another page could send is refused (CSRF); with the header apollo-require-preflight it is answered';

/** Audits that do not pass, and why that is so on purpose; `warn` is what SHOULD be, `notice` what MAY be. */
const ON_PURPOSE: Readonly<Record<string, { status: 'warn' | 'notice'; reason: string }>> = {
  '572B': { status: 'warn', reason: A_REFUSAL_SAYS_SO },
  FDE2: { status: 'warn', reason: A_REFUSAL_SAYS_SO },
  '7B9B': { status: 'warn', reason: A_REFUSAL_SAYS_SO },
  '5A70': { status: 'notice', reason: NEEDS_PREFLIGHT },
  D6D5: { status: 'notice', reason: NEEDS_PREFLIGHT },
  '6A70': { status: 'notice', reason: NEEDS_PREFLIGHT },
};

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

beforeAll(async () => {
  store = await freshDatabase();
  gateway = await startGateway(store);
  key = await gateway.key();
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

/** Every audit that did not pass → its status. `more`: headers that each of its requests has. */
async function audited(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const fetchFn = (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    headers.set('authorization', `Bearer ${key}`);
    return fetch(url, { ...init, headers });
  };
  const audits = serverAudits({ url: `${gateway.url}/graphql`, fetchFn });
  expect(audits.length).toBeGreaterThan(60);
  const failed: Record<string, string> = {};
  for (const { fn } of audits) {
    const result = await fn();
    if (result.status === 'ok') continue;
    await result.response.body?.cancel().catch(() => undefined);
    failed[result.id] = result.status;
  }
  return failed;
}

test('nothing that MUST be is missing; what SHOULD or MAY be and is not stands here with its reason', async () => {
  const named = Object.entries(ON_PURPOSE).map(([id, { status }]) => [id, status]);
  expect(await audited()).toEqual(Object.fromEntries(named));
});

test('with the header that no other page can send, GET is answered as it may be', async () => {
  const others = Object.entries(ON_PURPOSE).filter(([, { reason }]) => reason !== NEEDS_PREFLIGHT);
  expect(await audited({ 'apollo-require-preflight': 'yes' })).toEqual(
    Object.fromEntries(others.map(([id, { status }]) => [id, status])),
  );
});
