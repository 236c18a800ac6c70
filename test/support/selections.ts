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
  if (isInterfaceType(type)) {
    const parts = schema.getPossibleTypes(type).map((each) => {
      const fields = Object.values(each.getFields()).flatMap((field) => {
        // Fields of one name have other types elsewhere: an alias keeps them apart.
        const text = selected(schema, field, depth, [each.name]);
        return text === undefined ? [] : [`${each.name}_${field.name}: ${text}`];
      });
      return `... on ${each.name} { ${fields.join(' ')} }`;
    });
    return `{ __typename ${parts.join(' ')} }`;
  }
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
