import { type PartList, partKeys } from '../domain/part-keys.js';
import type { DossierSnapshot } from '../domain/ports.js';
import type { DossierRecord } from '../domain/records.js';
import type { Queryable } from '../store/database.js';

/** The int32 numbers of a dossier's parts, in the order of the record's lists. */
export type PartNumbers = Omit<DossierSnapshot, 'record'>;

/**
 * The numbers that the store gave to the parts of these versions, by `<subject id> <version>`. A number never changes and is never
 * taken back, so an older version finds its own, those of parts that are gone since too.
 */
export async function loadPartNumbers(
  database: Queryable,
  wanted: readonly { subjectId: string; version: number; record: DossierRecord }[],
): Promise<Map<string, PartNumbers>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await database.query<{ id: number; subject_id: string; list: string; key: string }>(
    'select id, subject_id, list, key from stable_number where subject_id = any($1::bigint[])',
    [[...new Set(wanted.map(({ subjectId }) => subjectId))]],
  );
  const numbers = new Map(rows.map(({ id, subject_id, list, key }) => [`${subject_id} ${list} ${key}`, id]));
  const parts = new Map<string, PartNumbers>();
  for (const { subjectId, version, record } of wanted) {
    const keys = partKeys(record);
    const of = (list: PartList) => keys[list].map((key) => numbers.get(`${subjectId} ${list} ${key}`));
    const [componentIds, resultIds, supplementIds] = [of('components'), of('results'), of('supplements')];
    if (!whole(componentIds) || !whole(resultIds) || !whole(supplementIds)) continue;
    parts.set(`${subjectId} ${version}`, { componentIds, resultIds, supplementIds });
  }
  return parts;
}

function whole(ids: (number | undefined)[]): ids is number[] {
  return !ids.includes(undefined);
}
