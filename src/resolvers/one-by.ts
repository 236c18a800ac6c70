import type { GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { Selection } from '../reads/engine/selection.js';
import type { Row, Sql } from '../reads/engine/types.js';
import { exactlyOne } from './arguments.js';
import { type Context, callerOf } from './context.js';

/** How a code finds things of a type, where it is not just the column's value. */
export interface CodeFinds {
  /** The code that is meant by the given one. */
  meant?(code: Sql): Sql;
  /** Of several with the code: which one, by what is given beside it. */
  also?: { given: string; is(row: Row, given: Sql): Sql };
  orderBy?(row: Row): Sql;
}

/** One thing of a type by its global id or by its code, as it is or was held at a time; null when there is none. */
export function oneBy(
  context: Context,
  info: GraphQLResolveInfo,
  type: string,
  given: { id: string | null | undefined; code: string | null | undefined },
  asOf: string | null | undefined,
  { meant = (code) => code, also, orderBy }: CodeFinds = {},
): Promise<unknown> {
  const { reads } = context.services;
  const caller = callerOf(context);
  const by = exactlyOne(given);
  const selection = Selection.of(info);
  if (by.name === 'id') return reads.byId(caller, by.value, selection, type, asOf);
  const named = (row: Row, code: Sql) => sql`${row('code')} = ${meant(code)}`;
  const where = (row: Row, code: Sql, more?: Sql) =>
    also && more ? sql`${named(row, code)} and ${also.is(row, more)}` : named(row, code);
  const more = also ? { more: [also.given] } : {};
  return reads.one(caller, type, { ...by, ...more, where, ...(orderBy ? { orderBy } : {}) }, selection, asOf);
}
