import type { Principal } from '../access/principal.js';
import type { DocumentRecord } from '../domain/kinds/document.js';
import type { Queryable } from '../store/database.js';
import { writePlain } from '../store/kinds/index.js';
import { loadUnits } from './admit.js';
import { contentHash, type Writing } from './record/decide.js';
import { lockStored, type StoredSubject, storedStanding } from './record/stored.js';
import { together, without } from './record/together.js';
import { writeSubjects } from './record/write-subjects.js';
import { recording } from './transaction.js';
import type { IntakeDeps } from './types.js';

/** Documents of one transaction. */
const AT_ONCE = 100;

/**
 * After units came: documents that stand under a code which the unit table now knows as another form of a unit's are put under the table's own, and so is what
 * names them. Where the document stands there already, for a row or package made a second one meanwhile, the two become one: what was said of either is
 * known of it, and the other is given up, its versions kept. Each batch is a transaction; stopped anywhere, the next turn goes on. Gives how many were
 * written anew.
 */
export async function renameDocuments(
  deps: IntakeDeps,
  _principal: Principal,
  signal?: AbortSignal,
): Promise<number> {
  let renamed = 0;
  for (const [former, code] of await movedIn(deps.database)) {
    for (let after = ''; !signal?.aborted; ) {
      const batch = await recording(deps, (client) => renameBatch(deps, client, { former, code }, after));
      renamed += batch.written;
      if (batch.last === undefined) break;
      after = batch.last;
    }
  }
  return renamed;
}

/** What keys of documents begin with that is another form of a unit's code, and that code. */
async function movedIn(database: Queryable): Promise<[former: string, code: string][]> {
  const { rows } = await database.query<{ organ: string }>(
    `select distinct split_part(natural_key, ',', 1) as organ from subject
      where kind = 'document' and deleted_at is null and strpos(natural_key, ',') > 0`,
  );
  const unit = await loadUnits(
    database,
    rows.map(({ organ }) => organ),
  );
  return rows.flatMap(({ organ }) => {
    const code = unit(organ);
    return code === undefined || code === organ ? [] : [[organ, code] as [string, string]];
  });
}

/** Those under the code, and those that say they answer or replace one that is. */
async function renameBatch(
  deps: IntakeDeps,
  client: Queryable,
  { former, code }: { former: string; code: string },
  after: string,
): Promise<{ written: number; last?: string }> {
  const { rows } = await client.query<{ key: string }>(
    `select s.natural_key as key from subject s where s.kind = 'document' and s.deleted_at is null and s.natural_key > $2
        and (split_part(s.natural_key, ',', 1) = $1 or exists (
          select from document d, unnest(d.response_for || d.replaces) named where d.subject_id = s.id and split_part(named, ',', 1) = $1))
      order by s.natural_key limit $3`,
    [former, after, AT_ONCE],
  );
  const keys = rows.map(({ key }) => key);
  const keyNow = (key: string) => (key.startsWith(`${former},`) ? code + key.slice(former.length) : key);
  const stored = await lockStored(client, 'document', [
    ...new Set(keys.flatMap((key) => [key, keyNow(key)])),
  ]);
  const known = await storedStanding(client, deps.sealer).snapshots([...stored.values()].map(({ id }) => id));
  const writings: { origin: string; writing: Writing }[] = [];
  for (const key of keys) {
    const subject = stored.get(key);
    const record = subject && known.get(subject.id);
    if (!subject || record?.kind !== 'document') continue;
    const other = keyNow(key) === key ? undefined : stored.get(keyNow(key));
    const standing = other && known.get(other.id);
    if (other && (other.origin !== subject.origin || standing?.kind !== 'document')) {
      deps.warn('a document stands under another code of its agency, written by another source', {
        source: subject.origin,
      });
    } else if (other && standing?.kind === 'document') {
      const [kept, gone] = joined(subject, record, other, standing);
      writings.push(
        { origin: subject.origin, writing: writingOf(other, kept) },
        { origin: subject.origin, writing: writingOf(subject, gone) },
      );
    } else if (!contentHash(record).equals(subject.contentHash)) {
      await client.query('update subject set natural_key = $2 where id = $1', [subject.id, record.code]);
      writings.push({ origin: subject.origin, writing: writingOf(subject, record) });
    }
  }
  await write(deps, client, writings);
  const last = keys.at(-1);
  return { written: writings.length, ...(last === undefined || keys.length < AT_ONCE ? {} : { last }) };
}

/** All that is known of both under the code of now, and the one of before as given up. */
function joined(
  subject: StoredSubject,
  record: DocumentRecord,
  other: StoredSubject,
  standing: DocumentRecord,
): [kept: DocumentRecord, gone: DocumentRecord] {
  const changedAt = new Date(Math.max(subject.changedAt, other.changedAt)).toISOString();
  const tombstone = { ...record, code: subject.key, changedAt, deleted: true };
  return [
    together(standing, record) as DocumentRecord,
    without({ ...record, code: subject.key }, tombstone) as DocumentRecord,
  ];
}

/** A name is no change at the source: the time of change stays what it was. */
function writingOf(stored: StoredSubject, given: DocumentRecord): Writing {
  const changedAt = new Date(Math.max(stored.changedAt, Date.parse(given.changedAt))).toISOString();
  const record = { ...given, changedAt };
  const candidate = { raw: { raw: {}, place: {} }, problems: [], references: [], record };
  return { candidate, record, hash: contentHash(record), stored, flags: [] };
}

async function write(
  { sealer, clock }: IntakeDeps,
  client: Queryable,
  writings: readonly { origin: string; writing: Writing }[],
): Promise<void> {
  for (const origin of new Set(writings.map((each) => each.origin))) {
    const context = {
      client,
      sealer,
      kind: 'document',
      origin,
      runId: null,
      now: new Date(clock.now()),
    } as const;
    const own = writings.filter((each) => each.origin === origin).map(({ writing }) => writing);
    const { written } = await writeSubjects(context, own);
    await writePlain(
      'document',
      context,
      written.flatMap(({ id, record, isNew }) => (record.kind === 'document' ? [{ id, record, isNew }] : [])),
    );
  }
}
