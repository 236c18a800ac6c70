import { getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/domain/kinds/index.js';
import { toGlobalId } from '../../src/reads/global-id.js';
import { readTypes } from '../../src/reads/registry.js';
import { buildGraph } from '../../src/resolvers/schema.js';
import { Database } from '../../src/store/database.js';
import { BY_CODE } from '../security/matrix/ways.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Filled, fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { type KindRow, recordKinds } from '../support/kinds/index.js';
import { everythingInParts } from '../support/selections.js';
import { tapWire, type Wire } from '../support/wire.js';

/** Arguments of each root, and how many objects deep everything is selected; a root that stands not here fails the test. */
const OF_THE_HUB: Readonly<Record<string, { args?: (ids: Filled) => string; depth: number }>> = {
  node: { args: (ids) => `(id: "${idOf('Dossier', ids)}")`, depth: 1 },
  nodes: {
    args: (ids) =>
      `(ids: ${JSON.stringify(['Dossier', 'Notice', 'Delivery', 'Nothing'].map((type) => idOf(type, ids)))})`,
    depth: 1,
  },
  dossier: { args: () => '(code: "H56.14-240823-0001")', depth: 2 },
  dossiers: { args: () => '(first: 3)', depth: 4 },
  procedure: { args: () => '(code: "1.001193")', depth: 3 },
  procedures: { depth: 4 },
  unit: { args: () => '(code: "000-00-14-H56")', depth: 3 },
  units: { args: () => '(first: 5)', depth: 5 },
  notice: { args: () => '(code: "TIN-1")', depth: 3 },
  notices: { args: () => '(first: 3)', depth: 4 },
  delivery: { args: (ids) => `(id: "${idOf('Delivery', ids)}")`, depth: 2 },
  deliveries: { args: () => '(first: 3)', depth: 4 },
  lanes: { args: () => '(first: 3)', depth: 4 },
  queues: { depth: 4 },
  freshness: { depth: 2 },
  coverage: { args: () => '(unit: "H56.14")', depth: 3 },
  syncRuns: { depth: 3 },
  quarantine: { depth: 5 },
  accessRecords: { depth: 3 },
  replays: { depth: 3 },
  comparisons: { depth: 3 },
  differences: { depth: 4 },
  signatures: { args: () => '(first: 3)', depth: 4 },
  citizenRecords: { args: () => '(personalId: "038090000123", purpose: "test", first: 3)', depth: 3 },
  search: { args: () => '(text: "H56.14", first: 3)', depth: 3 },
  deathNotices: { args: () => '(first: 3)', depth: 3 },
};

const schema = buildGraph();
const roots = Object.values(schema.getQueryType()?.getFields() ?? {});

function takesFirst(root: string): boolean {
  return roots.some(({ name, args }) => name === root && args.some((arg) => arg.name === 'first'));
}

/** Roots of kinds that are shown and not carried: lists, and one by its code. */
const ROOTS: typeof OF_THE_HUB = {
  ...Object.fromEntries(
    kinds.flatMap(({ classes }) =>
      Object.keys(classes.Query).map((name) => [
        name,
        BY_CODE[name]
          ? { args: () => `(code: ${JSON.stringify(codeFor(name))})`, depth: 2 }
          : { args: () => (takesFirst(name) ? '(first: 3)' : ''), depth: 4 },
      ]),
    ),
  ),
  ...OF_THE_HUB,
};

let store: TestDatabase;
let wire: Wire;
let through: Database;
let gateway: TestGateway;
let filled: Filled;
let ofKinds: KindRow[];
const keys = { whole: '', unit: '' };

/** Of something that the root of this name gives. */
function codeFor(root: string): string {
  const type = roots.find(({ name }) => name === root)?.type;
  return ofKinds.find((row) => type && row.type === getNamedType(type).name)?.code ?? '';
}

function idOf(type: string, { dossiers, notice, deliveries }: Filled): string {
  const key = { Dossier: dossiers.get('H56.14-240823-0001'), Notice: notice, Delivery: deliveries.held }[
    type
  ];
  return toGlobalId(type, key ?? '1');
}

beforeAll(async () => {
  store = await freshDatabase();
  filled = await fillDistrict(store);
  ofKinds = await recordKinds(store, ['H56.14.4']);
  wire = await tapWire(store.url);
  through = new Database(wire.url);
  gateway = await startGateway({ ...store, database: through });
  keys.whole = await gateway.key({ role: 'administrator', scopes: ['personal'] });
  keys.unit = await gateway.key({ role: 'administrator', unit: 'H56.14', scopes: ['personal'] });
});
afterAll(async () => {
  await gateway?.stop();
  await through?.close();
  await wire?.close();
  await store?.drop();
});

/** Beside the look-up of the caller's key and what is kept of an access. */
const ofReads = (statements: string[]) =>
  statements.filter((text) => !text.includes('service_key') && !/^\s*insert /i.test(text));

test('every root of the schema is looked at here, and no other', () => {
  expect(Object.keys(ROOTS).sort()).toEqual(roots.map(({ name }) => name).sort());
});

describe.each(roots.map(({ name, type }) => [name, getNamedType(type)] as const))('%s', (name, type) => {
  test.each(['whole', 'unit'] as const)(
    'is one statement on the wire, whatever is selected (key of the %s)',
    async (who) => {
      const { args, depth } = ROOTS[name] ?? { depth: 1 };
      for (const selection of everythingInParts(schema, type as never, depth)) {
        wire.statements();
        const { data, errors } = await gateway.ask(`{ ${name}${args?.(filled) ?? ''} ${selection} }`, {
          key: keys[who],
        });
        expect(errors).toBeUndefined();
        expect(data).toHaveProperty(name);
        expect(ofReads(wire.statements())).toHaveLength(1);
      }
    },
  );
});

test('the wire sees every statement', async () => {
  wire.statements();
  await through.query('select 1');
  await through.query('select $1::int', [2]);
  await through.query({ name: 'three', text: 'select 3' } as never);
  await through.query({ name: 'three', text: 'select 3' } as never);
  expect(wire.statements()).toEqual(['select 1', 'select $1::int', 'select 3', 'select 3']);
});

describe('nodes', () => {
  const asked = async (ids: string[], key = keys.whole) =>
    gateway.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id
        ... on Dossier { code applicant { name } } ... on Notice { title } } }`,
      { key, variables: { ids } },
    );

  test('each in its place, twice too; foreign and broken ids are null', async () => {
    const dossier = idOf('Dossier', filled);
    const { data } = await asked([
      dossier,
      'x',
      idOf('Notice', filled),
      toGlobalId('Dossier', '999999'),
      dossier,
    ]);
    const nodes = (data?.['nodes'] ?? []) as ({ __typename: string } | null)[];
    const found = nodes.map((node) => node?.__typename ?? null);
    expect(found).toEqual(['Dossier', null, 'Notice', null, 'Dossier']);
    expect(nodes[4]).toEqual(nodes[0]);
  });

  test('never what the caller may not see: another unit, or a type that is not for its role', async () => {
    const limited = await gateway.key({ unit: 'H56.14.4', role: 'viewer' });
    const lane = (await through.query<{ id: string }>('select id from lane limit 1')).rows[0]?.id ?? '';
    const { data } = await asked([idOf('Dossier', filled), toGlobalId('Lane', lane)], limited);
    expect(data).toEqual({ nodes: [null, null] });
  });

  test('more than a hundred are too many', async () => {
    const { errors } = await asked(Array.from({ length: 101 }, () => 'x'));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: ['ids'] }] });
  });

  test('every type with a global id can be asked for', () => {
    const possible = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name);
    expect(possible.sort()).toEqual(
      Object.values(readTypes)
        .filter(({ key }) => key)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
