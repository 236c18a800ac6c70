import { sql } from 'kysely';
import { sensitiveNames } from '../domain/sensitive-procedures.js';
import type { ReadType, Row, Sql, Viewer } from './engine/types.js';

/*
 * The class of a dossier's personal field is the higher of its own and the procedure's: a name is basic personal data, but not on a dossier
 * for an allowance for the disabled.
 */

/** Whether everything personal of dossiers of this procedure is sensitive today. */
function isSensitive(procedureCode: Sql, { day }: Viewer): Sql {
  return sql`coalesce((select p.search_text ~ ${sensitiveNames(day)} from procedure p where p.code = ${procedureCode}), false)`;
}

/** Of types that are made of the dossier's own row. */
export function ofDossier(row: Row, viewer: Viewer): Sql {
  return isSensitive(row('procedure_code'), viewer);
}

/** Of types that are rows of a dossier's list. */
export const ofDossierPart: NonNullable<ReadType['sensitive']> = (row, viewer) =>
  isSensitive(
    sql`(select x.procedure_code from dossier x where x.subject_id = ${row('dossier_id')})`,
    viewer,
  );
