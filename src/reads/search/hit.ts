import { sql } from 'kysely';
import type { SearchHit } from '../../schema/search.js';
import { computed, joined } from '../engine/fields.js';
import type { AnyOf, Column, One, ReadField, ReadType, Row, Sql, Viewer } from '../engine/types.js';
import { rowOf } from '../engine/types.js';
import { type Arm, keyOf } from './arms.js';
import { TIERS } from './hits.js';
import { snippetOf } from './snippet.js';

/** What an officer reads of a title, at most. */
const TITLE = 200;

/**
 * How one thing that was found is read: a row of the statement's table `hits` (hits.ts), and of the type that it is of. Made anew for each search,
 * of the arms that it has, for its `words`.
 */
export function hitRead(arms: readonly Arm[], words: readonly string[]): ReadType {
  const fields = {
    kind: joined('subject', 'kind'),
    code: joined('subject', 'natural_key'),
    title: computed((row) =>
      ofArm(arms, row, ({ found }, there) => sql`left(${found.title(there)}, ${sql.lit(TITLE)})`),
    ),
    unit: unitOf(arms),
    match: computed((row) => sql`(${sql.lit(`{${TIERS.join()}}`)}::text[])[${row('tier')} + 1]`),
    snippet: snippet(arms, words),
    changedAt: joined('subject', 'changed_at'),
    record: recordOf(arms),
  } satisfies Record<keyof SearchHit, ReadField>;
  return {
    name: 'SearchHit',
    permission: 'catalogue.read',
    // Joined so that PostgreSQL leaves it out where nothing of it is asked for.
    from: (row) => sql`hits as ${row.table} left join subject as ${row.joined('subject').table}
      on ${row.joined('subject')('id')} = ${row('subject_id')}`,
    // What is found of something that holds nothing personal is nobody's.
    subject: (row) => isOneOf(arms.filter(isPersonal), row, row('subject_id')),
    sensitive: (row, viewer) => sensitiveOf(arms, row, viewer),
    fields,
  };
}

/** A value of the row that was found, by its type; `null` where the type has none. */
function ofArm(
  arms: readonly Arm[],
  row: Row,
  value: (arm: Arm, there: Row) => Sql | undefined,
  alias = 'found_row',
): Sql {
  const there = rowOf(alias);
  const cases = arms.flatMap((arm) => {
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

/** The texts are cut in code, where each is known to be shown to this viewer or not. */
function snippet(arms: readonly Arm[], words: readonly string[]): Column {
  return {
    kind: 'column',
    personal: true,
    value: (row) =>
      ofArm(arms, row, ({ found }, there) => {
        const texts = [{ value: found.title }, ...(found.texts ?? [])];
        return sql`json_build_array(${sql.join(
          texts.map((text) => sql`json_build_array(${text.value(there)}, ${sql.lit('personal' in text)})`),
        )})`;
      }),
    open: (value, viewer) => {
      const texts = (value ?? []) as [text: string | null, personal: boolean][];
      const shown = texts.flatMap(([text, personal]) =>
        text === null || (personal && !viewer.personal) ? [] : [text],
      );
      return snippetOf(shown, words);
    },
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

function isPersonal({ found }: Arm): boolean {
  return found.personText !== undefined || (found.texts ?? []).some(({ personal }) => personal);
}

function isOneOf(arms: readonly Arm[], row: Row, value: Sql): Sql {
  const places = arms.map(({ place }) => sql.lit(place));
  return places.length === 0
    ? sql`null`
    : sql`case when ${row('place')} in (${sql.join(places)}) then ${value} end`;
}

function sensitiveOf(arms: readonly Arm[], row: Row, viewer: Viewer): Sql {
  const of = ofArm(arms, row, ({ type }, there) => type.sensitive?.(there, viewer));
  return sql`coalesce(${of}, false)`;
}
