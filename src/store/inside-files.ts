import { v7 as uuid } from 'uuid';
import type { Queryable } from './database.js';

/** A file as a record refers to it. */
interface InsideFile {
  /** `subject.id` */
  subjectId: string;
  reference: string;
  name: string;
}

/**
 * Notes of files that came inside of records (`kept:<sha256>`) that these subjects refer to them: they lie where fetched files are kept
 * already, and are taken up and checked for signatures as those are. Others are not fetched, and left out here.
 */
export async function referToInside(
  client: Queryable,
  origin: string,
  files: readonly InsideFile[],
): Promise<void> {
  const inside = files.filter(({ reference }) => reference.startsWith('kept:'));
  if (inside.length === 0) return;
  await client.query(
    `insert into file_reference (id, subject_id, origin, reference, name)
      select id, subject_id, $1, reference, name
        from unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[]) as f(id, subject_id, reference, name)
        order by subject_id, reference
      on conflict (subject_id, reference) do nothing`,
    [
      origin,
      inside.map(() => uuid()),
      inside.map(({ subjectId }) => subjectId),
      inside.map(({ reference }) => reference),
      inside.map(({ name }) => name),
    ],
  );
}
