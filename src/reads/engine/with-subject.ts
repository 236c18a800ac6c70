import { sql } from 'kysely';
import type { Row, Sql } from './types.js';

/**
 * A table keyed by the subject, joined with its header where something of that was asked for: a header is always there, and to join it is
 * a look for every row. Call it when everything else of the row is told.
 */
export function withSubject(table: string, row: Row): Sql {
  const alone = sql`${sql.table(table)} as ${row.table}`;
  if (!row.uses('subject')) return alone;
  const subject = row.joined('subject');
  return sql`${alone} join subject as ${subject.table} on ${subject('id')} = ${row('subject_id')}`;
}
