import type { Problem } from '../../domain/ports.js';
import type { KindLooking } from './kind.js';

/** What stands for one person in one list, beside the number that they are known by there. */
export interface Standing {
  code: string;
  /** Equal hashes: the same person by the list, the paper, the name and the birth. */
  hash: Buffer;
  /** Two villages are two people, whatever else is the same. */
  village?: string | undefined;
}

/**
 * Who stands in a table under two keys, by code: whoever the store has goes before those who come, and of several that come together none is
 * believed, for nothing says which number is right.
 */
export async function standingTwice(
  { client }: KindLooking,
  table: 'beneficiary' | 'benefit_payment',
  records: readonly Standing[],
  problem: Problem,
): Promise<Map<string, Problem>> {
  const { rows } = await client.query<{ hash: Buffer; code: string; village: string | null }>(
    `select b.same_person as hash, b.code, b.village from ${table} b join subject s on s.id = b.subject_id
      where b.same_person = any($1::bytea[]) and s.deleted_at is null`,
    [records.map(({ hash }) => hash)],
  );
  const stored = rows.map(({ village, ...row }): Standing => ({ ...row, village: village ?? undefined }));
  const isStored = new Set(stored.map(({ code }) => code));
  const others = new Map<string, Standing[]>();
  for (const each of [...stored, ...records]) {
    const id = each.hash.toString('hex');
    others.set(id, [...(others.get(id) ?? []), each]);
  }
  const twice = records.filter(
    (one) =>
      !isStored.has(one.code) &&
      others
        .get(one.hash.toString('hex'))
        ?.some((other) => other.code !== one.code && mayBeSame(one.village, other.village)),
  );
  return new Map(twice.map(({ code }) => [code, problem]));
}

function mayBeSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || placeKey(one) === placeKey(other);
}

function placeKey(village: string): string {
  return village.replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi');
}
