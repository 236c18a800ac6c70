import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  GraphQLScalarType,
  GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isWhole } from '../../resolvers/by-key.js';
import { alone, answeringWhole, asksSchema } from './whole.js';

/** Fields that a compiled operation may have, fragments spread out. */
const MOST_FIELDS = 2_000;

/**
 * The type of what is taken as it comes: of all variables, for graphql-js has coerced them before (the compiler's own coercion knows no
 * defaults of required input fields, and writes code without end for an input that may hold itself), and of answers that are read whole.
 */
const AS_IS = new GraphQLScalarType<unknown, unknown>({ name: 'AsIs' });

/** The schema that such an operation is compiled for. */
export function compiledSchema(schema: GraphQLSchema): GraphQLSchema {
  const { types, query, ...config } = schema.toConfig();
  return new GraphQLSchema({
    ...config,
    query: query && answeringWhole(query, AS_IS),
    types: [...types.filter((type) => type !== query), AS_IS],
    assumeValid: true,
  });
}

/** What an operation is made of, for one set of values of the variables in its `@skip` and `@include`. */
interface Source {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/** Names of the variables on which `@skip` and `@include` depend, anywhere in a document. */
export function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  const look = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      for (const { arguments: args } of node.directives ?? []) {
        for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet) look(node.selectionSet);
    }
  };
  for (const each of document.definitions) if ('selectionSet' in each) look(each.selectionSet);
  return [...names];
}

/**
 * The operation alone, with its fragments put in their places and its conditions decided: what graphql-jit compiles rightly and
 * within bounds. Undefined when that would be too large, asks for the schema itself, or has what graphql-jit does not do rightly: a key
 * `__proto__`, or a field of an interface, below which its nulls go up too far (docs/adr/0005).
 */
export function spreadOut({ schema, document, operation, variables }: Source): DocumentNode | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const root = schema.getRootType(operation.operation) ?? undefined;
  let left = MOST_FIELDS;

  const isIncluded = (node: SelectionNode): boolean =>
    (node.directives ?? []).every(({ name, arguments: args }) => {
      const value = args?.[0]?.value;
      const given =
        value?.kind === Kind.VARIABLE
          ? variables[value.name.value]
          : value?.kind === Kind.BOOLEAN && value.value;
      return name.value === 'skip' ? given !== true : name.value !== 'include' || given === true;
    });

  const spread = (
    set: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    seen: Set<string>,
  ): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((node): SelectionNode[] => {
      if (left < 0 || !isIncluded(node)) return [];
      if (node.kind === Kind.FIELD) {
        left -= node.alias?.value === '__proto__' || asksSchema(node) ? MOST_FIELDS + 1 : 1;
        const { selectionSet, directives: _, ...field } = node;
        if (!selectionSet) return [field];
        const below = fieldType(type, node.name.value);
        if (isAbstractType(below)) left = -1;
        const whole = { ...field, selectionSet: spread(selectionSet, below, new Set()) };
        return [root && type === root && isWhole(root, node.name.value) ? alone(whole) : whole];
      }
      if (node.kind === Kind.FRAGMENT_SPREAD && seen.has(node.name.value)) return [];
      if (node.kind === Kind.FRAGMENT_SPREAD) seen.add(node.name.value);
      const part = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (!part) return [];
      const { typeCondition } = part;
      const inner = typeCondition ? schema.getType(typeCondition.name.value) : type;
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          ...(typeCondition ? { typeCondition } : {}),
          selectionSet: spread(part.selectionSet, inner, seen),
        },
      ];
    }),
  });

  const whole: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: (operation.variableDefinitions ?? []).map(({ kind, variable }) => ({
      kind,
      variable,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: AS_IS.name } },
    })),
    selectionSet: spread(operation.selectionSet, root, new Set()),
  };
  return left < 0 ? undefined : { kind: Kind.DOCUMENT, definitions: [whole] };
}

function fieldType(type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return field && getNamedType(field.type);
}
