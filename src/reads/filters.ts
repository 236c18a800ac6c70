import { sql } from 'kysely';
import type { Sql } from './engine/types.js';

type Given<T> = T | null | undefined;

export function equals(value: Sql, given: Given<string | boolean>): Sql | undefined {
  return given == null ? undefined : sql`${value} = ${given}`;
}

/** One of these; an empty list finds nothing. */
export function among(
  value: Sql,
  given: Given<readonly unknown[]>,
  type: 'text' | 'smallint' = 'text',
): Sql | undefined {
  return given == null ? undefined : sql`${value} = any(${given}::${sql.raw(type)}[])`;
}

/** This number or a larger one. */
export function atLeast(value: Sql, given: Given<number>): Sql | undefined {
  return given == null ? undefined : sql`${value} >= ${given}::float8`;
}

/** At or after this time, an Instant. */
export function since(value: Sql, given: Given<string>): Sql | undefined {
  return given == null ? undefined : sql`${value} >= ${given}::timestamptz`;
}

/** Before this time, an Instant. */
export function until(value: Sql, given: Given<string>): Sql | undefined {
  return given == null ? undefined : sql`${value} < ${given}::timestamptz`;
}
