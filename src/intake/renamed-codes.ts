import type { Queryable } from '../store/database.js';
import { loadUnits } from './admit.js';

const FACT = 'documents-renamed-for';

/** Behind the codes: the first pass ended, or the last one at the time behind it (ms) with documents that stayed. Nothing: all is done. */
const ONCE = 'once';
const LEFT = 'left';

/** Until what had to stay under its former code is tried again, and warned of again. */
const AGAIN_MS = 86_400_000;

/**
 * Whether documents were gone through for the codes that units have: `once`, and at a later turn once more. A page that was being taken in when a
 * code became known was named by what was known before. `due`: they are to be gone through now, which goes on once a day while some had to stay.
 */
interface Passes {
  once: boolean;
  due: boolean;
}

/** Stands for all codes that units have and are known by. */
export async function knownCodes(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ codes: string }>(
    `select md5(coalesce((select string_agg(code, ',' order by code) from unit), '') || ';' ||
      coalesce((select string_agg(alias || ' ' || code, ',' order by alias) from unit_alias), '')) as codes`,
  );
  return rows[0]?.codes ?? '';
}

/** `codes`: see {@link knownCodes}. `now`: ms. */
export async function renamedFor(database: Queryable, codes: string, now: number): Promise<Passes> {
  const { rows } = await database.query<{ value: string }>('select value from store_fact where name = $1', [
    FACT,
  ]);
  const [of, state, since] = rows[0]?.value.split(' ') ?? [];
  if (of !== codes) return { once: false, due: true };
  return { once: true, due: state === ONCE || (state === LEFT && now - Number(since) >= AGAIN_MS) };
}

/** Another pass for these codes has ended, besides `before`; `left`: some documents had to stay. `now`: ms. */
export async function markRenamed(
  database: Queryable,
  codes: string,
  before: Passes,
  left: boolean,
  now: number,
): Promise<void> {
  const twice = left ? `${codes} ${LEFT} ${now}` : codes;
  await database.query(
    'insert into store_fact values ($1, $2) on conflict (name) do update set value = excluded.value',
    [FACT, before.once ? twice : `${codes} ${ONCE}`],
  );
}

/** What keys of documents begin with that is another form of a unit's code, and that code. */
export async function movedIn(database: Queryable): Promise<Map<string, string>> {
  const { rows } = await database.query<{ organ: string }>(
    `select distinct split_part(natural_key, ',', 1) as organ from subject
      where kind = 'document' and deleted_at is null and strpos(natural_key, ',') > 0`,
  );
  const unit = await loadUnits(
    database,
    rows.map(({ organ }) => organ),
  );
  return new Map(
    rows.flatMap(({ organ }) => {
      const code = unit(organ);
      return code === undefined || code === organ ? [] : [[organ, code] as const];
    }),
  );
}
