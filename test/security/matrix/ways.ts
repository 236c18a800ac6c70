import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import type { Permission } from '../../../src/access/roles.js';
import { kinds } from '../../../src/domain/kinds/index.js';
import { buildGraph } from '../../../src/resolvers/schema.js';
import { neededFor } from './lines.js';

export const schema = buildGraph();

/** The fields of `Query`, `Mutation` or `Subscription`. */
export function rootsOf(type: GraphQLObjectType | null | undefined): GraphQLField<unknown, unknown>[] {
  return Object.values(type?.getFields() ?? {});
}

export const objects = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);

/** How a type is reached: what is written around a selection of its fields, and what everything on the way needs. */
export interface Way {
  text(inner: string): string;
  needs: Permission[];
}

/** Arguments that a root of one thing by its code asks for, of kinds that are shown and not carried. */
export const BY_CODE: Readonly<Record<string, string>> = Object.fromEntries(
  kinds.flatMap(({ classes }) =>
    Object.keys(classes.Query).flatMap((name) => {
      const root = schema.getQueryType()?.getFields()[name];
      const one =
        root?.args.some((arg) => arg.name === 'code') && !/Connection$/.test(getNamedType(root.type).name);
      return one ? [[name, '(code: "nothing")']] : [];
    }),
  ),
);

/** Arguments of other roots that cannot be asked without any. */
const NEEDED: Readonly<Record<string, string>> = {
  search: '(text: "H56.14-240823-0001")',
  citizenRecords: '(personalId: "038299001223", purpose: "test")',
};

/** The shortest way from a root to each type. `args`: of roots that cannot be asked without any. */
export function waysFrom(
  operation: 'query' | 'subscription',
  given: Readonly<Record<string, string>> = {},
): Map<string, Way> {
  const args = { ...NEEDED, ...given };
  const ways = new Map<string, Way>();
  const open: [GraphQLObjectType, Way][] = [];
  const step = (field: GraphQLField<unknown, unknown>, from: Way, given: string) => {
    const type = getNamedType(field.type);
    if (!isObjectType(type) || ways.has(type.name)) return;
    const needed = neededFor(type.name);
    const way: Way = {
      text: (inner) => from.text(`${field.name}${given} { ${inner} }`),
      needs: needed ? [...from.needs, needed] : from.needs,
    };
    ways.set(type.name, way);
    open.push([type, way]);
  };
  const root = operation === 'query' ? schema.getQueryType() : schema.getSubscriptionType();
  // What asks for a code that is not given is no way to anything; its list is.
  const isOpen = ({ name }: { name: string }) => BY_CODE[name] === undefined || args[name] !== undefined;
  for (const field of rootsOf(root).filter(isOpen)) {
    step(field, { text: (inner) => `${operation} { ${inner} }`, needs: [] }, args[field.name] ?? '');
  }
  for (let next = open.shift(); next; next = open.shift()) {
    for (const field of Object.values(next[0].getFields())) step(field, next[1], '');
  }
  return ways;
}

/** `name: literal` for what a field cannot be asked without. */
export function requiredArguments({ args }: GraphQLField<unknown, unknown>): string {
  return args
    .filter(isRequiredArgument)
    .map(({ name, type }) => `${name}: ${something(type)}`)
    .join(' ');
}

/** A literal that fits a type, with required parts only. */
function something(type: GraphQLInputType): string {
  if (isNonNullType(type)) return something(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'NONE';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${something(field.type)}`).join(', ')} }`;
  }
  const scalars: Record<string, string> = {
    Int: '1',
    Float: '1',
    Boolean: 'true',
    DateTime: '"2024-08-23T00:00:00Z"',
    Date: '"2024-08-23"',
  };
  return scalars[type.name] ?? '"x"';
}
