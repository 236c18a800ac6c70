import { type GraphQLNamedOutputType, getNamedType, isInterfaceType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Announcer } from '../../../src/ledger/announce.js';
import { readTypes } from '../../../src/reads/registry.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { EventStream } from '../../support/event-stream.js';
import { type Answer, startGateway, type TestGateway } from '../../support/gateway.js';
import { until } from '../../support/poll.js';
import { everything, everythingInParts } from '../../support/selections.js';
import { ASKERS, fillGround, isFor, keyOf, markOf, type Thing } from './ground.js';
import { TYPES } from './lines.js';
import { rootsOf, schema } from './ways.js';

/*
 * A key of one unit reaches nothing of another's: through every list, by every global id, by every edge below, in the events of a
 * subscription. Whose is what is written by hand in ground.ts; what is asked comes from the schema.
 */
let store: TestDatabase;
let gateway: TestGateway;
let things: Thing[];
const codes = () => [
  ...new Set(things.flatMap(({ type, code }) => (type === 'Dossier' && code ? [code] : []))),
];

beforeAll(async () => {
  store = await freshDatabase();
  things = await fillGround(store);
  gateway = await startGateway(store);
});
// What these tests look at is kept too, and would be one more thing to find.
beforeEach(async () => {
  await store.database.query("delete from access_record where request_id <> 'x'");
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const NODE = schema.getType('Node') as GraphQLNamedOutputType;
// A list that is asked with words (`search`) has its own test below.
const lists = rootsOf(schema.getQueryType()).flatMap(({ name, type, args }) => {
  const of = /^(\w+)Connection$/.exec(getNamedType(type).name)?.[1];
  return of === undefined || args.some(isRequiredArgument) ? [] : [{ name, of }];
});
/** Types that `search` finds, and the kind that it calls them by. */
const SEARCHED = new Map(
  Object.values(readTypes).flatMap(({ name, found }) =>
    found ? [[name, found.kind.toUpperCase().replaceAll('-', '_')]] : [],
  ),
);

/** What comes of two records and is kept nowhere: whose it is, its own test asks (test/reads/death-notice.test.ts). */
const DERIVED: ReadonlySet<string> = new Set(['DeathNotice']);

test('there is something of every type with a global id', () => {
  const types = (isInterfaceType(NODE) ? schema.getPossibleTypes(NODE) : [])
    .map(({ name }) => name)
    .filter((name) => !DERIVED.has(name));
  expect([...new Set(things.map(({ type }) => type))].sort()).toEqual([...types].sort());
  expect(types.filter((name) => TYPES[name]?.rows === undefined || TYPES[name].rows === 'part')).toEqual([]);
});

describe.each(Object.entries(ASKERS))('a key of %s', (_who, asker) => {
  const own = (type: string) => things.filter((thing) => thing.type === type && isFor(asker, thing));
  const idsOf = (type: string) => own(type).map(({ id }) => id);
  let key: string;
  beforeAll(async () => {
    key = await keyOf(store, gateway, asker, { role: 'administrator', scopes: ['personal'] });
  });

  const listIn = ({ data = {} }: Answer, name: string) =>
    data?.[name] as {
      totalCount: number;
      edges: { node: { id: string } }[];
      pageInfo: Record<string, unknown>;
    };

  /** Fails when anything of a foreign dossier stands in an answer: its id, code or marks, or the id of what is owed for it. */
  function expectNothingForeign(answer: unknown, edges = true): void {
    const text = JSON.stringify(answer);
    const foreign = things.filter((thing) => !isFor(asker, thing));
    const told = foreign.filter(
      ({ type, id, code }) =>
        text.includes(`"${id}"`) || (edges && type === 'Dossier' && code && text.includes(`"${code}"`)),
    );
    expect(told).toEqual([]);
    const marks = codes()
      .filter((code) => !idsOf('Dossier').includes(things.find((thing) => thing.code === code)?.id ?? ''))
      .map(markOf);
    expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
  }

  test.each(lists)('$name: its own, all of them, and nothing else below', async ({ name, of }) => {
    const type = schema.getType(of) as GraphQLNamedOutputType;
    for (const node of everythingInParts(schema, type, 2)) {
      const text = `{ ${name}(first: 100) { totalCount edges { node { id ...below } } } } fragment below on ${of} ${node}`;
      const deep = await gateway.ask(text, { key });
      expect(deep.errors).toBeUndefined();
      expectNothingForeign(deep.data);
      const { totalCount, edges } = listIn(deep, name);
      expect(edges.map((edge) => edge.node.id).sort()).toEqual(idsOf(of).sort());
      expect(totalCount).toBe(edges.length);
    }
  });

  test.each(lists)('$name: page by page from both ends', async ({ name, of }) => {
    for (const [size, beyond, more, end] of [
      ['first', 'after', 'hasNextPage', 'endCursor'],
      ['last', 'before', 'hasPreviousPage', 'startCursor'],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let goesOn = true; goesOn && seen.length < 200; ) {
        const answer: Answer = await gateway.ask(
          `query ($at: String) { ${name}(${size}: 7, ${beyond}: $at) { edges { node { id } } pageInfo { ${more} ${end} } } }`,
          { key, variables: { at: cursor } },
        );
        expect(answer.errors).toBeUndefined();
        const page = listIn(answer, name);
        seen.push(...page.edges.map(({ node }) => node.id));
        goesOn = page.pageInfo[more] === true;
        cursor = page.pageInfo[end] as string | null;
      }
      expect(seen.sort()).toEqual(idsOf(of).sort());
    }
  });

  test('search: each of its own by its code, of another’s nothing but what is everybody’s', async () => {
    const codes = new Map<string, { kind: string; ids: string[] }>();
    for (const { type, id, code } of things) {
      const kind = SEARCHED.get(type);
      if (!kind || code === undefined) continue;
      const known = codes.get(`${kind} ${code}`) ?? { kind, ids: [] };
      if (idsOf(type).includes(id)) known.ids.push(id);
      codes.set(`${kind} ${code}`, known);
    }
    const all = [...codes];
    for (let at = 0; at < all.length; at += 10) {
      const asked = all.slice(at, at + 10).map(([name, { kind }], index) => {
        const code = JSON.stringify(name.slice(kind.length + 1));
        return `s${index}: search(text: ${code}, kinds: [${kind}]) { totalCount edges { node { match snippet record { id } } } }`;
      });
      const { data, errors } = await gateway.ask(`{ ${asked.join(' ')} }`, { key });
      expect(errors).toBeUndefined();
      expectNothingForeign(data);
      for (const [index, [name, { ids }]] of all.slice(at, at + 10).entries()) {
        const found = data?.[`s${index}`] as
          | { totalCount: number; edges: { node: { match: string; record: { id: string } } }[] }
          | undefined;
        const edges = found?.edges ?? [];
        const exact = edges.filter(({ node }) => node.match === 'CODE').map(({ node }) => node.record.id);
        expect([name, exact]).toEqual([name, ids]);
        if (edges.length < 20) expect(found?.totalCount).toBe(edges.length);
      }
    }
    expect(all.length).toBeGreaterThan(40);
  });

  test('node and nodes: its own by their ids, everything else as if there were nothing', async () => {
    for (let at = 0; at < things.length; at += 5) {
      const some = things.slice(at, at + 5);
      const asked = some.map(({ id }, index) => `n${index}: node(id: "${id}") { __typename id }`);
      const { data, errors } = await gateway.ask(`{ ${asked.join(' ')} }`, { key });
      expect(errors).toBeUndefined();
      const wanted = some.map((thing) =>
        isFor(asker, thing) ? { __typename: thing.type, id: thing.id } : null,
      );
      // The thing stands beside its answer: a failure names it.
      expect(some.map((thing, index) => [thing, data?.[`n${index}`]])).toEqual(
        some.map((thing, index) => [thing, wanted[index]]),
      );
    }
    for (let at = 0; at < things.length; at += 50) {
      const some = things.slice(at, at + 50);
      for (const selection of everythingInParts(schema, NODE, 1)) {
        const { data, errors } = await gateway.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) ${selection} }`, {
          key,
          variables: { ids: some.map(({ id }) => id) },
        });
        expect(errors).toBeUndefined();
        const nodes = data?.['nodes'] as (object | null)[];
        expect(nodes.map((node) => node !== null)).toEqual(some.map((thing) => isFor(asker, thing)));
        expectNothingForeign(data);
      }
    }
  });

  test('one dossier and one delivery, by code, by id, and as held at a time', async () => {
    const doors = `query ($code: String!, $id: ID!) {
      dossier(code: $code) { code }
      byId: dossier(id: $id) { code }
      later: dossier(id: $id, asOf: "2100-01-01T00:00:00Z") { version }
      laterByCode: dossier(code: $code, asOf: "2100-01-01T00:00:00Z") { version }
      held: dossiers(code: $code, asOf: "2100-01-01T00:00:00Z") { totalCount edges { node { version } } }
    }`;
    const none = await gateway.ask(doors, { key, variables: { code: 'none', id: 'none' } });
    for (const { type, id, code } of things) {
      if (type === 'Delivery') {
        const { data } = await gateway.ask(`{ delivery(id: "${id}") { id } }`, { key });
        expect(data).toEqual({ delivery: idsOf('Delivery').includes(id) ? { id } : null });
      }
      if (type !== 'Dossier' || code === undefined) continue;
      const { data } = await gateway.ask(doors, { key, variables: { code, id } });
      const found = { code };
      expect(data).toEqual(
        idsOf('Dossier').includes(id)
          ? {
              dossier: found,
              byId: found,
              later: { version: 2 },
              laterByCode: { version: 2 },
              held: { totalCount: 1, edges: [{ node: { version: 2 } }] },
            }
          : none.data,
      );
    }
  });

  test('deliverySettled: what settled of its own, with everything below it', async () => {
    const event = schema.getType('DeliverySettled') as GraphQLNamedOutputType;
    const query = `subscription { deliverySettled(since: "2000-01-01T00:00:00Z") ${everything(schema, event, 2)} }`;
    const { rows } = await store.database.query<{ id: string }>(
      "select id from delivery where state in ('DELIVERED', 'REFUSED', 'HELD', 'EXHAUSTED', 'SUPERSEDED')",
    );
    const settled = new Set(rows.map(({ id }) => id));
    const wanted = own('Delivery')
      .map(({ id }) => id)
      .filter((id) => settled.has(Buffer.from(id, 'base64url').toString().split(':')[1] ?? ''));
    const stream = await EventStream.open(gateway.url, key, query);
    expect(stream.response.status).toBe(200);
    const told = () => stream.events.filter(({ event: name }) => name === 'next');
    await until(() => told().length >= wanted.length, {
      what: `${wanted.length} events`,
    });
    // What was found at once is told before it is looked again: then nothing more comes.
    gateway.statements();
    new Announcer(store.database).settled();
    await until(() => gateway.statements().some((text) => text.includes('cross join lateral')), {
      what: 'another look',
    });
    stream.close();
    const ids = told().map(({ data }) => {
      const { deliverySettled } = data.data as { deliverySettled: { delivery: { id: string } } };
      return deliverySettled.delivery.id;
    });
    expect(ids.sort()).toEqual(wanted.sort());
    expectNothingForeign(told());
  });

  test('writes act on the very same', async () => {
    if (asker.unit === undefined) return;
    const { rows } = await store.database.query<{ code: string }>(
      'select s.natural_key as code from subjects_within($1) w (id) join subject s on s.id = w.id',
      [asker.unit],
    );
    const mine = codes().filter((code) => asker.dossiers.includes(code.slice(-4)));
    expect(rows.map(({ code }) => code).sort()).toEqual([...mine, ...asker.notices].sort());
  });
});
