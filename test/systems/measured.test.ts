import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sourceDefinitions } from '../../src/connectors/sources/registry.js';

const NAMES = sourceDefinitions.map(({ name }) => name);

/** First cells of the rows of all tables in a document of docs/measured. */
function rowsOf(document: string): Set<string> {
  const path = fileURLToPath(new URL(`../../docs/measured/${document}`, import.meta.url));
  return new Set(
    [...readFileSync(path, 'utf8').matchAll(/^[|│] ([^|│]+?) +[|│]/gm)].map(([, cell = '']) => cell),
  );
}

test.each([
  ['systems.md', 'npm run systems -- --records 200000'],
  ['memory.md', 'npm run systems -- --memory --records 100000 --only <source>'],
])('each source stands in %s, with what `%s` printed', (document) => {
  const rows = rowsOf(document);
  expect(NAMES.filter((name) => !rows.has(name))).toEqual([]);
});
