import { sql } from 'kysely';
import { sealed } from './engine/fields.js';
import type { PlainField } from './engine/plain.js';
import type { Many, Row, Sql } from './engine/types.js';

/** The field of an identity number, of tables that have the columns of store/kinds/person: masked for who lacks the scope. */
export const personalIdField: PlainField<{ personalId?: string }> = [
  sealed('personal_id', 'number'),
  ({ personalId }) => personalId,
];

/** Rows of that type about the same person: the two tables meet by the keyed hash of the number. */
export function ofSamePerson(type: string, usual: number, orderBy: (target: Row) => Sql): Many {
  return {
    kind: 'many',
    type,
    usual,
    where: (row, target) => sql`${target('person_hash')} = ${row('person_hash')}`,
    orderBy,
  };
}
