import fc from 'fast-check';
import { type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { CompiledOperations } from '../../../src/processes/http/compiled.js';
import { fixedSchema } from './hard-schema.js';
import { operationsOf } from './operations.js';

const schema: GraphQLSchema = fixedSchema();

/**
 * What an answer says; the order of keys and of errors is nobody's promise. An error whose null went up tells of the place where the
 * null stands: which of several errors below it are told is left open by the specification ("may be discarded").
 */
function read({ data, errors }: ExecutionResult): unknown {
  const told = (errors ?? []).map(({ message, path = [] }) => {
    const place = nullAt(data, path);
    return place.length < path.length ? { place } : { message, path };
  });
  const texts = new Set(told.map((each) => JSON.stringify(each)));
  return JSON.parse(JSON.stringify({ data, errors: [...texts].sort() }));
}

/** The part of an error's path down to the null that it left in the data. */
function nullAt(data: unknown, path: readonly (string | number)[]): (string | number)[] {
  let value = data;
  for (const [at, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, at);
    value = (value as Record<string | number, unknown>)[key];
  }
  return [...path];
}

async function both(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operations = new CompiledOperations(schema);
  const asked = { document, queryHash: query, operationName: undefined, variables, context: {} };
  const plain = await execute({ schema, document, variableValues: variables, contextValue: {} });
  const first = await operations.execute(asked);
  const second = await operations.execute(asked);
  const third = await operations.execute(asked);
  return { plain: read(plain), compiled: [read(first), read(second), read(third)] };
}

async function same(query: string, variables: Record<string, unknown> = {}) {
  const { plain, compiled } = await both(query, variables);
  for (const each of compiled) expect(each).toEqual(plain);
  return plain;
}

test('any operation is answered as graphql-js answers it', async () => {
  await fc.assert(
    fc.asyncProperty(operationsOf(schema), async ({ query, variables }) => {
      await same(query, variables);
    }),
    { seed: 11, numRuns: 1_000 },
  );
}, 180_000);

describe('operations', () => {
  const asked = (text: string, variables: Record<string, unknown> = {}) => ({
    document: parse(text),
    queryHash: text,
    operationName: undefined,
    variables,
    context: {},
  });

  test('what is remembered is bounded, the least lately used go first', async () => {
    const operations = new CompiledOperations(schema, 3);
    for (let at = 0; at < 50; at += 1) await operations.execute(asked(`{ a${at}: echo }`));
    expect(operations.size).toBe(3);
  });

  test.each([
    ['query ($in: Inner) { echo(in: $in) }', { in: { colour: 'PINK' } }],
    ['query ($in: Inner) { echo(in: $in) }', { in: { leaf: { colour: null } } }],
    ['query ($list: [[Int]]) { echo(list: $list) }', { list: [['x']] }],
    ['query ($n: Int!) { things(n: $n) { id } }', {}],
    ['query ($n: Int) { things(n: $n) { id } }', { n: null }],
    ['query ($in: Endless) { endless(in: $in) }', { in: { deep: { deep: { size: 1 } } } }],
    ['{ __proto__: echo }', {}],
    ['{ thing(id: "1") { __typename id } __schema { types { name } } }', {}],
    ['query ($yes: Boolean = false) { echo @include(if: $yes) }', {}],
  ])('%s with %j', async (query, variables) => {
    await same(query, variables);
  });
});
