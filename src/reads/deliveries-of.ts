import { sql } from 'kysely';
import type { Many, Row, Sql } from './engine/types.js';

/** The deliveries of a subject, newest first, narrowed by `DeliveryListArgs`. */
export function deliveriesOf(subjectId: (row: Row) => Sql): Many {
  return deliveriesWhere((row, target) => sql`${target.joined('lane')('subject_id')} = ${subjectId(row)}`);
}

/** Of those, what was owed by a time: for a subject as it was held then. */
export function deliveriesBy(at: Sql): Many {
  return deliveriesWhere(
    (row, target) =>
      sql`${target.joined('lane')('subject_id')} = ${row('subject_id')} and ${target('created_at')} <= ${at}`,
  );
}

/** The deliveries that stand in a relation to a row; see {@link deliveriesOf}. */
export function deliveriesWhere(relation: (row: Row, target: Row) => Sql): Many {
  return {
    kind: 'many',
    type: 'Delivery',
    usual: 20,
    paged: true,
    where: (row, target, { portal, states }) => {
      const conditions = [relation(row, target)];
      if (typeof portal === 'string') conditions.push(sql`${target.joined('lane')('portal')} = ${portal}`);
      if (Array.isArray(states)) conditions.push(sql`${target('state')} = any(${states}::text[])`);
      return sql.join(conditions, sql` and `);
    },
    orderBy: (target) => sql`${target('id')} desc`,
  };
}
