import { type GraphQLOutputType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { Selection } from './selection.js';
import type { Json } from './types.js';

/**
 * A value that the schema does not allow where it stands. Nobody is answered with this: the operation runs again by an executor that
 * goes field by field, and says in its own words what is wrong and where.
 */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

type Finish = (value: unknown) => unknown;

/** What a client gets for a value of this type: what an executor would make of it. Throws {@link Unfit}. */
export function finished(type: GraphQLOutputType, selection: Selection): Finish {
  if (isNonNullType(type)) {
    const inner = finished(type.ofType, selection);
    return (value) => inner(there(value));
  }
  const given = ofNullable(type, selection);
  return (value) => (value === null || value === undefined ? null : given(value));
}

/** Throws {@link Unfit} where the type wants a value and there is none. */
export function nullFits(type: GraphQLOutputType): (value: unknown) => null {
  return isNonNullType(type) ? (value) => there(value) as null : () => null;
}

function there(value: unknown): unknown {
  if (value === null || value === undefined) throw new Unfit();
  return value;
}

function ofNullable(type: GraphQLOutputType, selection: Selection): Finish {
  if (isListType(type)) {
    const item = finished(type.ofType, selection);
    return (value) => {
      if (!Array.isArray(value)) throw new Unfit();
      return value.map(item);
    };
  }
  if (isLeafType(type)) {
    // Text is its own answer.
    if (type.name === 'String' || type.name === 'ID') {
      return (value) => (typeof value === 'string' ? value : serialized(type, value));
    }
    return (value) => serialized(type, value);
  }
  if (!isObjectType(type)) throw new Unfit();
  const fields = selection.on(type.name).map((each) => {
    return { key: each.key, name: each.name, finish: finished(each.type, each) };
  });
  const typenames = selection.typenames(type.name);
  return (value) => {
    const object: Json = {};
    for (const key of typenames) object[key] = type.name;
    for (const { key, name, finish } of fields) object[key] = finish((value as Json)[name]);
    return object;
  };
}

function serialized(type: { serialize(value: unknown): unknown }, value: unknown): unknown {
  try {
    return there(type.serialize(value));
  } catch {
    throw new Unfit();
  }
}
