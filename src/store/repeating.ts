import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Database, Queryable } from './database.js';

declare module 'pg' {
  interface Connection {
    /** Texts that are prepared on it, by their names: what the client sends a text for no more. */
    readonly parsedStatements: Record<string, string>;
  }
}

/** A text is prepared when it comes so often: one that comes once or twice would only be in the way. */
const OFTEN = 3;
/** Prepared texts of one of these, unless told. Each takes some tens of kB with its plan in each of its connections. */
const MOST = 100;
/** Texts that are counted, the least lately seen forgotten first. */
const MOST_COUNTED = 1_000;

/** How many of these the process made: several may share a pool, and each knows its own statements by it. */
let made = 0;

/**
 * The database with statements prepared that come again and again, so that they are not planned each time. PostgreSQL itself decides
 * between one plan for all values and one for each, unless the database is one that plans once (`onePlan`). `most`: texts that are prepared;
 * where more come often, the one that was asked the longest ago makes room.
 */
export function repeating(database: Database, most = MOST): Queryable {
  made += 1;
  const own = `again_${made}_`;
  let named = 0;
  let dropped = 0;
  const kept = new Set<string>();
  const names = new LRUCache<string, string>({
    max: most,
    dispose: (name) => {
      kept.delete(name);
      dropped += 1;
    },
  });
  const seen = new LRUCache<string, number>({ max: MOST_COUNTED });
  /** How many had been dropped when a connection last was rid of such. */
  const ridOf = new WeakMap<pg.PoolClient, number>();

  const isOften = (text: string): boolean => {
    if (names.has(text)) return true;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times >= OFTEN;
  };

  const nameOf = (text: string): string => {
    const known = names.get(text);
    if (known !== undefined) return known;
    seen.delete(text);
    named += 1;
    const name = `${own}${named}`;
    kept.add(name);
    names.set(text, name);
    return name;
  };

  const rid = async (client: pg.PoolClient): Promise<void> => {
    const before = dropped;
    if ((ridOf.get(client) ?? 0) === before) return;
    const { parsedStatements } = client.connection;
    for (const name of Object.keys(parsedStatements)) {
      if (!name.startsWith(own) || kept.has(name)) continue;
      await client.query(`deallocate ${name}`);
      delete parsedStatements[name];
    }
    ridOf.set(client, before);
  };

  const prepared: Queryable['query'] = (text, values = []) =>
    database.connected(async (client, breaks) => {
      try {
        // Once there is a connection: a name that was dropped while one was waited for would be prepared for nobody.
        const name = nameOf(text);
        await rid(client);
        return await client.query({ name, text, values });
      } catch (error) {
        if (error instanceof Error) breaks(error);
        throw error;
      }
    });

  return { query: (text, values) => (isOften(text) ? prepared(text, values) : database.query(text, values)) };
}
