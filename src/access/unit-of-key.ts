import type { EntityManager } from '@mikro-orm/postgresql';
import { fold } from '../domain/fold.js';

/** A unit as a key is limited to it. */
export interface KeyUnit {
  code: string;
  name: string;
  /** Of one that has ended: what took over, which a key of it sees since. */
  successors: { code: string; name: string }[];
}

/** What to say of units that are near a code that is not known. */
const NEAR = 3;
const LIKE = 0.3;

/** The unit that is meant by any code that it has or had, in any spelling; undefined when none is. See the store's function `unit_known`. */
export async function findKeyUnit(em: EntityManager, given: string): Promise<KeyUnit | undefined> {
  const [unit] = await em.getConnection().execute<KeyUnit[]>(
    `select u.code, u.name, (
        select coalesce(json_agg(json_build_object('code', s.code, 'name', s.name) order by s.code), '[]'::json)
        from unit s where u.valid_to <= now() and s.code = any (u.successors)
      ) as successors
      from unit u where u.code = unit_known(?)`,
    [given.trim()],
  );
  return unit;
}

/** Units that may have been meant, by their codes or names, as `H56.14.3 UBND xã …`; the nearest first. */
export async function unitsNear(em: EntityManager, given: string): Promise<string[]> {
  const near = await em.getConnection().execute<{ text: string }[]>(
    `select n.code || ' ' || n.name as text from (
        select u.code, u.name, greatest(similarity(u.code, ?), word_similarity(?, u.search_text), (
          select max(similarity(a.alias, ?)) from unit_alias a where a.code = u.code)) as likeness
        from unit u
      ) n where n.likeness > ? order by n.likeness desc, n.code limit ?`,
    [given, fold(given), given, LIKE, NEAR],
  );
  return near.map(({ text }) => text);
}
