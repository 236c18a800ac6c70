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
  sensitiveOf(row('dossier_id'), viewer);

/** Of types that tell of a subject: one that is no dossier has no procedure, and makes nothing sensitive. */
export function sensitiveOf(subjectId: Sql, viewer: Viewer): Sql {
  return isSensitive(sql`(select x.procedure_code from dossier x where x.subject_id = ${subjectId})`, viewer);
}

/** Of types that name a dossier and its procedure by their codes: by either, for the dossier may not be here, or say another procedure. */
export function ofNamedDossier(row: Row, viewer: Viewer): Sql {
  const known = sql`(select x.procedure_code from dossier x where x.code = ${row('dossier')})`;
  return sql`(${isSensitive(known, viewer)} or ${isSensitive(row('procedure'), viewer)})`;
}

/** Codes of the procedures whose dossiers are sensitive today, as a JSON list: for dossiers whose procedure stands in a sealed record. */
export function sensitiveProcedures({ day }: Viewer): Sql {
  return sql`(select coalesce(json_agg(p.code), '[]'::json) from procedure p where p.search_text ~ ${sensitiveNames(day)})`;
}
