import { hash } from 'node:crypto';
import type { RawRecord } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';
import type { Inlet } from './inlet.js';
import { programId } from './program.js';
import type { IntakeDeps } from './types.js';

/** By which the raw records of one source are known again. */
export interface Marks {
  /** Undefined: of what could not be read well a mark would say nothing. */
  of(raw: RawRecord): string | undefined;
  /** Mark → key of the subject that stands as that raw record said. */
  known(marks: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/**
 * A raw record's mark is a keyed hash, for it holds personal data, of its text as it came and of all else that decides what it says: the
 * source and what it was told, the program, and the units, whose other codes a record may have. So where one of these changed, everything is read again.
 */
export async function openMarks(
  { database, sealer }: Pick<IntakeDeps, 'database' | 'sealer'>,
  { name, told }: Inlet,
): Promise<Marks> {
  const context = JSON.stringify([name, programId(), await unitsAsTheyAre(database), told ?? '']);
  const secret = sealer.sign('raw-mark', context).toString('hex');
  return {
    of: ({ raw, unreadable, problems }) =>
      unreadable || problems ? undefined : uuidOf(hash('sha256', secret + JSON.stringify(raw), 'hex')),
    known: async (marks) => {
      // Each by its index, whatever the planner believes of a store that nobody analysed yet: by origin it read all that the source ever brought, as a
      // list all that any source did. `offset 0` keeps the inner select what it is.
      const { rows } = await database.query<{ raw_mark: string; natural_key: string; origin: string }>(
        `select known.* from unnest($1::uuid[]) as asked (mark)
         cross join lateral (select raw_mark, natural_key, origin from subject where raw_mark = asked.mark offset 0) as known`,
        [marks],
      );
      return new Map(
        rows.filter(({ origin }) => origin === name).map((row) => [row.raw_mark, row.natural_key]),
      );
    },
  };
}

/** Every version that was ever written of a unit makes it another number. */
async function unitsAsTheyAre(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ versions: string | null }>(
    "select sum(version) as versions from subject where kind = 'unit'",
  );
  return rows[0]?.versions ?? '0';
}

/** The first 128 bits of a hash in hex; cut, it cannot be gone on with by who lacks the secret. */
function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
