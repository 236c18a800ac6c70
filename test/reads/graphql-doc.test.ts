import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toGlobalId } from '../../src/reads/global-id.js';
import { isWhole } from '../../src/resolvers/by-key.js';
import { buildGraph } from '../../src/resolvers/schema.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { recordKinds } from '../support/kinds/index.js';

const docs = new URL('../../docs/', import.meta.url);
const text = ['graphql.md', ...readdirSync(new URL('graphql', docs)).map((name) => `graphql/${name}`)]
  .map((name) => readFileSync(new URL(name, docs), 'utf8'))
  .join('\n');
const queries = [...text.matchAll(/```graphql\n(query [\s\S]*?)```/g)].map(([, query = '']) => query);

const ROOT = buildGraph().getQueryType();

function rootsOf(query: string): string[] {
  return parse(query).definitions.flatMap((each) =>
    each.kind === 'OperationDefinition'
      ? each.selectionSet.selections.flatMap((node) => (node.kind === 'Field' ? [node.name.value] : []))
      : [],
  );
}

let store: TestDatabase;
let gateway: TestGateway;
let key: string;
let variables: Record<string, unknown>;

beforeAll(async () => {
  store = await freshDatabase();
  const { deliveries, dossiers } = await fillDistrict(store);
  await recordKinds(store, ['H56.14.4']);
  // The district of these tests keeps no whole records; what is told of the past is tested in as-of.test.ts.
  await store.database.query(`update subject_version set recorded_at = '2200-01-01'`);
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'administrator', scopes: ['personal'] });
  const id = toGlobalId('Delivery', deliveries.held);
  const code = [...dossiers.keys()][0];
  variables = { id, ids: [id, toGlobalId('Dossier', dossiers.get(code ?? '') ?? '')], code };
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

test('every root that reads has an operation in docs/graphql.md or docs/graphql/', () => {
  const shown = queries.flatMap(rootsOf);
  const roots = Object.keys(ROOT?.getFields() ?? {});
  expect(roots.filter((name) => !shown.includes(name))).toEqual([]);
});

test.each(queries.map((query) => [/query (\w+)/.exec(query)?.[1], query]))(
  '%s runs',
  async (_name, query = '') => {
    const { data, errors } = await gateway.ask(query, { key, variables });
    expect(errors).toBeUndefined();
    expect(data).toBeTruthy();
    if (!rootsOf(query).every((name) => ROOT && isWhole(ROOT, name) && name !== 'accessRecords')) return;
    // By graphql-js at the first time, then compiled, whole, and by a plan that is kept.
    for (let time = 2; time <= 4; time += 1) {
      expect(await gateway.ask(query, { key, variables })).toMatchObject({ data });
    }
  },
);
