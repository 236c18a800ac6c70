import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toGlobalId } from '../../src/reads/global-id.js';
import { buildGraph } from '../../src/resolvers/schema.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

const text = readFileSync(new URL('../../docs/graphql.md', import.meta.url), 'utf8');
const mutations = [...text.matchAll(/```graphql\n(mutation (\w+)[\s\S]*?)```/g)].map(
  ([, operation = '', name = '']) => ({ name, operation }),
);

let store: TestDatabase;
let gateway: TestGateway;
let key: string;
let variables: Record<string, string>;

beforeAll(async () => {
  store = await freshDatabase();
  const { deliveries } = await fillDistrict(store);
  await store.database.query("update delivery set state = 'EXHAUSTED' where id = $1", [deliveries.pending]);
  await store.database.query("update delivery set hold_reason = 'READ_BACK_IMPOSSIBLE' where id = $1", [
    deliveries.held,
  ]);
  const { rows } = await store.database.query<{ id: string }>('select id from quarantine');
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'administrator' });
  variables = {
    exhausted: toGlobalId('Delivery', deliveries.pending),
    held: toGlobalId('Delivery', deliveries.held),
    quarantined: toGlobalId('QuarantinedRecord', rows[0]?.id ?? ''),
  };
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

test('every mutation has an operation in docs/graphql.md', () => {
  const shown = mutations.flatMap(({ operation }) =>
    parse(operation).definitions.flatMap((each) =>
      each.kind === 'OperationDefinition'
        ? each.selectionSet.selections.flatMap((node) => (node.kind === 'Field' ? [node.name.value] : []))
        : [],
    ),
  );
  const roots = Object.keys(buildGraph().getMutationType()?.getFields() ?? {});
  expect(roots.filter((name) => !shown.includes(name))).toEqual([]);
});

test.each(mutations)('$name does what it says, without a problem', async ({ operation }) => {
  const { data, errors } = await gateway.ask(operation, { key, variables });
  expect(errors).toBeUndefined();
  for (const payload of Object.values(data ?? {})) expect(payload).toMatchObject({ errors: [] });
});
