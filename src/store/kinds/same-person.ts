import { mayBeOneDay, type PartialDate } from '../../domain/partial-date.js';
import type { Problem } from '../../domain/ports.js';
import type { KindLooking } from './kind.js';

/** What stands for one person in one list, beside the number that they are known by there. */
export interface Standing {
  code: string;
  /** Equal hashes: the same person by the list, the paper, the name and the year of birth. */
  hash: Buffer;
  /** Two villages are two people, whatever else is the same. */
  village?: string | undefined;
  /** So are two births that are surely not one: `1950` may be `1950-03-12`, `1950-04` may not. */
  birthDate: PartialDate;
}

interface StandingRecord {
  code: string;
  deleted?: boolean;
  village?: string;
  birthDate: PartialDate;
}

/**
 * Who stands in a table under two keys, by code: whoever the store has goes before those who come, unless a tombstone comes too, and of several that
 * come together none is believed, for nothing says which number is right.
 */
export async function standingTwice<R extends StandingRecord>(
  { client }: KindLooking,
  table: 'beneficiary' | 'benefit_payment',
  records: readonly R[],
  { hash, problem }: { hash(record: R): Buffer; problem(code: string, other: string): Problem },
): Promise<Map<string, Problem>> {
  const coming = records
    .filter(({ deleted }) => !deleted)
    .map(
      (record): Standing => ({
        ...{ code: record.code, hash: hash(record) },
        ...{ village: record.village, birthDate: record.birthDate },
      }),
    );
  const gone = records.flatMap(({ code, deleted }) => (deleted ? [code] : []));
  const { rows } = await client.query<{
    hash: Buffer;
    code: string;
    village: string | null;
    birth_date: PartialDate;
  }>(
    `select b.same_person as hash, b.code, b.village, b.birth_date from ${table} b join subject s on s.id = b.subject_id
      where b.same_person = any($1::bytea[]) and b.code <> all($2::text[]) and s.deleted_at is null`,
    [coming.map((each) => each.hash), gone],
  );
  const stored = rows.map(
    ({ village, birth_date: birthDate, ...row }): Standing => ({
      ...row,
      birthDate,
      village: village ?? undefined,
    }),
  );
  const isStored = new Set(stored.map(({ code }) => code));
  const others = new Map<string, Standing[]>();
  for (const each of [...stored, ...coming]) {
    const id = each.hash.toString('hex');
    others.set(id, [...(others.get(id) ?? []), each]);
  }
  return new Map(
    coming.flatMap((one) => {
      const same = others.get(one.hash.toString('hex')) ?? [];
      const other = same.find(({ code, ...each }) => code !== one.code && mayBeSame(one, each));
      return isStored.has(one.code) || !other ? [] : [[one.code, problem(one.code, other.code)] as const];
    }),
  );
}

type Told = Pick<Standing, 'village' | 'birthDate'>;

/** Whether two of one name in one list may be one person, by their villages and their births. */
export function mayBeSame(one: Told, other: Told): boolean {
  if (!mayBeOneDay(one.birthDate, other.birthDate)) return false;
  const [here, there] = [one.village, other.village];
  return here === undefined || there === undefined || placeKey(here) === placeKey(there);
}

function placeKey(village: string): string {
  return village.replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi');
}
