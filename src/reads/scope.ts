import { sql } from 'kysely';
import { type Row, rowOf, type Sql } from './engine/types.js';

/**
 * Puts the units that a key is limited to before `body`: of what time it sees what they do, see the store's function `unit_scope`. Those of
 * which it sees everything stand once more by themselves, so that most rows cost no more than a look into a hash.
 */
export function withScope(unit: string, body: Sql): Sql {
  return sql`with ${scopeTables(unit)} ${body}`;
}

/** What {@link withScope} puts before a statement, for one that has tables of its own. */
export function scopeTables(unit: string): Sql {
  return sql`scope (code, since, until) as materialized (select code, since, until from unit_scope(${unit})
    ), owned (code) as materialized (
      select code from scope where since = '-infinity' and until = 'infinity')`;
}

/** Whether what a unit did at a time is within what the viewer is limited to; needs {@link withScope} around the statement. */
export function inScope(code: Sql, at: Sql): Sql {
  return sql`(${code} in (select code from scope) and (${code} in (select code from owned)
    or exists (select from scope s where s.code = ${code} and ${at} between s.since and s.until)))`;
}

/** Whether a dossier is within it: by who received it or works on it, at the time when it came in; not yet: now. */
export function dossierInScope(dossier: Row): Sql {
  const at = sql`coalesce(${dossier('received_at')}, ${dossier('submitted_at')}, 'infinity')`;
  return sql`(${inScope(dossier('receiving_unit'), at)} or ${inScope(dossier('processing_unit'), at)})`;
}

/** Whether what is owed for a notice is; notices themselves are for everybody. */
export function noticeInScope(notice: Row): Sql {
  return inScope(notice('unit'), notice('published_at'));
}

/**
 * Whether a dossier or notice is within it: what is owed for it is shown then. The store's function `subjects_within` says the same for
 * writes.
 */
export function subjectInScope(subjectId: Sql): Sql {
  const [dossier, notice] = [rowOf('d'), rowOf('n')];
  return sql`(exists (select from dossier d where d.subject_id = ${subjectId} and ${dossierInScope(dossier)})
    or exists (select from notice n where n.subject_id = ${subjectId} and ${noticeInScope(notice)}))`;
}
