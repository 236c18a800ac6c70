import type { Flag } from '../../domain/delivery.js';
import type { DossierRecord, TraceItem } from '../../domain/records.js';
import { matchTrace, type StoredEntry } from '../../domain/trace.js';
import type { Queryable } from '../../store/database.js';
import { bytesText, type Columns, insertRows, type Row } from '../../store/rows.js';

interface Dossier {
  id: string;
  version: number;
  isNew: boolean;
  record: DossierRecord;
}

interface EntryRow {
  id: number;
  dossier_id: string;
  at: Date;
  state: number;
  actor: string;
  ordinal: number;
  content_hash: Buffer;
  removed_version: number | null;
}

const ADDED: Columns = {
  dossier_id: 'bigint',
  at: 'timestamptz',
  state: 'smallint',
  actor: 'text',
  ordinal: 'integer',
  title: 'text',
  department: 'text',
  note: 'text',
  begun_at: 'timestamptz',
  due_at: 'timestamptz',
  content_hash: 'bytea',
  first_version: 'integer',
  flags: 'text[]',
};

interface Edit {
  id: number;
  version: number;
  item: TraceItem;
  contentHash: string;
}

/** Brings the trace entries of these dossiers up to their new version; ids of entries never change. */
export async function writeTraces(client: Queryable, dossiers: readonly Dossier[]): Promise<void> {
  const stored = await loadEntries(client, dossiers);
  const added: Row[] = [];
  const edited: Edit[] = [];
  const removed: { id: number; version: number }[] = [];
  const restored: number[] = [];
  for (const { id, version, isNew, record } of dossiers) {
    const change = matchTrace(stored.get(id) ?? [], record.trace);
    for (const entry of change.added) {
      const flags: Flag[] = entry.backDated && !isNew ? ['BACK_DATED'] : [];
      added.push({
        ...contentOf(entry.item),
        dossier_id: id,
        at: entry.item.at,
        state: entry.item.state,
        actor: entry.item.actor,
        ordinal: entry.ordinal,
        content_hash: bytesText(Buffer.from(entry.contentHash, 'hex')),
        first_version: version,
        flags,
      });
    }
    edited.push(...change.edited.map((edit) => ({ ...edit, version })));
    removed.push(...change.removed.map((entry) => ({ id: entry, version })));
    restored.push(...change.restored);
  }
  const sent = await loadSent(
    client,
    dossiers.filter(({ isNew }) => !isNew).map(({ id }) => id),
    [...edited, ...removed].map(({ id }) => id),
  );
  await insertRows(client, 'trace_entry', ADDED, added);
  await writeEdits(client, edited, sent);
  await writeRemovals(client, removed, sent);
  if (restored.length > 0) {
    await client.query(
      `update trace_entry set removed_version = null, flags = array_remove(flags, 'REMOVED_AFTER_SENDING')
        where id = any($1::integer[])`,
      [restored],
    );
  }
}

function contentOf(item: TraceItem): Row {
  const { title, department, note, begunAt, dueAt } = item;
  return { title, department, note, begun_at: begunAt, due_at: dueAt };
}

async function loadEntries(
  client: Queryable,
  dossiers: readonly Dossier[],
): Promise<Map<string, StoredEntry[]>> {
  const known = dossiers.filter(({ isNew }) => !isNew).map(({ id }) => id);
  const byDossier = new Map<string, StoredEntry[]>();
  if (known.length === 0) return byDossier;
  const { rows } = await client.query<EntryRow>(
    `select id, dossier_id, at, state, actor, ordinal, content_hash, removed_version from trace_entry
      where dossier_id = any($1::bigint[])`,
    [known],
  );
  for (const row of rows) {
    const entries = byDossier.get(row.dossier_id) ?? [];
    byDossier.set(row.dossier_id, entries);
    entries.push({
      id: row.id,
      at: row.at.toISOString(),
      state: row.state,
      actor: row.actor,
      ordinal: row.ordinal,
      contentHash: row.content_hash.toString('hex'),
      removed: row.removed_version !== null,
    });
  }
  return byDossier;
}

/**
 * Which of these entries a portal may have by now. The lanes of all these dossiers are locked first, by id and after the
 * subjects as everywhere, so that none can leave with its old content between this look and our commit.
 */
async function loadSent(
  client: Queryable,
  dossiers: readonly string[],
  entries: readonly number[],
): Promise<Set<number>> {
  if (entries.length === 0) return new Set();
  await client.query('select id from lane where subject_id = any($1::bigint[]) order by id for update', [
    dossiers,
  ]);
  const { rows } = await client.query<{ entry_id: number }>(
    `select distinct entry_id from delivery
      where entry_id = any($1::integer[]) and state in ('SENDING', 'UNKNOWN', 'DELIVERED')`,
    [entries],
  );
  return new Set(rows.map(({ entry_id }) => entry_id));
}

async function writeEdits(
  client: Queryable,
  edits: readonly Edit[],
  sent: ReadonlySet<number>,
): Promise<void> {
  if (edits.length === 0) return;
  const rows = edits.map(({ id, version, item, contentHash }) => ({
    ...contentOf(item),
    id,
    version,
    content_hash: bytesText(Buffer.from(contentHash, 'hex')),
    sent: sent.has(id),
  }));
  await client.query(
    `update trace_entry t set title = e.title, department = e.department, note = e.note, begun_at = e.begun_at,
        due_at = e.due_at, content_hash = e.content_hash, edited_version = e.version,
        flags = case when e.sent and not 'EDITED_AFTER_SENDING' = any(t.flags)
          then array_append(t.flags, 'EDITED_AFTER_SENDING') else t.flags end
      from jsonb_to_recordset($1::jsonb) as e(id integer, version integer, title text, department text, note text,
        begun_at timestamptz, due_at timestamptz, content_hash bytea, sent boolean)
      where t.id = e.id`,
    [JSON.stringify(rows)],
  );
}

async function writeRemovals(
  client: Queryable,
  removals: readonly { id: number; version: number }[],
  sent: ReadonlySet<number>,
): Promise<void> {
  if (removals.length === 0) return;
  await client.query(
    `update trace_entry t set removed_version = e.version,
        flags = case when e.sent and not 'REMOVED_AFTER_SENDING' = any(t.flags)
          then array_append(t.flags, 'REMOVED_AFTER_SENDING') else t.flags end
      from unnest($1::integer[], $2::integer[], $3::boolean[]) as e(id, version, sent)
      where t.id = e.id`,
    [
      removals.map(({ id }) => id),
      removals.map(({ version }) => version),
      removals.map(({ id }) => sent.has(id)),
    ],
  );
}
