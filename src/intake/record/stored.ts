import type { Flag } from '../../domain/delivery.js';
import type { SubjectKind, SubjectRecord } from '../../domain/records.js';
import { type DossierState, isDossierState } from '../../domain/states.js';
import type { StepFrom } from '../../domain/steps.js';
import type { Queryable } from '../../store/database.js';
import type { Sealer } from '../../store/sealed.js';
import { namedAsNow } from './stored-names.js';

/** A subject as its row, locked for this transaction, has it. */
export interface StoredSubject {
  id: string;
  key: string;
  origin: string;
  version: number;
  contentHash: Buffer;
  changedAt: number;
  deleted: boolean;
  /** Of the raw record that said last what stands here. */
  mark?: string | undefined;
  /** Of dossiers: what a step goes from, and the flags so far. */
  from?: StepFrom;
  flags: Flag[];
}

interface SubjectRow {
  id: string;
  natural_key: string;
  origin: string;
  version: number;
  content_hash: Buffer;
  changed_at: Date;
  deleted_at: Date | null;
  raw_mark: string | null;
}
interface DossierRow {
  subject_id: string;
  state: number;
  received_at: Date | null;
  flags: Flag[];
  finished_entry_at: Date | null;
}

const SUBJECTS = `select id, natural_key, origin, version, content_hash, changed_at, deleted_at, raw_mark
  from subject
  where kind = $1 and natural_key = any($2::text[])`;

/** Locks the subjects of these keys in the order of (origin, kind, key) and reads what deciding needs. */
export async function lockStored(
  client: Queryable,
  kind: SubjectKind,
  keys: readonly string[],
): Promise<Map<string, StoredSubject>> {
  const { rows } = await client.query<SubjectRow>(
    `${SUBJECTS} order by origin, kind, natural_key for no key update`,
    [kind, keys],
  );
  return byKeyOf(client, kind, rows);
}

/** As {@link lockStored}, without locking anything: for who only looks. */
export async function readStored(
  client: Queryable,
  kind: SubjectKind,
  keys: readonly string[],
): Promise<Map<string, StoredSubject>> {
  const { rows } = await client.query<SubjectRow>(SUBJECTS, [kind, keys]);
  return byKeyOf(client, kind, rows);
}

async function byKeyOf(
  client: Queryable,
  kind: SubjectKind,
  rows: readonly SubjectRow[],
): Promise<Map<string, StoredSubject>> {
  const byKey = new Map<string, StoredSubject>();
  for (const row of rows) {
    byKey.set(row.natural_key, {
      id: row.id,
      key: row.natural_key,
      origin: row.origin,
      version: row.version,
      contentHash: row.content_hash,
      changedAt: row.changed_at.getTime(),
      deleted: row.deleted_at !== null,
      mark: row.raw_mark ?? undefined,
      flags: [],
    });
  }
  if (kind === 'dossier' && byKey.size > 0) await addDossierFacts(client, [...byKey.values()]);
  return byKey;
}

/** Locks all that recording these keys may touch: the subjects as {@link lockStored} does, then all their lanes by id. */
export async function lockWhole(
  client: Queryable,
  kind: SubjectKind,
  keys: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id from subject where kind = $1 and natural_key = any($2::text[])
      order by origin, kind, natural_key for no key update`,
    [kind, keys],
  );
  await client.query('select id from lane where subject_id = any($1::bigint[]) order by id for update', [
    rows.map(({ id }) => id),
  ]);
}

async function addDossierFacts(client: Queryable, subjects: readonly StoredSubject[]): Promise<void> {
  const { rows } = await client.query<DossierRow>(
    `select d.subject_id, d.state, d.received_at, d.flags,
        (select max(t.at) from trace_entry t
          where t.dossier_id = d.subject_id and t.state in (9, 10) and t.removed_version is null) as finished_entry_at
      from dossier d where d.subject_id = any($1::bigint[])`,
    [subjects.map(({ id }) => id)],
  );
  const byId = new Map(rows.map((row) => [row.subject_id, row]));
  for (const subject of subjects) {
    const row = byId.get(subject.id);
    if (!row || !isDossierState(row.state)) continue;
    subject.flags = row.flags;
    subject.from = {
      state: row.state,
      ...(row.received_at ? { receivedAt: row.received_at.toISOString() } : {}),
      ...(row.finished_entry_at ? { lastFinishedEntryAt: row.finished_entry_at.toISOString() } : {}),
    };
  }
}

/** What deciding asks of the versions behind a subject's row. */
export interface Standing {
  /** The newest snapshots of these subjects, by id, with agencies under the codes that they have now. */
  snapshots(ids: readonly string[]): Promise<ReadonlyMap<string, SubjectRecord>>;
  /** Which of these (subject, content) pairs have been a version before, as {@link seenKey} writes them. */
  seen(pairs: readonly { id: string; hash: Buffer }[]): Promise<ReadonlySet<string>>;
  /** The last state other than 10 that a dossier had. */
  lastOtherThanReturned(subject: StoredSubject): Promise<DossierState | undefined>;
}

/** What the store has. */
export function storedStanding(client: Queryable, sealer: Sealer): Standing {
  return {
    snapshots: async (ids) => namedAsNow(client, await loadSnapshots(client, sealer, ids)),
    seen: (pairs) => loadSeen(client, pairs),
    lastOtherThanReturned: (subject) => lastOtherThanReturned(client, sealer, subject),
  };
}

/** Which of these (subject, content) pairs have been a version before: `<id> <hash hex>`. */
async function loadSeen(
  client: Queryable,
  pairs: readonly { id: string; hash: Buffer }[],
): Promise<Set<string>> {
  if (pairs.length === 0) return new Set();
  const { rows } = await client.query<{ subject_id: string; content_hash: Buffer }>(
    `select distinct v.subject_id, v.content_hash
      from unnest($1::bigint[], $2::bytea[]) as wanted(subject_id, content_hash)
      join subject_version v on v.subject_id = wanted.subject_id and v.content_hash = wanted.content_hash`,
    [pairs.map(({ id }) => id), pairs.map(({ hash }) => hash)],
  );
  return new Set(rows.map((row) => seenKey(row.subject_id, row.content_hash)));
}

export function seenKey(id: string, hash: Buffer): string {
  return `${id} ${hash.toString('hex')}`;
}

/** The newest snapshots of these subjects, by id. */
export async function loadSnapshots(
  client: Queryable,
  sealer: Sealer,
  ids: readonly string[],
): Promise<Map<string, SubjectRecord>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ subject_id: string; snapshot: Buffer }>(
    `select v.subject_id, v.snapshot from subject s join subject_version v on v.subject_id = s.id and v.version = s.version
      where s.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.subject_id, sealer.openJson<SubjectRecord>(row.snapshot)]));
}

/** The last state other than 10 among a dossier's stored versions; only asked for a 10 without `NgayKetThucXuLy`. */
async function lastOtherThanReturned(
  client: Queryable,
  sealer: Sealer,
  subject: StoredSubject,
): Promise<DossierState | undefined> {
  if (subject.from && subject.from.state !== 10) return subject.from.state;
  const { rows } = await client.query<{ snapshot: Buffer }>(
    'select snapshot from subject_version where subject_id = $1 order by version desc limit 100',
    [subject.id],
  );
  for (const { snapshot } of rows) {
    const record = sealer.openJson<SubjectRecord>(snapshot);
    if (record.kind === 'dossier' && record.state !== 10) return record.state;
  }
  return undefined;
}
