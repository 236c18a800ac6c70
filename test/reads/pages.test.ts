import { type GraphQLArgument, isEnumType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/resolvers/schema.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

interface Page {
  totalCount: number;
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

let store: TestDatabase;
let gateway: TestGateway;
let caller: string;

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const fixtures = new Fixtures(store);
  let codes = 0;
  // Equal times and missing ones: the order has to be whole all the same.
  for (const at of [null, null, '2024-08-23T01:30:00Z', '2024-08-23T01:30:00.000001Z']) {
    await fixtures.dossier(`H56.14-260101-000${codes++}`, { received_at: at, due_at: at });
  }
  await fixtures.notice('TIN-3', { published_at: '2024-09-01T00:00:00Z' });
  gateway = await startGateway(store);
  // An order by what is personal is for who may see it.
  caller = await gateway.key({ role: 'administrator', scopes: ['personal'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const roots = Object.values(buildGraph().getQueryType()?.getFields() ?? {});
const lists = roots.filter(({ type }) =>
  String(type)
    .replace(/[[\]!]/g, '')
    .endsWith('Connection'),
);

function ordersOf(args: readonly GraphQLArgument[]): string[] {
  const type = args.find(({ name }) => name === 'orderBy')?.type;
  const named = isEnumType(type) ? type : type && 'ofType' in type ? type.ofType : undefined;
  return isEnumType(named) ? named.getValues().map(({ name }) => name) : [];
}

const cases = lists.flatMap(({ name, args }) => ordersOf(args).map((order) => [name, order] as const));

async function page(root: string, args: string): Promise<Page> {
  const answer = await gateway.ask(
    `{ ${root}(${args}) { totalCount edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    { key: caller },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data?.[root] as Page;
}
const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id);

/** The search is in the order of how well what it finds fits; what one person has everywhere in one order only. */
const OF_THEIR_OWN = new Set(['search', 'citizenRecords']);

test('every list has an order', () => {
  expect(
    lists
      .filter(({ name, args }) => !OF_THEIR_OWN.has(name) && ordersOf(args).length === 0)
      .map(({ name }) => name),
  ).toEqual([]);
  expect(lists.map(({ type }) => isObjectType(type) || String(type).endsWith('!'))).not.toContain(false);
});

describe.each(cases)('%s by %s', (root, order) => {
  test('is the same list page by page, forwards and backwards, and each page knows where it stands', async () => {
    const whole = await page(root, `orderBy: ${order}, first: 100`);
    const ids = idsOf(whole);
    expect(whole.totalCount).toBe(ids.length);
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    const opposite = order.endsWith('_ASC') ? order.replace('_ASC', '_DESC') : order.replace('_DESC', '_ASC');
    expect(idsOf(await page(root, `orderBy: ${opposite}, first: 100`))).toEqual([...ids].reverse());

    let at = 0;
    for (let after = ''; ; ) {
      const { edges, pageInfo } = await page(root, `orderBy: ${order}, first: 2${after}`);
      expect(edges.map(({ node }) => node.id)).toEqual(ids.slice(at, at + 2));
      expect(pageInfo.hasPreviousPage).toBe(at > 0);
      at += edges.length;
      expect(pageInfo.hasNextPage).toBe(at < ids.length);
      expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([
        edges[0]?.cursor ?? null,
        edges.at(-1)?.cursor ?? null,
      ]);
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(at).toBe(ids.length);

    for (let before = ''; ; ) {
      const { edges, pageInfo } = await page(root, `orderBy: ${order}, last: 2${before}`);
      expect(edges.map(({ node }) => node.id)).toEqual(ids.slice(Math.max(0, at - 2), at));
      expect(pageInfo.hasNextPage).toBe(at < ids.length);
      at -= edges.length;
      expect(pageInfo.hasPreviousPage).toBe(at > 0);
      if (!pageInfo.hasPreviousPage) break;
      before = `, before: "${pageInfo.startCursor}"`;
    }
    expect(at).toBe(0);
  });
});

test('between two cursors stands what lies between them', async () => {
  const { edges } = await page('dossiers', 'first: 100');
  const between = await page(
    'dossiers',
    `first: 2, after: "${edges[1]?.cursor}", before: "${edges[6]?.cursor}"`,
  );
  expect(between.edges).toEqual(edges.slice(2, 4));
  expect(between.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
});

describe('what is no page is told with its path', () => {
  test.each([
    ['first: 0', ['first']],
    ['first: 101', ['first']],
    ['last: -1', ['last']],
    ['first: 1, last: 1', ['first', 'last']],
    ['after: "x", before: ""', ['after', 'before']],
  ])('dossiers(%s)', async (args, paths) => {
    const { data, errors } = await gateway.ask(`{ dossiers(${args}) { totalCount } }`, { key: caller });
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: paths.map((path) => ({ path: [path] })),
    });
  });

  test('a cursor of another list, order or filter', async () => {
    const cursor = (await page('dossiers', 'first: 1')).pageInfo.endCursor;
    for (const list of [
      `notices(after: "${cursor}")`,
      `dossiers(after: "${cursor}", orderBy: RECEIVED_ASC)`,
      `dossiers(after: "${cursor}", states: [RECEIVED])`,
    ]) {
      const { errors } = await gateway.ask(`{ ${list} { totalCount } }`, { key: caller });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        problems: [{ path: ['after'] }],
      });
    }
    expect((await page('dossiers', `first: 3, after: "${cursor}"`)).edges).toHaveLength(3);
  });
});
