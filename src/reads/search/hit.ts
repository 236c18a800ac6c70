import { sql } from 'kysely';
import type { SearchHit } from '../../schema/search.js';
import { computed } from '../engine/fields.js';
import type { Column, ReadField, ReadType, Row, Sql, Viewer } from '../engine/types.js';
import { fieldsOf, ofArm } from './arm-row.js';
import type { Arm } from './arms.js';
import { TIERS } from './hits.js';
import { snippetOf } from './snippet.js';

/**
 * How one thing that was found is read: a row of the statement's table `hits` (hits.ts), and of the type that it is of. Made anew for each form
 * of a search, of the arms that it has; `words`: those that are looked for, a list.
 */
export function hitRead(arms: readonly Arm[], words: Sql): ReadType {
  const fields = {
    ...fieldsOf(arms),
    match: computed((row) => sql`(${sql.lit(`{${TIERS.join()}}`)}::text[])[${row('tier')} + 1]`),
    snippet: snippet(arms, words),
  } satisfies Record<keyof SearchHit, ReadField>;
  return {
    name: 'SearchHit',
    permission: 'catalogue.read',
    from: (row) => sql`hits as ${row.table}`,
    // What is found of something that holds nothing personal is nobody's.
    subject: (row) => isOneOf(arms.filter(isPersonal), row, row('subject_id')),
    sensitive: (row, viewer) => sensitiveOf(arms, row, viewer),
    closed: (row, viewer) => closedOf(arms, row, viewer),
    fields,
  };
}

/** The texts are cut in code, where each is known to be shown to this viewer or not. */
function snippet(arms: readonly Arm[], words: Sql): Column {
  return {
    kind: 'column',
    personal: true,
    value: (row) => sql`json_build_array(to_json(${words}), ${ofArm(arms, row, textsOf)})`,
    open: (value, viewer) => {
      const [words, texts] = value as [words: string[], texts: [text: string | null, personal: boolean][]];
      const shown = texts.flatMap(([text, personal]) =>
        text === null || (personal && !viewer.personal) ? [] : [text],
      );
      return snippetOf(shown, words);
    },
  };
}

function textsOf({ found }: Arm, there: Row): Sql {
  const texts = [{ value: found.title }, ...(found.texts ?? [])].map(
    (text) => sql`json_build_array(${text.value(there)}, ${sql.lit('personal' in text)})`,
  );
  return sql`json_build_array(${sql.join(texts)})`;
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

function closedOf(arms: readonly Arm[], row: Row, viewer: Viewer): Sql {
  const of = ofArm(arms, row, ({ type }, there) => type.closed?.(there, viewer));
  return sql`coalesce(${of}, false)`;
}
