import { getNamedType, isInterfaceType, isLeafType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALLOWED, OF_THE_DISTRICT } from '../../../src/access/roles.js';
import { ROLES } from '../../../src/domain/role.js';
import { toGlobalId } from '../../../src/reads/global-id.js';
import { readTypes } from '../../../src/reads/registry.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { fillDistrict } from '../../support/district.js';
import { EventStream } from '../../support/event-stream.js';
import { type Answer, startGateway, type TestGateway } from '../../support/gateway.js';
import { MUTATIONS, neededFor, OF_ANSWERS, SHAPE, SUBSCRIPTIONS, TYPES } from './lines.js';
import { BY_CODE, objects, requiredArguments, rootsOf, schema, waysFrom } from './ways.js';

let store: TestDatabase;
let gateway: TestGateway;
/** Type → the global id of something of that type. */
const ids = new Map<string, string>();

beforeAll(async () => {
  store = await freshDatabase();
  const { dossiers, notice, deliveries } = await fillDistrict(store);
  gateway = await startGateway(store);
  const [dossier = ''] = dossiers.values();
  for (const [type, key] of Object.entries({ Dossier: dossier, Notice: notice, Delivery: deliveries.held })) {
    ids.set(type, toGlobalId(type, key));
  }
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const codes = (answer: Answer) => [...new Set(answer.errors?.map(({ extensions }) => extensions['code']))];
const ARGUMENTS = {
  ...BY_CODE,
  dossier: '(code: "H56.14-240823-0001")',
  procedure: '(code: "1.001193")',
  unit: '(code: "H56.14")',
  notice: '(code: "TIN-1")',
  delivery: `(id: "${toGlobalId('Delivery', 'ffffffff-ffff-7fff-8fff-ffffffffffff')}")`,
};

test('every root, mutation, subscription and type of the schema has its line, and nothing else has', () => {
  const named = (type: Parameters<typeof rootsOf>[0]) => rootsOf(type).map(({ name }) => name);
  expect(Object.keys(MUTATIONS).sort()).toEqual(named(schema.getMutationType()).sort());
  expect(Object.keys(SUBSCRIPTIONS).sort()).toEqual(named(schema.getSubscriptionType()).sort());
  const names = objects.map(({ name }) => name);
  const lined = new Set(['Query', 'Mutation', 'Subscription', ...Object.keys(TYPES), ...OF_ANSWERS]);
  expect(names.filter((name) => !lined.has(name) && !SHAPE.test(name))).toEqual([]);
  expect([...lined].filter((name) => !names.includes(name))).toEqual([]);
  for (const { name, type } of rootsOf(schema.getQueryType())) {
    const target = getNamedType(type);
    expect([name, isInterfaceType(target) || neededFor(target.name) !== undefined]).toEqual([name, true]);
  }
});

test('each type that has fields can be reached, and is', () => {
  const reached = new Set([
    ...waysFrom('query', ARGUMENTS).keys(),
    ...waysFrom('subscription').keys(),
    ...['Query', 'Mutation', 'Subscription', 'Problem', 'RecordOutcome', 'ReplayGroup'],
  ]);
  expect(objects.filter(({ name }) => !reached.has(name) && !/Payload$/.test(name))).toEqual([]);
});

/** All leaves of each type, and each object that its fields give, by a way to it, with what seeing it needs. */
function asked(ways: ReturnType<typeof waysFrom>): [string, readonly string[]][] {
  return objects.flatMap((type) => {
    const way = ways.get(type.name);
    if (!way) return [];
    const fields = Object.values(type.getFields()).filter((field) => !field.args.some(isRequiredArgument));
    const isLeaf = ({ type: of }: (typeof fields)[number]) => isLeafType(getNamedType(of));
    const leaves = fields.filter(isLeaf).map(({ name }) => name);
    const own: [string, readonly string[]][] = leaves.length > 0 ? [[leaves.join(' '), way.needs]] : [];
    const others = fields
      .filter((field) => !isLeaf(field))
      .map(({ name, type: of }): [string, readonly string[]] => {
        const more = neededFor(getNamedType(of).name);
        return [`${name} { __typename }`, more ? [...way.needs, more] : way.needs];
      });
    return [...own, ...others].map(([inner, needs]): [string, readonly string[]] => [way.text(inner), needs]);
  });
}

const FIELDS = asked(waysFrom('query', ARGUMENTS));
const FOLLOWED = asked(waysFrom('subscription', { deliverySettled: '(since: "2100-01-01T00:00:00Z")' }));

describe.each(ROLES)('%s', (role) => {
  const allowed = (needs: readonly string[]) =>
    needs.every((each) => ALLOWED[role].some((permission) => permission === each));

  test('each field of each type, by the shortest way to it', async () => {
    // Without the scope one root answers nobody.
    const key = await gateway.key({ role, scopes: ['personal'] });
    expect(FIELDS.length).toBeGreaterThan(70);
    for (const [query, needs] of FIELDS) {
      const answer = await gateway.ask(query, { key });
      expect([query, ...codes(answer)]).toEqual([query, ...(allowed(needs) ? [] : ['FORBIDDEN'])]);
    }
  }, 120_000);

  test('each type by its global id, whether there is such a thing or not', async () => {
    const key = await gateway.key({ role });
    for (const { name } of schema.getPossibleTypes(schema.getType('Node') as never)) {
      const none = toGlobalId(
        name,
        readTypes[name]?.key?.type === 'uuid' ? 'ffffffff-ffff-7fff-8fff-ffffffffffff' : '999999',
      );
      for (const id of [none, ids.get(name) ?? none]) {
        const answer = await gateway.ask(`{ node(id: "${id}") { id } }`, { key });
        const needs = [neededFor(name) ?? 'nothing'];
        expect([name, ...codes(answer)]).toEqual([name, ...(allowed(needs) ? [] : ['FORBIDDEN'])]);
        // One of many is not there for whoever may not see its type: the others are answered.
        const many = await gateway.ask(`{ nodes(ids: ["${id}"]) { id } }`, { key });
        const found = id !== none && allowed(needs) ? [{ id }] : [null];
        expect([name, many.errors, many.data]).toEqual([name, undefined, { nodes: found }]);
      }
    }
  });

  test('each mutation', async () => {
    const key = await gateway.key({ role });
    for (const field of rootsOf(schema.getMutationType())) {
      const text = `mutation { ${field.name}(${requiredArguments(field)}) { __typename } }`;
      const may = allowed([MUTATIONS[field.name]?.needs ?? 'nothing']);
      const answer = await gateway.ask(text, { key });
      expect([field.name, ...codes(answer)]).toEqual([field.name, ...(may ? [] : ['FORBIDDEN'])]);
    }
  });

  test('each field that a subscription carries, refused before anything is told', async () => {
    const key = await gateway.key({ role });
    for (const [query, needs] of FOLLOWED) {
      // What is below the delivery or the report is refused where it is opened; only that it opens is looked at here.
      const stream = await EventStream.open(gateway.url, key, query);
      expect([query, stream.response.status]).toEqual([query, allowed(needs) ? 200 : 400]);
      if (stream.response.status === 200) stream.close();
    }
  });
});

test('what works on all units at once is for no key of one unit, whatever its role', async () => {
  const district = Object.entries(MUTATIONS).filter(([, { touches }]) => touches === 'district');
  const needed = new Set(district.map(([, { needs }]) => needs));
  expect([...needed, 'operations.pages'].sort()).toEqual([...OF_THE_DISTRICT].sort());
  const key = await gateway.key({ role: 'administrator', unit: 'H56.14' });
  for (const field of rootsOf(schema.getMutationType())) {
    const text = `mutation { ${field.name}(${requiredArguments(field)}) { __typename } }`;
    const refused = MUTATIONS[field.name]?.touches === 'district';
    expect([field.name, ...codes(await gateway.ask(text, { key }))]).toEqual([
      field.name,
      ...(refused ? ['FORBIDDEN'] : []),
    ]);
  }
  for (const path of ['/metrics', '/queues']) {
    const response = await fetch(`${gateway.url}${path}`, {
      headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': '10.0.0.9' },
    });
    expect([path, response.status]).toEqual([path, 403]);
  }
});
