import { sql } from 'kysely';
import type { Looked } from '../../access/looked.js';
import type { Json, Sql } from './types.js';

/** A row as the database gives it: what was asked for, in order. Names would be built and read again for each row. */
export type Values = readonly unknown[];

/** What is read of a row, and the object that becomes of it. */
export interface Part {
  sql: Sql;
  /** Opens and masks. `looked` gathers whose personal data is shown. */
  make(values: Values, looked: Looked | undefined): Json;
}

/** One row while its object is made. */
export interface MadeRow {
  readonly values: Values;
  readonly looked: Looked | undefined;
  /** Whether all that is personal in it stays masked. */
  closed: boolean;
  /** Whether it is of the caller's own file. */
  own: boolean;
  /** The record of its version, once it was opened. */
  record?: unknown;
}

type See = (value: unknown, row: MadeRow) => unknown;

/** PostgreSQL's functions take a hundred arguments. */
const MOST_ARGUMENTS = 90;

/** Gathers what is read of the rows of one type for one selection. */
export class RowObject {
  readonly #values: Sql[] = [];
  readonly #places = new Map<string, number>();
  readonly #fields = new Map<string, { at: number; see: See | undefined }>();
  readonly #before: ((row: MadeRow) => void)[] = [];
  readonly #after: ((row: MadeRow) => void)[] = [];

  /** Reads a value, once under one name; returns where it stands in the row. */
  read(name: string, value: () => Sql): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#values.push(value()) - 1;
    this.#places.set(name, place);
    return place;
  }

  /** A field of the object: the value at a place, as it is or as `see` shows it. */
  field(key: string, at: number, see?: See): void {
    this.#fields.set(key, { at, see });
  }

  /** A field that is made of the whole row. */
  made(key: string, make: (row: MadeRow) => unknown): void {
    this.#fields.set(key, { at: 0, see: (_value, row) => make(row) });
  }

  /** A field that is the same in each object. */
  constant(key: string, value: unknown): void {
    this.made(key, () => value);
  }

  /** Runs before the fields of a row are made. */
  before(step: (row: MadeRow) => void): void {
    this.#before.push(step);
  }

  after(step: (row: MadeRow) => void): void {
    this.#after.push(step);
  }

  part(): Part {
    const fields = [...this.#fields].map(([key, field]) => ({ key, ...field }));
    const [before, after] = [this.#before, this.#after];
    const chunked = this.#values.length > MOST_ARGUMENTS;
    return {
      sql: jsonArray(this.#values),
      make: (given, looked) => {
        const values = chunked ? given.flat(1) : given;
        const row: MadeRow = { values, looked, closed: false, own: false };
        for (const step of before) step(row);
        const object: Json = {};
        for (const { key, at, see } of fields) object[key] = see ? see(values[at], row) : values[at];
        for (const step of after) step(row);
        return object;
      },
    };
  }
}

/** In lists of their own when they are more than one call takes. */
function jsonArray(values: readonly Sql[]): Sql {
  if (values.length <= MOST_ARGUMENTS) return sql`json_build_array(${sql.join(values)})`;
  const parts: Sql[] = [];
  for (let at = 0; at < values.length; at += MOST_ARGUMENTS) {
    parts.push(sql`json_build_array(${sql.join(values.slice(at, at + MOST_ARGUMENTS))})`);
  }
  return sql`json_build_array(${sql.join(parts)})`;
}
