import {
  type FieldNode,
  type GraphQLFieldConfig,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLScalarType,
  isNonNullType,
  Kind,
} from 'graphql';
import { isWhole } from '../../resolvers/by-key.js';

/** Fields as they stood, by what was compiled in their place. */
const stood = new WeakMap<FieldNode, FieldNode>();

/** The field alone: what is selected below it is for the statement that reads it, and no executor goes through its answer. */
export function alone(field: FieldNode): FieldNode {
  const { kind, name, alias, arguments: args } = field;
  const bare: FieldNode = { kind, name, ...(alias ? { alias } : {}), ...(args ? { arguments: args } : {}) };
  stood.set(bare, field);
  return bare;
}

/** The query type that compiled operations run on: fields whose whole answer is read at once give it as one value of `type`. */
export function answeringWhole(query: GraphQLObjectType, type: GraphQLScalarType): GraphQLObjectType {
  const { fields, ...config } = query.toConfig();
  const made = Object.entries(fields).map(([name, field]) => [
    name,
    isWhole(query, name) ? giving(type, field, query) : field,
  ]);
  return new GraphQLObjectType({ ...config, fields: Object.fromEntries(made) });
}

type Field = GraphQLFieldConfig<unknown, unknown>;

function giving(type: GraphQLScalarType, field: Field, parentType: GraphQLObjectType): Field {
  const { resolve } = field;
  if (!resolve) throw new TypeError('a field of the query type without a resolver');
  return {
    ...field,
    type: isNonNullType(field.type) ? new GraphQLNonNull(type) : type,
    resolve: (source, args, context, info) => {
      const fieldNodes = info.fieldNodes.map((node) => stood.get(node) ?? node);
      const asked = { ...info, parentType, fieldNodes, finished: true };
      return resolve(source, args, context, asked);
    },
  };
}

/** Whether a field of the root asks for the schema itself: the one that operations are compiled for is not the one that clients know. */
export function asksSchema(node: FieldNode): boolean {
  return node.kind === Kind.FIELD && (node.name.value === '__schema' || node.name.value === '__type');
}
