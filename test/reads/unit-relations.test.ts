import { type GraphQLObjectType, getNamedType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kinds } from '../../src/domain/kinds/index.js';
import type { KindFacts } from '../../src/domain/kinds/kind.js';
import { buildGraph } from '../../src/resolvers/schema.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { recordKinds } from '../support/kinds/index.js';

const schema = buildGraph();
let store: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  store = await freshDatabase();
  const fixtures = new Fixtures(store);
  await fixtures.unit('H56.14.3', 'Xã Cao Ngọc');
  await fixtures.unit('H56.14.4', 'Xã Minh Sơn');
  await fixtures.procedure('1.001193', 'Đăng ký khai sinh');
  const received = (code: string, unit: string, received_at: string, state: number) =>
    fixtures.dossier(code, { receiving_unit: unit, received_at, state, due_at: '2024-09-01T00:00:00Z' });
  await received('D-1', 'H56.14.3', '2024-08-21T02:00:00Z', 4);
  await received('D-2', 'H56.14.3', '2024-08-22T02:00:00Z', 9);
  await received('D-3', 'H56.14.4', '2024-08-23T02:00:00Z', 4);
  await fixtures.notice('T-1', { unit: 'H56.14.3', published_at: '2024-08-20T01:00:00Z' });
  await fixtures.notice('T-2', {
    unit: 'H56.14.3',
    published_at: '2024-08-21T01:00:00Z',
    category: 'PHAP_LUAT',
  });
  await fixtures.notice('T-3', { unit: 'H56.14.4' });
  await recordKinds(store, ['H56.14.3', 'H56.14.4']);
  await fixtures.insert('network_incident', {
    subject_id: await fixtures.subject('network-incident', 'SC-H56.14.3-2', 'network-incidents'),
    ...{ code: 'SC-H56.14.3-2', unit: 'H56.14.3', site: 'NL-H56.14.3-1', state: 'RESTORED' },
    ...{ summary: 'Chập chờn', search_text: '' },
    ...{ opened_at: '2025-08-20T01:00:00Z', restored_at: '2025-08-20T02:00:00Z' },
  });
  gateway = await startGateway(store);
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

test.each([
  ['dossiers', ['D-2', 'D-1']],
  ['dossiers(first: 1)', ['D-2']],
  ['dossiers(states: [PROCESSED])', ['D-2']],
  ['dossiers(overdue: true)', ['D-1']],
  ['dossiers(receivedTo: "2024-08-22T00:00:00Z")', ['D-1']],
  ['dossiers(procedure: "1.009999")', []],
  ['notices', ['T-2', 'T-1']],
  ['notices(categories: [LAW])', ['T-2']],
  ['notices(publishedTo: "2024-08-21T00:00:00Z")', ['T-1']],
  ['notices(withdrawn: true)', []],
  ['networkSites', ['NL-H56.14.3-1']],
  ['networkSites(states: [DOWN])', []],
  ['documents { unit { code } code', 1],
  ['documents(direction: OUT)', []],
  ['documents(overdue: false, issuedFrom: "2025-08-21T00:00:00Z")', []],
  ['certificates', 1],
  ['certificates(states: [REVOKED])', []],
  ['certificates(holderKind: PERSON, endingTo: "2031-01-01T00:00:00Z")', 1],
  ['budgetLines(years: [2025])', 1],
  ['budgetLines(years: [2024])', []],
  ['networkIncidents', ['SC-H56.14.3-2', 'SC-H56.14.3-1']],
  ['networkIncidents(first: 1)', ['SC-H56.14.3-2']],
  ['networkIncidents(states: [OPEN])', []],
  ['networkIncidents(openedTo: "2025-08-19T12:00:00+07:00")', ['SC-H56.14.3-1']],
  ['officials', ['H56.14.3/CB-H56.14.3-1']],
  ['officials(first: 1, kinds: [CIVIL_SERVANT], states: [ACTIVE])', ['H56.14.3/CB-H56.14.3-1']],
  ['officials(states: [RETIRED])', []],
  ['mailboxes(first: 1, holderKind: PERSON)', 1],
  ['mailboxes(states: [LOCKED])', []],
  ['mailboxes(notUsedSince: "2025-08-01T00:00:00+07:00")', []],
  ['mailboxes(ownerLeft: true)', []],
  ['commendations(years: [2025], levels: [COMMUNE])', 1],
  ['commendations(years: [2023])', []],
  ['commendations(recipientKind: COLLECTIVE)', []],
  ['benefitPayments(first: 1)', 1],
  ['benefitPayments(monthTo: "2001")', []],
  ['povertyHouseholds(first: 1)', 1],
  ['povertyHouseholds(years: [2001])', []],
])('a unit’s %s', async (field, expected) => {
  const [name = ''] = field.split(/[ (]/);
  const selection = field.includes('{') ? `${field} }` : `${field} { code }`;
  const key = await gateway.key({ role: 'administrator', scopes: ['personal'] });
  const { data, errors } = await gateway.ask(`{ unit(code: "H56.14.3") { ${selection} } }`, { key });
  expect(errors).toBeUndefined();
  const found = (data as { unit: Record<string, { code: string }[]> }).unit[name] ?? [];
  if (typeof expected === 'number') expect(found).toHaveLength(expected);
  else expect(found.map(({ code }) => code)).toEqual(expected);
});

/** What a record says of a unit that no list of the unit's goes by, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'official.managingUnit': 'who keeps the files of many units: whose people they are says `unit`',
  'official.posts.unit': 'posts of a lifetime, anywhere in the country: the main post of today is `unit`',
};

const ofUnits = kinds.flatMap((facts: KindFacts) =>
  facts.codes.flatMap(({ type, property, each }) =>
    type === 'unit' ? [{ facts, name: [facts.kind, property, each].filter(Boolean).join('.') }] : [],
  ),
);

test.each(ofUnits.filter(({ name }) => OTHERWISE[name] === undefined))(
  'a unit has a field for whatever is its: $name',
  ({ facts: { lists } }) => {
    const unit = schema.getType('Unit') as GraphQLObjectType;
    const types = Object.values(unit.getFields()).map(({ type }) => getNamedType(type).name);
    expect(types).toEqual(expect.arrayContaining([...lists]));
  },
);

test('what no field of a unit goes by is something that records say', () => {
  expect(ofUnits.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(OTHERWISE)));
});

test('a site’s incidents are cut and filtered as a unit’s are', async () => {
  const key = await gateway.key({ role: 'viewer' });
  const { data, errors } = await gateway.ask(
    `{ networkSite(code: "NL-H56.14.3-1") { all: incidents { code } last: incidents(first: 1) { code }
         acknowledged: incidents(states: [ACK]) { code } since: incidents(openedFrom: "2025-08-20T00:00:00Z") { code } } }`,
    { key },
  );
  expect(errors).toBeUndefined();
  const [first, second] = [{ code: 'SC-H56.14.3-1' }, { code: 'SC-H56.14.3-2' }];
  expect(data).toEqual({
    networkSite: { all: [second, first], last: [second], acknowledged: [first], since: [second] },
  });
});

test('what is another unit’s is not shown to a key of this one, by way of the unit either', async () => {
  const key = await gateway.key({ role: 'administrator', unit: 'H56.14.4' });
  const { data } = await gateway.ask(
    '{ unit(code: "H56.14.3") { dossiers { code } notices { code } documents { code } networkSites { code } } }',
    { key },
  );
  expect(data).toEqual({
    unit: { dossiers: [], notices: [{ code: 'T-2' }, { code: 'T-1' }], documents: [], networkSites: [] },
  });
});
