import type { Many, One, ReadType, Row } from './types.js';

/** A type as a field reads it: from where the field says for this row, else from the type's own tables. */
export function sourceOf({ from }: Many | One, row: Row, type: ReadType): ReadType {
  return from ? { ...type, from: (target) => from(row, target) } : type;
}

/** Of types that have no tables of their own: each field that leads to one says where its rows are. */
export function byFieldOnly(): never {
  throw new TypeError('this type is read by fields that say from where');
}
