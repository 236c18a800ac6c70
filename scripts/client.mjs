// Writes clients/typescript/src/generated.ts from schema.graphql and the operations beside it. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse, print, separateOperations } from 'graphql';

const at = (path) => new URL(`../${path}`, import.meta.url);
const read = (path) => readFileSync(at(path), 'utf8');
const OPERATIONS = 'clients/typescript/operations/operations.graphql';
const GENERATED = 'clients/typescript/src/generated.ts';

const upper = (kind) => kind[0].toUpperCase() + kind.slice(1);

/** Each operation with the fragments that it needs, as text with its types: what is sent needs no GraphQL library. */
const texts = {
  plugin: (_schema, [{ document }]) => ({
    prepend: ["import type { Operation } from './client.ts';"],
    content: Object.entries(separateOperations(document))
      .map(([name, one]) => {
        const { operation } = one.definitions.find(({ kind }) => kind === 'OperationDefinition');
        const type = `${name}${upper(operation)}`;
        return `export const ${name}: Operation<'${operation}', ${type}, ${type}Variables> = {\n  kind: '${operation}',\n  text: \`${print(one)}\`,\n};`;
      })
      .join('\n\n'),
  }),
};

const text = await codegen({
  filename: GENERATED,
  schema: parse(read('schema.graphql')),
  documents: [{ location: OPERATIONS, document: parse(read(OPERATIONS)) }],
  config: {
    strictScalars: true,
    scalars: { DateTime: 'string', Date: 'string', PartialDate: 'string' },
    skipTypename: true,
  },
  plugins: [{ operations: {} }, { texts: {} }],
  pluginMap: { operations, texts },
});
const made = `// Made by \`npm run client\`; a test compares it. Do not edit.\n${text}\n`;
if (process.argv.includes('--check')) {
  if (read(GENERATED) !== made) {
    console.error(`${GENERATED} is not what schema.graphql and the operations make: run \`npm run client\``);
    process.exit(1);
  }
} else {
  writeFileSync(at(GENERATED), made);
  console.log(`written: ${GENERATED}`);
}
