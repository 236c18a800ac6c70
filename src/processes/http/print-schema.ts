import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { checkClasses } from '../../resolvers/check-classes.js';
import { buildGraph } from '../../resolvers/schema.js';

/** The public schema as `schema.graphql` holds it. Throws when a field has no data class. */
export function schemaText(): string {
  const schema = buildGraph();
  checkClasses(schema);
  return `# Made by \`npm run schema\`; a test compares it. Do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../../../schema.graphql', import.meta.url));
  writeFileSync(file, schemaText());
  console.log(`written: ${file}`);
}
