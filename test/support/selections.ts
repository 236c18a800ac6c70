import {
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Fields in one selection, well below the gateway's limit: it counts a field each time that it is looked at. */
const MAX_FIELDS = 400;

/**
 * Selections of everything below a type: one, or several where that is more than the gateway takes at once. A field that has more below it
 * by itself is gone into less deep.
 */
export function everythingInParts(
  schema: GraphQLSchema,
  type: GraphQLNamedOutputType,
  depth: number,
): string[] {
  if (isInterfaceType(type)) {
    // Fields of one name have other types elsewhere: an alias keeps them apart.
    const pieces = schema.getPossibleTypes(type).map((each) => {
      const fields = piecesOf(schema, each, depth, `${each.name}_`);
      return `... on ${each.name} { ${fields.join(' ')} }`;
    });
    return packed(pieces).map((text) => `{ __typename ${text} }`);
  }
  if (!isObjectType(type)) return [''];
  return packed(piecesOf(schema, type, depth)).map((text) => `{ ${text} }`);
}

function piecesOf(schema: GraphQLSchema, type: GraphQLObjectType, depth: number, alias = ''): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    let text: string | undefined;
    for (let left = depth; left >= 0; left -= 1) {
      text = selected(schema, field, left, [type.name]);
      if (text === undefined || fieldsIn(text) <= MAX_FIELDS) break;
    }
    if (text === undefined) return [];
    return alias === '' ? [text] : [`${alias}${field.name}: ${text}`];
  });
}

/** Together as far as they fit. */
function packed(pieces: readonly string[]): string[] {
  const parts: string[] = [];
  for (const piece of pieces) {
    const open = parts.at(-1);
    if (open !== undefined && fieldsIn(open) + fieldsIn(piece) <= MAX_FIELDS)
      parts[parts.length - 1] = `${open} ${piece}`;
    else parts.push(piece);
  }
  return parts;
}

function fieldsIn(text: string): number {
  return text.match(/\w+(?!\w*:)/g)?.length ?? 0;
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
