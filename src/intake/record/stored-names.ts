import { factsOf } from '../../domain/kinds/index.js';
import { isPlain, type SubjectRecord } from '../../domain/records.js';
import type { Queryable } from '../../store/database.js';
import { loadUnits } from '../admit.js';

/**
 * The same snapshots with the agencies that they name under the codes that the unit table has now. What comes in is named so, and another code of
 * an agency may have become known since they were stored: left as they are, one agency would be two.
 */
export async function namedAsNow(
  client: Queryable,
  snapshots: ReadonlyMap<string, SubjectRecord>,
): Promise<ReadonlyMap<string, SubjectRecord>> {
  const naming = [...snapshots].flatMap(([id, record]) => {
    const agencies = isPlain(record) ? factsOf(record.kind)?.agencies : undefined;
    return agencies ? [{ id, record, agencies, codes: agencies.named(record) }] : [];
  });
  if (naming.length === 0) return snapshots;
  const unit = await loadUnits(
    client,
    naming.flatMap(({ codes }) => codes),
  );
  const nameOf = (code: string) => unit(code) ?? code;
  const renamed = naming
    .filter(({ codes }) => codes.some((code) => nameOf(code) !== code))
    // A kind's own rule gives a record of the kind.
    .map(
      ({ id, record, agencies }) => [id, agencies.renamed(record, nameOf).record as SubjectRecord] as const,
    );
  return new Map([...snapshots, ...renamed]);
}
