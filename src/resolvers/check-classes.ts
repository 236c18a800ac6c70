import { type GraphQLSchema, isObjectType } from 'graphql';
import { FIELD_CLASSES } from '../domain/classes/index.js';
import { subjectless, unmaskedFields } from '../reads/checks.js';
import { readTypes } from '../reads/registry.js';

/** The schema has a field that nobody classified, or a personal field that does not mask itself. */
export class UnclassifiedField extends Error {
  override readonly name = 'UnclassifiedField';
}

/** Fields without a data class in domain/classes/, as `Type.field`. */
export function unclassifiedFields(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    const classes = FIELD_CLASSES[type.name] ?? {};
    return Object.keys(type.getFields())
      .filter((field) => !classes[field])
      .map((field) => `${type.name}.${field}`);
  });
}

/** Throws {@link UnclassifiedField} with every field's name; run at each start of the gateway and in the tests. */
export function checkClasses(schema: GraphQLSchema): void {
  const unclassified = unclassifiedFields(schema);
  if (unclassified.length > 0) {
    throw new UnclassifiedField(`no data class in domain/classes/ for ${unclassified.join(', ')}`);
  }
  const unmasked = unmaskedFields(readTypes);
  if (unmasked.length > 0) throw new UnclassifiedField(`personal, yet not masked: ${unmasked.join(', ')}`);
  const nobodys = subjectless(readTypes);
  if (nobodys.length > 0) throw new UnclassifiedField(`personal, yet of no subject: ${nobodys.join(', ')}`);
}
