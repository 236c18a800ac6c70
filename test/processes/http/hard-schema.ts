import {
  buildSchema,
  type GraphQLField,
  type GraphQLOutputType,
  GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { canonicalJson } from '../../../src/domain/canonical.js';

const SDL = `
  scalar Stamp
  enum Colour { RED GREEN BLUE }
  input Leaf { colour: Colour! = BLUE, at: Stamp }
  input Inner { colour: Colour = GREEN, stamps: [Stamp!], leaf: Leaf, leaves: [Leaf] }
  input Endless { size: Int, deep: Endless }
  interface Thing { id: ID! size: Int other: Thing }
  type Box implements Thing { id: ID! size: Int other: Pipe colour: Colour! stamp: Stamp boxes(n: Int = 2, colours: [Colour!]): [Box!]!
    maybe(in: Inner): [Box] }
  type Pipe implements Thing { id: ID! size: Int other: Thing! length: Float! ends(at: Stamp, in: Inner!): [Pipe]! open: Boolean box: Box! }
  type Query { thing(id: ID!): Thing things(colour: Colour, n: Int! = 3): [Thing!] box(in: Inner): Box pipe: Pipe! echo(in: Inner, list: [[Int]]): String
    endless(in: Endless): Boolean }
`;

/** A small world in which everything may go wrong: the same for the same question, whoever executes it. */
export function fixedSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const colour = schema.getType('Colour');
  if (isEnumType(colour)) for (const [at, value] of colour.getValues().entries()) value.value = at * 10;
  const stamp = schema.getType('Stamp');
  if (stamp instanceof GraphQLScalarType) {
    stamp.serialize = (value) => {
      if (value === 'broken') throw new TypeError('not a stamp');
      return `~${String(value)}`;
    };
    stamp.parseValue = (value) => {
      if (typeof value !== 'string' || !value.startsWith('~')) throw new TypeError('no stamp');
      return value.slice(1);
    };
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (value: Node) => value.__typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (!isPlain(field)) field.resolve = resolverOf(schema, field);
  }
  return schema;
}

interface Node {
  __typename: string;
  seed: number;
  /** Nothing below a list is awaited: graphql-js would leave rejections of its neighbours unhandled there. */
  calm: boolean;
}

/** Read from the parent as it stands, as most fields of the hub's schema are. */
function isPlain({ name }: GraphQLField<unknown, unknown>): boolean {
  return ['id', 'size', 'colour', 'length'].includes(name);
}

function resolverOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>) {
  return (parent: Partial<Node> | undefined, args: unknown) => {
    const seed = hash(`${parent?.seed ?? 0}.${field.name}.${canonicalJson(args)}`);
    if (field.name === 'echo') return canonicalJson(args);
    const chance = seed % 20;
    if (chance === 0) throw new Error(`thrown ${seed}`);
    const calm = parent?.calm === true || String(field.type).includes('[');
    if (chance === 1 && !calm) return Promise.reject(new Error(`rejected ${seed}`));
    if (chance === 2) return new Error(`returned ${seed}`);
    const value = valueFor(schema, field.type, seed, calm);
    return chance < 9 && !calm ? Promise.resolve(value) : value;
  };
}

function valueFor(schema: GraphQLSchema, type: GraphQLOutputType, seed: number, calm: boolean): unknown {
  const next = hash(`value ${seed}`);
  if (isNonNullType(type)) return next % 12 === 0 ? null : valueFor(schema, type.ofType, seed, calm);
  if (next % 9 === 0) return null;
  if (isListType(type)) {
    return Array.from({ length: next % 4 }, (_each, at) =>
      valueFor(schema, type.ofType, hash(`${seed}[${at}]`), calm),
    );
  }
  if (isInterfaceType(type)) {
    const names = [...schema.getPossibleTypes(type).map(({ name }) => name), 'Nothing'];
    return nodeOf(schema, names[next % 41 === 0 ? 2 : next % 2] ?? '', next, calm);
  }
  if (isObjectType(type)) return nodeOf(schema, type.name, next, calm);
  if (isEnumType(type)) return next % 15 === 0 ? 99 : (next % 3) * 10;
  const leaf: Record<string, unknown> = {
    Int: next % 13 === 0 ? 'many' : next % 100,
    Float: next % 13 === 0 ? Number.NaN : next / 7,
    Boolean: next % 2 === 0,
    Stamp: next % 13 === 0 ? 'broken' : next,
  };
  return leaf[type.name] ?? String(next);
}

function nodeOf(schema: GraphQLSchema, name: string, seed: number, calm: boolean): Node {
  const type = schema.getType(name);
  const plain = isObjectType(type) ? Object.values(type.getFields()).filter(isPlain) : [];
  const values = plain.map((field) => [
    field.name,
    valueFor(schema, field.type, hash(`${seed}.${field.name}`), calm),
  ]);
  return { ...Object.fromEntries(values), __typename: name, seed, calm };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619);
  return (value ^ (value >>> 15)) >>> 0;
}
