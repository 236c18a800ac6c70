import { sql } from 'kysely';
import {
  copyOf,
  type DocumentOfUnit,
  type DocumentRecord,
  type FormerDocument,
} from '../domain/kinds/document.js';
import type { ReadField, Row, Sql } from './engine/types.js';
import { codeMeant } from './unit-codes.js';

/* Of a document each unit has a row of its own, told apart by its unit: see domain/kinds/document.ts. */

/** A document as one unit has it, as it stood in a version of the document. */
export function heldCopy(record: unknown, unit: string): DocumentOfUnit {
  return copyOf(record as DocumentRecord | FormerDocument, unit);
}

/** Who issued it first, then who is known the longest to have it. */
export function copyOrder(copy: Row): Sql {
  return sql`${copy('direction')} desc nulls last, ${copy('id')}`;
}

/** Rows of a list of one unit's copy. */
export function copyRows(type: string, usual: number): ReadField {
  return {
    kind: 'many',
    type,
    usual,
    where: (row, target) =>
      sql`${target('document_id')} = ${row('subject_id')} and ${target('unit')} = ${row('unit')}`,
    orderBy: (target) => target('position'),
  };
}

/** The code of a document that is meant by a given one, as `documentKey` writes it, whichever code of its issuer that begins with. */
export function documentMeant(given: Sql): Sql {
  const code = sql`${given}::text`;
  const organ = sql`split_part(${code}, ',', 1)`;
  return sql`${codeMeant(organ)} || substr(${code}, length(${organ}) + 1)`;
}
