import { sql } from 'kysely';
import { fold } from '../domain/fold.js';
import type { Sql } from './engine/types.js';

const MAX_WORDS = 10;

/** The words to search for, folded; undefined when there are none. */
export function wordsOf(search: string | null | undefined): string[] | undefined {
  const words = fold(search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, MAX_WORDS);
  return words.length > 0 ? words : undefined;
}

/** Every word occurs in the folded text. */
export function containsAll(text: Sql, words: readonly string[]): Sql {
  const each = words.map((word) => sql`${text} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  return sql`(${sql.join(each, sql` and `)})`;
}
