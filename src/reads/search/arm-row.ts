import { sql } from 'kysely';
import { computed } from '../engine/fields.js';
import { type AnyOf, type Column, type One, type Row, rowOf, type Sql } from '../engine/types.js';
import { type Arm, keyOf } from './arms.js';

/** What an officer reads of a title, at most. */
const TITLE = 200;

/**
 * What is read of each row of the table `hits` that a statement defines, of whatever type it is: `place` says of which arm a row is, `id` which row of it (arms.ts, `keyOf`), `subject_id` whose. Its
 * header is looked up, not joined: there may be many thousand hits, of which a page is read.
 */
export function fieldsOf(arms: readonly Arm[]) {
  return {
    kind: ofHeader('kind'),
    code: ofHeader('natural_key'),
    title: computed((row) =>
      ofArm(arms, row, ({ found }, there) => sql`left(${found.title(there)}, ${sql.lit(TITLE)})`),
    ),
    unit: unitOf(arms),
    changedAt: ofHeader('changed_at'),
    record: recordOf(arms),
  };
}

function ofHeader(column: string): Column {
  return computed(
    (row) => sql`(select ${sql.ref(`s.${column}`)} from subject s where s.id = ${row('subject_id')})`,
  );
}

/** A value of the row that was found, by its type; `null` where the type has none. */
export function ofArm(arms: readonly Arm[], row: Row, value: (arm: Arm, there: Row) => Sql | undefined): Sql {
  const cases = arms.flatMap((arm) => {
    const there = rowOf('found_row');
    const what = value(arm, there);
    const from = arm.type.from(there);
    return what
      ? [
          sql`when ${sql.lit(arm.place)} then (select ${what} from ${from} where ${there(keyOf(arm))} = ${row('id')})`,
        ]
      : [];
  });
  return cases.length === 0 ? sql`null` : sql`case ${row('place')} ${sql.join(cases, sql` `)} end`;
}

function unitOf(arms: readonly Arm[]): One {
  return {
    kind: 'one',
    type: 'Unit',
    where: (row, target) =>
      sql`${target('code')} = (${ofArm(arms, row, ({ found }, there) => found.unit?.(there))})`,
  };
}

function recordOf(arms: readonly Arm[]): AnyOf {
  return {
    kind: 'any',
    types: arms.map((arm) => ({
      type: arm.type.name,
      when: (row) => sql`${row('place')} = ${sql.lit(arm.place)}`,
      where: (row, target) => sql`${target(keyOf(arm))} = ${row('id')}`,
    })),
  };
}
