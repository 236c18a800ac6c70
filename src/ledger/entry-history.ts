import type { SubjectRecord, TraceItem } from '../domain/records.js';
import { entryHash } from '../domain/trace.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';

/**
 * What the source has said of these trace entries in earlier versions, newest first, for those that were edited: a portal may hold
 * an entry as it was sent, and a read-back has to know it by that. Entries that were never edited are left out.
 */
export async function loadEarlierContents(
  database: Queryable,
  sealer: Sealer,
  entryIds: readonly number[],
): Promise<Map<number, TraceItem[]>> {
  if (entryIds.length === 0) return new Map();
  const { rows } = await database.query<{
    id: number;
    at: Date;
    state: number;
    actor: string;
    content_hash: Buffer;
    snapshots: Buffer[];
  }>(
    `select t.id, t.at, t.state, t.actor, t.content_hash,
        (select array_agg(v.snapshot order by v.version desc) from subject_version v
          where v.subject_id = t.dossier_id and v.version >= t.first_version) as snapshots
      from trace_entry t where t.id = any($1::integer[]) and t.edited_version is not null`,
    [entryIds],
  );
  const contents = new Map<number, TraceItem[]>();
  for (const row of rows) {
    const known = new Set([row.content_hash.toString('hex')]);
    const earlier: TraceItem[] = [];
    for (const snapshot of row.snapshots) {
      const record = sealer.openJson<SubjectRecord>(snapshot);
      if (record.kind !== 'dossier') continue;
      for (const item of record.trace) {
        const same =
          Date.parse(item.at) === row.at.getTime() && item.state === row.state && item.actor === row.actor;
        const hash = entryHash(item);
        if (!same || known.has(hash)) continue;
        known.add(hash);
        earlier.push(item);
      }
    }
    contents.set(row.id, earlier);
  }
  return contents;
}
