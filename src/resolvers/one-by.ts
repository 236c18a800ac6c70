import type { GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { Selection } from '../reads/engine/selection.js';
import type { Row, Sql } from '../reads/engine/types.js';
import { exactlyOne } from './arguments.js';
import { type Context, callerOf } from './context.js';

/**
 * One thing of a type by its global id or by its code, as it is or was held at a time; null when there is none. `meant`: the code that is
 * meant by the given one.
 */
export function oneBy(
  context: Context,
  info: GraphQLResolveInfo,
  type: string,
  given: { id: string | null | undefined; code: string | null | undefined },
  asOf: string | null | undefined,
  meant: (code: Sql) => Sql = (code) => code,
): Promise<unknown> {
  const { reads } = context.services;
  const caller = callerOf(context);
  const by = exactlyOne(given);
  const selection = Selection.of(info);
  if (by.name === 'id') return reads.byId(caller, by.value, selection, type, asOf);
  const where = (row: Row, code: Sql) => sql`${row('code')} = ${meant(code)}`;
  return reads.one(caller, type, { ...by, where }, selection, asOf);
}
