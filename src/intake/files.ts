import type { FileReport, Page } from '../domain/ports.js';
import type { Database, Queryable } from '../store/database.js';
import type { Candidate, Counts } from './types.js';

/** So many errors of one file are listed; what goes beyond is counted only. */
export const MAX_ERRORS = 10_000;

type ReportedError = FileReport['errors'][number];

interface FileRow extends Counts {
  taken_at: string;
  errors: ReportedError[];
}

/** Adds a page's counts and errors to its file, in the page's transaction. A first page begins the file anew. */
export async function countFile(
  client: Queryable,
  source: string,
  file: NonNullable<Page['file']>,
  counts: Counts,
  refused: readonly Candidate[],
): Promise<void> {
  if (file.starts) {
    await client.query(
      'update source_file set done_at = now() where source = $1 and name = $2 and done_at is null',
      [source, file.name],
    );
    await client.query(
      'insert into source_file (source, name, taken_at) values ($1, $2, clock_timestamp())',
      [source, file.name],
    );
  }
  if (counts.read === 0) return;
  const { rows } = await client.query<{ listed: number; taken_at: string }>(
    `select jsonb_array_length(errors) as listed, taken_at::text from source_file
      where source = $1 and name = $2 and done_at is null order by taken_at desc limit 1 for update`,
    [source, file.name],
  );
  const row = rows[0];
  if (!row) return;
  const errors = errorsOf(file.name, refused).slice(0, Math.max(0, MAX_ERRORS - row.listed));
  await client.query(
    `update source_file set read = read + $4, stored = stored + $5, unchanged = unchanged + $6, stale = stale + $7,
        quarantined = quarantined + $8, errors = errors || $9::jsonb
      where source = $1 and name = $2 and taken_at = $3::timestamptz`,
    [
      source,
      file.name,
      row.taken_at,
      counts.read,
      counts.stored,
      counts.unchanged,
      counts.stale,
      counts.quarantined,
      JSON.stringify(errors),
    ],
  );
}

function errorsOf(file: string, refused: readonly Candidate[]): ReportedError[] {
  return refused.flatMap(({ raw, key, problems }) =>
    problems.map(({ field, code, message }) => {
      const { line, row } = raw.place;
      const elsewhere = raw.place.file !== undefined && raw.place.file !== file ? `[${raw.place.file}] ` : '';
      return {
        ...(line === undefined ? {} : { line }),
        ...(row === undefined ? {} : { row }),
        ...(key === undefined ? {} : { record: key }),
        field,
        code,
        message: elsewhere + message,
      };
    }),
  );
}

/** The report of a file whose last page is committed; undefined when it was handed over before. */
export async function reportOf(
  store: Queryable,
  source: string,
  name: string,
): Promise<FileReport | undefined> {
  const { rows } = await store.query<FileRow>(
    `select read, stored, unchanged, stale, quarantined, errors from source_file
      where source = $1 and name = $2 and done_at is null order by taken_at desc limit 1`,
    [source, name],
  );
  const row = rows[0];
  if (!row) return undefined;
  const { read, stored, unchanged, stale, quarantined, errors } = row;
  const listed =
    errors.length < MAX_ERRORS ? errors : [...errors, { field: '', code: 'MORE_NOT_LISTED', message: MORE }];
  return { file: name, read, stored, unchanged, stale, quarantined, errors: listed };
}

const MORE = `Chỉ liệt kê ${MAX_ERRORS} lỗi đầu tiên (only the first ${MAX_ERRORS} errors are listed)`;

/** Closes the file's row, once its report is laid. */
export async function closeFile(database: Database, source: string, name: string): Promise<void> {
  await database.query(
    'update source_file set done_at = now() where source = $1 and name = $2 and done_at is null',
    [source, name],
  );
}
