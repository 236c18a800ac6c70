import type { SubjectKind, SubjectRecord } from '../../domain/records.js';
import type { Queryable } from '../../store/database.js';
import type { Sealer } from '../../store/sealed.js';
import type { Writing } from './decide.js';

/** A version that has been written: what the kind's own tables and owing go on with. */
export interface Written {
  id: string;
  version: number;
  record: SubjectRecord;
  isNew: boolean;
  writing: Writing;
}

export interface WriteContext {
  client: Queryable;
  sealer: Sealer;
  kind: SubjectKind;
  origin: string;
  runId: string | null;
  /** Business time of this page. */
  now: Date;
}

/**
 * Writes headers and versions. New keys go in in the order of their keys; one that another transaction put there meanwhile is
 * given back in `late`, to be locked and decided again.
 */
export async function writeSubjects(
  context: WriteContext,
  writings: readonly Writing[],
): Promise<{ written: Written[]; late: Writing[] }> {
  const fresh = writings.filter(({ stored }) => stored === undefined);
  const known = writings.filter(({ stored }) => stored !== undefined);
  const ids = await insertNew(context, fresh);
  const late = fresh.filter(({ record }) => !ids.has(record.code));
  const written: Written[] = [];
  for (const writing of fresh) {
    const id = ids.get(writing.record.code);
    if (id) written.push({ id, version: 1, record: writing.record, isNew: true, writing });
  }
  for (const writing of known) {
    const { stored, record } = writing;
    if (stored) written.push({ id: stored.id, version: stored.version + 1, record, isNew: false, writing });
  }
  await updateKnown(
    context,
    written.filter(({ isNew }) => !isNew),
  );
  await insertVersions(context, written);
  return { written, late };
}

async function insertNew(context: WriteContext, writings: readonly Writing[]): Promise<Map<string, string>> {
  if (writings.length === 0) return new Map();
  const { rows } = await context.client.query<{ id: string; natural_key: string }>(
    `insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at, raw_mark)
      select $1, $2, n.key, 1, n.hash, n.changed_at, $3, n.mark
        from unnest($4::text[], $5::bytea[], $6::timestamptz[], $7::uuid[]) as n(key, hash, changed_at, mark)
        order by n.key collate "C"
      on conflict (kind, natural_key) do nothing
      returning id, natural_key`,
    [
      context.kind,
      context.origin,
      context.now,
      writings.map(({ record }) => record.code),
      writings.map(({ hash }) => hash),
      writings.map(({ record }) => record.changedAt),
      writings.map(markOf),
    ],
  );
  return new Map(rows.map(({ id, natural_key }) => [natural_key, id]));
}

async function updateKnown(context: WriteContext, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  await context.client.query(
    `update subject s set version = u.version, content_hash = u.hash, changed_at = u.changed_at, origin = $1,
        read_at = $2, deleted_at = case when u.deleted then u.changed_at end, raw_mark = u.mark
      from unnest($3::bigint[], $4::integer[], $5::bytea[], $6::timestamptz[], $7::boolean[], $8::uuid[])
        as u(id, version, hash, changed_at, deleted, mark)
      where s.id = u.id`,
    [
      context.origin,
      context.now,
      written.map(({ id }) => id),
      written.map(({ version }) => version),
      written.map(({ writing }) => writing.hash),
      written.map(({ record }) => record.changedAt),
      written.map(({ record }) => record.deleted === true),
      written.map(({ writing }) => markOf(writing)),
    ],
  );
}

async function insertVersions(context: WriteContext, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  await context.client.query(
    `insert into subject_version (subject_id, version, content_hash, changed_at, sync_run_id, snapshot)
      select id, version, hash, changed_at, $1, snapshot
        from unnest($2::bigint[], $3::integer[], $4::bytea[], $5::timestamptz[], $6::bytea[])
          as v(id, version, hash, changed_at, snapshot)`,
    [
      context.runId,
      written.map(({ id }) => id),
      written.map(({ version }) => version),
      written.map(({ writing }) => writing.hash),
      written.map(({ record }) => record.changedAt),
      written.map(({ record }) => context.sealer.sealJson(record)),
    ],
  );
}

/** The raw record's mark, where its own time is the subject's: with a later one the same record again would be stale. */
function markOf({ candidate, record }: Writing): string | undefined {
  return candidate.record?.changedAt === record.changedAt ? candidate.mark : undefined;
}

/** An unchanged record; without `changedAt` it is the very one that said last what stands there. */
export interface Touch {
  id: string;
  changedAt: string | undefined;
  mark: string | undefined;
}

/** Unchanged records: seen again, and their time of change moves forward. */
export async function touchUnchanged(client: Queryable, touched: readonly Touch[], now: Date): Promise<void> {
  if (touched.length === 0) return;
  await client.query(
    `update subject s set changed_at = greatest(s.changed_at, u.changed_at), read_at = $1, raw_mark = u.mark
      from unnest($2::bigint[], $3::timestamptz[], $4::uuid[]) as u(id, changed_at, mark) where s.id = u.id`,
    [
      now,
      touched.map(({ id }) => id),
      touched.map(({ changedAt }) => changedAt),
      touched.map(({ mark }) => mark),
    ],
  );
}
