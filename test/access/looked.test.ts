import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetLooked } from '../../src/access/looked.js';
import { systemPrincipal } from '../../src/access/principal.js';
import { createLog } from '../../src/telemetry/log.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { CITIZEN } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { recordKinds } from '../support/kinds/index.js';

let store: TestDatabase;
let gateway: TestGateway;
let auditor: string;
const logged: string[] = [];

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const log = createLog('trace', { write: (line: string) => void logged.push(line) });
  gateway = await startGateway(store, { log });
  auditor = await gateway.key({ role: 'auditor', name: 'auditor' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const FIRST = 'H56.14-240823-0001';
const records = async (args = '') => {
  const answer = await gateway.ask(
    `{ accessRecords${args} { edges { node { principalName role unit operation requestId reads { type fields subjectKeys } } } } }`,
    { key: auditor },
  );
  expect(answer.errors).toBeUndefined();
  const connection = answer.data?.['accessRecords'] as
    | { edges: { node: Record<string, unknown> }[] }
    | undefined;
  return connection?.edges.map(({ node }) => node) ?? [];
};
const clear = () => store.database.query('delete from access_record');

test('one row an operation: who, which fields, of which dossiers, by which operation; no value', async () => {
  await clear();
  const key = await gateway.key({ role: 'officer', name: 'officer', unit: 'H56.14.3', scopes: ['personal'] });
  const { requestId, data } = await gateway.ask(
    `query Look {
      dossiers(first: 2) { edges { node { code applicant { name phone } } } }
      again: dossier(code: "${FIRST}") { applicant { phone name } trace { note } summary deliveries { message attempts { message } } rating { content } }
    }`,
    { key },
  );
  expect(JSON.stringify(data)).toContain(CITIZEN.phone);
  const found = await records();
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    principalName: 'officer',
    role: 'officer',
    unit: 'H56.14.3',
    operation: 'Look',
    requestId,
    reads: expect.arrayContaining([
      {
        type: 'Applicant',
        fields: ['name', 'phone'],
        subjectKeys: [FIRST, 'H56.14-240823-0002', 'H56.14-250801-0004'],
      },
      { type: 'TraceEntry', fields: ['note'], subjectKeys: [FIRST] },
      { type: 'Dossier', fields: ['summary'], subjectKeys: [FIRST] },
      { type: 'Delivery', fields: ['message'], subjectKeys: [FIRST] },
      { type: 'Attempt', fields: ['message'], subjectKeys: [FIRST] },
      { type: 'DossierRating', fields: ['content'], subjectKeys: [FIRST] },
    ]),
  });
  const { rows } = await store.database.query<{ text: string }>(
    'select a::text as text from access_record a',
  );
  for (const value of Object.values(CITIZEN)) expect(rows[0]?.text).not.toContain(value);
});

test('what is masked, or not personal, leaves no row', async () => {
  await clear();
  await gateway.ask(`{ dossier(code: "${FIRST}") { summary applicant { name phone } } }`, {
    key: await gateway.key(),
  });
  const key = await gateway.key({ scopes: ['personal'] });
  await gateway.ask(
    `{ dossier(code: "${FIRST}") { code applicant { type } } dossiers(search: "nobody") { edges { node { summary } } } }`,
    { key },
  );
  expect(await records()).toEqual([]);
});

