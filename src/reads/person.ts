import { sql } from 'kysely';
import { Refusal } from '../access/refusal.js';
import { sealed } from './engine/fields.js';
import type { Column, Many, Row, Sql, Viewer } from './engine/types.js';

/** The field of an identity number, of tables that have the columns of store/kinds/person: masked for who lacks the scope. */
export const personalIdField: readonly [Column, (record: { personalId?: string }) => unknown] = [
  sealed('personal_id', 'number'),
  ({ personalId }) => personalId,
];

/** By the two rows alone, whoever looks. */
interface OfRows extends Many {
  where(row: Row, target: Row): Sql;
}

/** Rows of that type about the same person: the two tables meet by the keyed hash of the number. */
export function ofSamePerson(type: string, usual: number, orderBy: (target: Row) => Sql): OfRows {
  return {
    kind: 'many',
    type,
    usual,
    where: (row, target) => sql`${target('person_hash')} = ${row('person_hash')}`,
    orderBy,
  };
}

/** Rows about who has this identity number; undefined: not asked. */
export function isPerson(row: Row, number: string | null | undefined, { sealer }: Viewer): Sql | undefined {
  return number == null ? undefined : sql`${row('person_hash')} = ${sealer.keyedHash(number.trim())}`;
}

/** What is masked answers no question either: throws {@link Refusal} FORBIDDEN when one of these arguments is given without the scope. */
export function mustSeePersonal({ personal }: Viewer, asked: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(asked).filter(([, value]) => value != null);
  if (personal || given.length === 0) return;
  throw new Refusal('FORBIDDEN', `needs the scope personal: ${given.map(([name]) => name).join(', ')}`);
}
