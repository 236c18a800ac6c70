import { v7 as uuid } from 'uuid';
import type { Queryable } from './database.js';

/** A file as a record refers to it. */
interface NamedFile {
  /** `subject.id` */
  subjectId: string;
  reference: string;
  name: string;
}

/**
 * Notes that these subjects refer to these files: what came inside of records (`kept:<sha256>`) lies where fetched files are kept already, what
 * records name by a path or an address is fetched by the worker. Both are checked for signatures then.
 */
export async function referToFiles(
  client: Queryable,
  origin: string,
  files: readonly NamedFile[],
): Promise<void> {
  if (files.length === 0) return;
  await client.query(
    `insert into file_reference (id, subject_id, origin, reference, name, by_itself)
      select id, subject_id, $1, reference, name, true
        from unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[]) as f(id, subject_id, reference, name)
        order by subject_id, reference
      on conflict (subject_id, reference) do nothing`,
    [
      origin,
      files.map(() => uuid()),
      files.map(({ subjectId }) => subjectId),
      files.map(({ reference }) => reference),
      files.map(({ name }) => name),
    ],
  );
}
