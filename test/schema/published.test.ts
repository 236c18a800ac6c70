import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { DEMO_QUERIES } from '../../src/demo/queries.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
/** As a shell hands them over: they have to be JSON too. */
const inReadme = [...readFileSync('README.md', 'utf8').matchAll(/-d '(\{"query"[^']+)'/g)].map(
  ([, body = '']) => (JSON.parse(body) as { query: string }).query,
);

it('finds the query of the README', () => expect(inReadme).toHaveLength(1));

it.each([...inReadme, ...DEMO_QUERIES])('what we tell people to copy can be asked: %s', (query) => {
  expect(validate(schema, parse(query))).toEqual([]);
});
