import { v7 as uuid } from 'uuid';
import type { FileHandle, KeptFile } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';

/** A row of `file_reference` with what is kept of it. */
export interface StoredReference {
  id: string;
  origin: string;
  reference: string;
  /** As it was when the reference was first met: a link's path is made of it and must not change. */
  name: string;
  kept: KeptFile | undefined;
}

interface Row {
  id: string;
  origin: string;
  reference: string;
  name: string;
  sha256: Buffer | null;
  bytes: string | null;
  media_type: string | null;
}

const SELECT = `select r.id, r.origin, r.reference, r.name, k.sha256, k.bytes, k.media_type
  from file_reference r left join kept_file k on k.sha256 = r.sha256`;

/** Which subject refers to which file, and what was kept of it. Set up so that any number of processes may write at once. */
export class FileReferences {
  constructor(private readonly database: Queryable) {}

  /** One row for (subject, reference), for ever. Throws the database's error when there is no such subject. */
  async getOrCreate(handle: FileHandle): Promise<StoredReference> {
    const found = await this.#bySubject(handle);
    if (found) return found;
    const id = uuid();
    const { subjectId, origin, reference, name } = handle;
    const { rowCount } = await this.database.query(
      `insert into file_reference (id, subject_id, origin, reference, name) values ($1, $2, $3, $4, $5)
       on conflict (subject_id, reference) do nothing`,
      [id, subjectId, origin, reference, name],
    );
    if (rowCount) return { id, origin, reference, name, kept: undefined };
    const made = await this.#bySubject(handle);
    if (!made) throw new Error('file_reference vanished after it was made');
    return made;
  }

  async find(id: string): Promise<StoredReference | undefined> {
    const { rows } = await this.database.query<Row & Record<string, unknown>>(`${SELECT} where r.id = $1`, [
      id,
    ]);
    return rows[0] && fromRow(rows[0]);
  }

  async kept(id: string, file: KeptFile, at: Date): Promise<void> {
    const sha256 = Buffer.from(file.sha256, 'hex');
    await this.database.query(
      `with kept as (
         insert into kept_file (sha256, bytes, media_type, kept_at) values ($2, $3, $4, $5) on conflict do nothing
       )
       update file_reference set sha256 = $2, checked_at = $5, problem = null where id = $1`,
      [id, sha256, file.bytes, file.mediaType, at],
    );
  }

  /** `problem`: the reason's code, never a text that may name somebody. */
  async failed(id: string, problem: string, at: Date): Promise<void> {
    await this.database.query('update file_reference set checked_at = $2, problem = $3 where id = $1', [
      id,
      at,
      problem,
    ]);
  }

  /**
   * Those that are taken up or fetched by themselves and were not yet, at most so many; ones that could not be had at `triedSince` or later
   * wait, and so do those of `resting` servers, `host:port` in small letters. In the order of when they came.
   */
  async byThemselves(
    triedSince: Date,
    limit: number,
    resting: readonly string[],
  ): Promise<StoredReference[]> {
    const { rows } = await this.database.query<Row & Record<string, unknown>>(
      `${SELECT} where r.sha256 is null and r.by_itself and (r.checked_at is null or r.checked_at < $1)
          and (r.reference !~* '^https?://' or lower(split_part(r.reference, '/', 3)) <> all($3::text[]))
        order by r.id limit $2`,
      [triedSince, limit, resting],
    );
    return rows.map(fromRow);
  }

  async #bySubject({ subjectId, reference }: FileHandle): Promise<StoredReference | undefined> {
    const { rows } = await this.database.query<Row & Record<string, unknown>>(
      `${SELECT} where r.subject_id = $1 and r.reference = $2`,
      [subjectId, reference],
    );
    return rows[0] && fromRow(rows[0]);
  }
}

function fromRow({ id, origin, reference, name, sha256, bytes, media_type }: Row): StoredReference {
  const kept: KeptFile | undefined =
    sha256 && bytes !== null && media_type !== null
      ? { ok: true, sha256: sha256.toString('hex'), bytes: Number(bytes), mediaType: media_type }
      : undefined;
  return { id, origin, reference, name, kept };
}
