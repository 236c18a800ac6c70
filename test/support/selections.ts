import {
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Fields in one selection, well below the gateway's limit: it also counts what stands around them. */
const MAX_FIELDS = 800;

/**
 * Selections of everything below a type: one, or several for an interface, whose types together would be more than the gateway takes at
 * once.
 */
export function everythingInParts(
  schema: GraphQLSchema,
  type: GraphQLNamedOutputType,
  depth: number,
): string[] {
  if (!isInterfaceType(type)) return [everything(schema, type, depth) ?? ''];
  const parts: { text: string; fields: number }[] = [];
  for (const each of schema.getPossibleTypes(type)) {
    const selections = Object.values(each.getFields()).flatMap((field) => {
      // Fields of one name have other types elsewhere: an alias keeps them apart.
      const text = selected(schema, field, depth, [each.name]);
      return text === undefined ? [] : [`${each.name}_${field.name}: ${text}`];
    });
    const text = `... on ${each.name} { ${selections.join(' ')} }`;
    const fields = text.match(/\w+(?!\w*:)/g)?.length ?? 0;
    const open = parts.at(-1);
    if (open && open.fields + fields <= MAX_FIELDS)
      Object.assign(open, { text: `${open.text} ${text}`, fields: open.fields + fields });
    else parts.push({ text, fields });
  }
  return parts.map(({ text }) => `{ __typename ${text} }`);
}

/**
 * A selection of everything below a type, `depth` objects deep, as text; undefined when nothing can be selected there. Lists inside
 * get `first` where they take it, and a type that stands above itself shows only its values there (a unit's parent, a row's parts), so that
 * the whole stays within the gateway's limits.
 */
export function everything(
  schema: GraphQLSchema,
  type: GraphQLNamedOutputType,
  depth: number,
  above: readonly string[] = [],
): string | undefined {
  if (!isObjectType(type)) return undefined;
  const left = above.includes(type.name) ? 0 : depth;
  const path = [...above, type.name];
  const fields = Object.values(type.getFields()).flatMap(
    (field) => selected(schema, field, left, path) ?? [],
  );
  return fields.length > 0 ? `{ ${fields.join(' ')} }` : undefined;
}

function selected(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  above: readonly string[],
): string | undefined {
  if (field.args.some(isRequiredArgument)) return undefined;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name;
  if (depth <= 0) return undefined;
  const args = field.args.some(({ name }) => name === 'first') ? '(first: 2)' : '';
  const below = everything(schema, type, depth - 1, above);
  return below && `${field.name}${args} ${below}`;
}
