import { LRUCache } from 'lru-cache';
import type { Database, Queryable } from './database.js';

/** A text is prepared when it comes so often: one that comes once or twice would only be in the way. */
const OFTEN = 3;
/** Prepared texts of one of these, unless told. Each stays in each of its connections for good, some tens of kB with its plan. */
const MOST = 100;
/** Texts that are counted, the least lately seen forgotten first. */
const MOST_COUNTED = 1_000;

/** Names of the process: several of these may share a pool. */
let named = 0;

/**
 * The database with statements prepared that come again and again, so that they are not planned each time. PostgreSQL itself decides
 * between one plan for all values and one for each, unless the database is one that plans once (`onePlan`). `most`: texts that are prepared.
 */
export function repeating(database: Database, most = MOST): Queryable {
  const names = new Map<string, string>();
  const seen = new LRUCache<string, number>({ max: MOST_COUNTED });

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= most) return known;
    const times = (seen.get(text) ?? 0) + 1;
    if (times >= OFTEN) {
      seen.delete(text);
      named += 1;
      const name = `again_${named}`;
      names.set(text, name);
      return name;
    }
    seen.set(text, times);
    return undefined;
  };

  return {
    query: (text, values) => {
      const name = nameOf(text);
      return name === undefined
        ? database.query(text, values)
        : database.pool.query({ name, text, values: values ?? [] });
    },
  };
}
