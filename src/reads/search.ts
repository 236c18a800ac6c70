import { sql } from 'kysely';
import { fold } from '../domain/fold.js';
import type { Sql } from './engine/types.js';

const MAX_WORDS = 10;

/** Every word of `search` occurs in the folded text, with or without accents; undefined when there is no word. */
export function containsAll(text: Sql, search: string | null | undefined): Sql | undefined {
  const words = fold(search ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, MAX_WORDS);
  if (words.length === 0) return undefined;
  const each = words.map((word) => sql`${text} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  return sql`(${sql.join(each, sql` and `)})`;
}
