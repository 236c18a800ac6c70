import { sql } from 'kysely';
import { fold } from '../domain/fold.js';
import type { Sql } from './engine/types.js';

const MAX_WORDS = 10;

/** The words of a search, folded; at most ten are looked at. */
export function wordsOf(search: string): string[] {
  return fold(search).split(' ').filter(Boolean).slice(0, MAX_WORDS);
}

/** Every word of `search` occurs in the folded text, with or without accents; undefined when there is no word. */
export function containsAll(text: Sql, search: string | null | undefined): Sql | undefined {
  const words = wordsOf(search ?? '');
  if (words.length === 0) return undefined;
  return sql`(${sql.join(
    words.map((word) => like(text, `%${literal(word)}%`)),
    sql` and `,
  )})`;
}

/** `pattern`: what is not to be a wildcard of it is made so by {@link literal}. */
export function like(text: Sql, pattern: string): Sql {
  return sql`${text} like ${pattern}`;
}

/** Text as a part of a pattern that means just this text. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
