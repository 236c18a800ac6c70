import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../store/database.js';
import type { Principal } from './principal.js';

/** Fields of a type that were shown unmasked, and of which subjects (the store's ids). */
export interface LookedAt {
  type: string;
  fields: string[];
  subjects: string[];
}

/** Gathers what one operation shows of people's data, whatever statements it takes. */
export class Looked {
  readonly #byFields = new Map<string, { type: string; fields: readonly string[]; subjects: Set<string> }>();

  readonly #purposes = new Set<string>();

  /** What the caller says that it is for. Never with an identity number in it. */
  state(purpose: string): void {
    this.#purposes.add(purpose);
  }

  /** All that was said so; null: nothing. */
  get purpose(): string | null {
    return this.#purposes.size === 0 ? null : [...this.#purposes].join('; ');
  }

  note(type: string, fields: readonly string[], subject: string): void {
    const name = `${type}:${fields.join()}`;
    const known = this.#byFields.get(name);
    if (known) known.subjects.add(subject);
    else this.#byFields.set(name, { type, fields, subjects: new Set([subject]) });
  }

  all(): LookedAt[] {
    return [...this.#byFields.values()].map(({ type, fields, subjects }) => ({
      type,
      fields: [...fields],
      subjects: [...subjects],
    }));
  }
}

/** Keeps what an operation showed, as one row; nothing when it showed nothing. Call it before the answer leaves. */
export async function recordLooked(
  database: Queryable,
  { id, name, role, unit }: Principal,
  looked: Looked,
  { operation, requestId }: { operation: string | null; requestId: string },
): Promise<void> {
  const reads = looked.all();
  if (reads.length === 0) return;
  const subjects = [...new Set(reads.flatMap((each) => each.subjects))];
  await database.query(
    `insert into access_record (id, principal_id, principal_name, role, unit, operation, request_id, reads, subjects, purpose)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      uuidv7(),
      id,
      name,
      role,
      unit ?? null,
      operation,
      requestId,
      JSON.stringify(reads),
      subjects,
      looked.purpose,
    ],
  );
}

/** Forgets the oldest records that are older than `days`, at most `limit` at once; returns how many. */
export async function forgetLooked(
  database: Queryable,
  _principal: Principal,
  days: number,
  limit = 1_000,
): Promise<number> {
  const { rowCount } = await database.query(
    `delete from access_record where id in (
      select id from access_record where at < now() - $1 * interval '1 day' order by at limit $2)`,
    [days, limit],
  );
  return rowCount ?? 0;
}
