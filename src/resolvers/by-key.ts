import {
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isObjectType,
} from 'graphql';
import { slot } from '../reads/engine/statement.js';
import type { ReadTypes } from '../reads/engine/types.js';

/** What a statement read for this very response key: two aliases of one field do not meet. */
export function byKey(root: object, info: GraphQLResolveInfo): unknown {
  return (root as Record<string, unknown>)[slot(String(info.path.key))];
}

const resolve: GraphQLFieldResolver<object, unknown> = (root, _args, _context, info) => byKey(root, info);

/** What a mutation's payload reads back, see payload.ts, and what an event carries. */
const READ_IN_PAYLOADS = [
  ['RetryDeliveryPayload', 'delivery'],
  ['ReleaseHoldPayload', 'delivery'],
  ['WriteNoticePayload', 'notice'],
  ['ResolveQuarantinedPayload', 'record'],
  ['DeliverySettled', 'delivery'],
  ['ReplayDeliveriesPayload', 'run'],
] as const;

/** Marks fields of the query type whose whole answer one statement reads. */
const WHOLE = 'readWhole';

/** Whether what a field of the query type answers is read whole: what is selected below it need not be resolved. */
export function isWhole(query: GraphQLNamedType, field: string): boolean {
  return isObjectType(query) && query.getFields()[field]?.extensions[WHOLE] === true;
}

/** Every field of the query type that gives one of the types that are read, or a connection of it, gives what `Reads` answers. */
function markWhole(schema: GraphQLSchema, types: ReadTypes): void {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const type = getNullableType(field.type);
    const isRead = isObjectType(type) && Object.hasOwn(types, type.name.replace(/Connection$/, ''));
    if (isRead) field.extensions = { ...field.extensions, [WHOLE]: true };
  }
}

/** Lets objects and lists of everything that `reads` knows, and of connections, be taken by response key. */
export function bindReads(schema: GraphQLSchema, types: ReadTypes): void {
  const bind = (typeName: string, field: string) => {
    const type = schema.getType(typeName);
    const found = isObjectType(type) ? type.getFields()[field] : undefined;
    if (found) found.resolve = resolve;
  };
  // A value of the row stands under the field's own name: the executor takes it without a call.
  const plain = (typeName: string, field: string) => {
    const type = schema.getType(typeName);
    const found = isObjectType(type) ? type.getFields()[field] : undefined;
    if (found) delete found.resolve;
  };
  for (const [name, { fields }] of Object.entries(types)) {
    for (const [field, read] of Object.entries(fields)) {
      if (read.kind === 'column') plain(name, field);
      else bind(name, field);
    }
    bind(`${name}Connection`, 'edges');
    bind(`${name}Edge`, 'node');
  }
  for (const [payload, field] of READ_IN_PAYLOADS) bind(payload, field);
  markWhole(schema, types);
}