test('who is found by a name was looked at, though nothing of the person is selected', async () => {
  const key = await gateway.key({ scopes: ['personal'] });
  const asked = async (query: string, by = key) => {
    await clear();
    expect((await gateway.ask(`{ dossiers(${query} }`, { key: by })).errors).toBeUndefined();
    return (await records()).map(({ reads }) => reads);
  };
  const found = (...subjectKeys: string[]) => [[{ type: 'Dossier', fields: ['search'], subjectKeys }]];
  const all = [FIRST, 'H56.14-240823-0002', 'H56.14-240824-0003', 'H56.14-250801-0004', 'H56.14-250802-0005'];
  expect(await asked('search: "thử nghiệm") { edges { node { code } } }')).toEqual(found(...all));
  expect(await asked('search: "thử nghiệm 0001") { edges { cursor } }')).toEqual(found(FIRST));
  expect(await asked('search: "thử nghiệm 0001") { pageInfo { endCursor } }')).toEqual(found(FIRST));
  expect(await asked('search: "thử nghiệm") { totalCount }')).toEqual(found());
  // A code is nobody's name, and what is not found tells nothing of anybody.
  expect(await asked('search: "0001") { totalCount edges { node { code } } }')).toEqual([]);
  expect(await asked('search: "nobody") { totalCount edges { node { code } } }')).toEqual([]);
  expect(await asked('search: "thử nghiệm") { totalCount }', await gateway.key())).toEqual([]);
});

test('an auditor asks by dossier, by key and by time; others are refused', async () => {
  await clear();
  const key = await gateway.key({ scopes: ['personal'] });
  await gateway.ask('{ dossiers { edges { node { summary } } } }', { key });
  await gateway.ask('{ dossier(code: "H56.14-250802-0005") { summary } }', { key });
  expect(await records(`(subjectKey: "${FIRST}")`)).toHaveLength(1);
  expect(await records('(subjectKey: "H56.14-250802-0005")')).toHaveLength(2);
  expect(await records('(subjectKey: "nothing")')).toEqual([]);
  expect(await records('(to: "2020-01-01T00:00:00Z")')).toEqual([]);
  const limited = await gateway.ask('{ accessRecords { totalCount } }', {
    key: await gateway.key({ role: 'auditor', unit: 'H56.14.3' }),
  });
  expect(limited.data).toEqual({ accessRecords: { totalCount: 0 } });
  const officer = await gateway.ask('{ accessRecords { totalCount } }', {
    key: await gateway.key({ role: 'officer' }),
  });
  expect(officer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});

test('who looked at an official is found by the official', async () => {
  const all = await recordKinds(store, ['H56.14.4']);
  const code = all.find(({ kind }) => kind === 'official')?.code ?? '';
  await clear();
  const key = await gateway.key({ role: 'administrator', scopes: ['sensitive'] });
  await gateway.ask('{ officials { edges { node { ethnicity } } } }', { key });
  expect(await records(`(subjectKey: "${code}")`)).toMatchObject([
    { reads: [{ type: 'Official', subjectKeys: [code] }] },
  ]);
});

test('what cannot be recorded is not shown', async () => {
  await store.database.query('alter table access_record rename to access_record_away');
  try {
    const answer = await gateway.ask(`{ dossier(code: "${FIRST}") { applicant { identityNumber } } }`, {
      key: await gateway.key({ scopes: ['personal'] }),
    });
    expect([answer.status, answer.errors?.[0]?.extensions['code'], answer.data]).toEqual([
      503,
      'UNAVAILABLE',
      undefined,
    ]);
  } finally {
    await store.database.query('alter table access_record_away rename to access_record');
  }
});

test('no log has a value that was shown, whatever its level', async () => {
  await gateway.ask(`{ dossier(code: "${FIRST}") { applicant { identityNumber } } }`, {
    key: await gateway.key({ scopes: ['personal'] }),
  });
  expect(logged.join('\n')).toContain('cannot be recorded');
  for (const value of Object.values(CITIZEN)) expect(logged.join('\n')).not.toContain(value);
});

test('records older than two years are forgotten, in steps', async () => {
  await clear();
  const key = await gateway.key({ scopes: ['personal'] });
  for (let at = 0; at < 3; at += 1) await gateway.ask('{ dossiers { edges { node { summary } } } }', { key });
  await store.database.query(
    `update access_record set at = now() - interval '732 days' where id <> (select max(id::text)::uuid from access_record)`,
  );
  const forget = () => forgetLooked(store.database, systemPrincipal('test'), 731, 1);
  expect([await forget(), await forget(), await forget()]).toEqual([1, 1, 0]);
  expect(await records()).toHaveLength(1);
});
