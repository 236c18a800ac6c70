import type { FileHandle } from '../../domain/ports.js';
import type { Queryable } from '../../store/database.js';

interface Row extends Record<string, unknown> {
  subject_id: string;
  origin: string;
  reference: string;
  name: string;
}

/** What a signature of each file due for a check would be called if it lay beside it in its drop. */
export async function possiblyBeside(
  database: Queryable,
  trust: Buffer,
  origins: readonly string[],
  atOnce: number,
): Promise<FileHandle[]> {
  const { rows } = await database.query<Row>(
    `select r.subject_id, r.origin, r.reference || '.p7s' as reference, r.name || '.p7s' as name
       from file_reference r join (
         select k.sha256 from kept_file k left join signed_file s using (sha256)
          where s.sha256 is null or s.trust <> $1 order by k.kept_at desc limit $3) due using (sha256)
      where r.origin = any($2) and r.reference !~* '^[a-z][a-z0-9+.-]*:|\\.p7s$'
        and not exists (select from file_reference n where n.subject_id = r.subject_id and n.reference = r.reference || '.p7s')`,
    [trust, origins, atOnce],
  );
  return rows.map(
    ({ subject_id, origin, reference, name }): FileHandle => ({
      subjectId: subject_id,
      origin,
      reference,
      name,
      mode: 'kept',
    }),
  );
}
