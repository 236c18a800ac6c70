import { sql } from 'kysely';
import type { SubjectArgs } from '../schema/args/subjects.js';
import { containsAll } from './contains.js';
import { bothWays, joinedKey, key } from './engine/order.js';
import type { Row, Sql } from './engine/types.js';
import { since, until } from './filters.js';
import { within } from './unit-reach.js';

/** The orders that every list of what is shown has. */
export const subjectOrders = {
  ...bothWays('CODE', key('code', 'text')),
  ...bothWays(
    'CHANGED',
    joinedKey('subject', 'changed_at', 'timestamptz'),
    joinedKey('subject', 'id', 'bigint'),
  ),
};

/**
 * The filters of {@link SubjectArgs}. `at`: when what a row says came to be, for what successors took over; absent: any time. `deletedAt`: when it was
 * given up; absent: when its subject was.
 */
export function subjectFilters(
  row: Row,
  args: SubjectArgs,
  at?: Sql,
  deletedAt = row.joined('subject')('deleted_at'),
): (Sql | undefined)[] {
  const subject = row.joined('subject');
  return [
    within(row('unit'), args.unit, at, args.follow),
    since(subject('changed_at'), args.changedFrom),
    until(subject('changed_at'), args.changedTo),
    args.deleted == null ? undefined : sql`${deletedAt} is ${sql.raw(args.deleted ? 'not null' : 'null')}`,
    containsAll(row('search_text'), args.search),
  ];
}
