import { sql } from 'kysely';
import type { Row, Sql } from './types.js';

/** One column of an order. No key is ever null, so that one row comparison stands for "beyond this row" and an index serves it. */
export interface OrderKey {
  value(row: Row): Sql;
  type: 'timestamptz' | 'bigint' | 'uuid' | 'text';
}

/** The last key is unique. All keys go the same way, so that an index is walked in either direction. */
export interface Order {
  keys: readonly OrderKey[];
  direction: 'asc' | 'desc';
}

/** `<name>_ASC` and `<name>_DESC` over the same keys. */
export function bothWays<const Name extends string>(
  name: Name,
  ...keys: OrderKey[]
): Record<`${Name}_ASC` | `${Name}_DESC`, Order> {
  const orders: Record<string, Order> = {
    [`${name}_ASC`]: { keys, direction: 'asc' },
    [`${name}_DESC`]: { keys, direction: 'desc' },
  };
  return orders as Record<`${Name}_ASC` | `${Name}_DESC`, Order>;
}

export function key(name: string, type: OrderKey['type']): OrderKey {
  return { value: (row) => row(name), type };
}

export function joinedKey(part: string, name: string, type: OrderKey['type']): OrderKey {
  return { value: (row) => row.joined(part)(name), type };
}

/** A time that may be missing: then it is later than every other. The indexes are on this very expression. */
export function laterWhenMissing(value: Sql): Sql {
  return sql`coalesce(${value}, 'infinity'::timestamptz)`;
}

export function orNeverKey(name: string): OrderKey {
  return { value: (row) => laterWhenMissing(row(name)), type: 'timestamptz' };
}

/** `order by` of a list; `turned`: from its end. */
export function orderBy({ keys, direction }: Order, row: Row, turned: boolean): Sql {
  const way = sql.raw((direction === 'asc') === turned ? 'desc' : 'asc');
  return sql.join(keys.map(({ value }) => sql`${value(row)} ${way}`));
}

/** Where a row stands to another whose sort keys are given, in the list's own direction. */
export function stands(
  { keys, direction }: Order,
  row: Row,
  where: 'after' | 'before' | 'from' | 'upTo',
  given: readonly unknown[],
): Sql {
  const forwards = where === 'after' || where === 'from';
  const sign = (direction === 'asc') === forwards ? '>' : '<';
  const compare = sql.raw(where === 'from' || where === 'upTo' ? `${sign}=` : sign);
  const left = sql.join(keys.map(({ value }) => value(row)));
  const right = sql.join(keys.map(({ type }, at) => sql`${given[at]}::${sql.raw(type)}`));
  return sql`(${left}) ${compare} (${right})`;
}
