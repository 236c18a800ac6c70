import type { Principal } from '../access/principal.js';
import type { DocumentRecord } from '../domain/kinds/document.js';
import { givenUpAs } from '../domain/kinds/document-fold.js';
import { type Queryable, sqlState } from '../store/database.js';
import { writePlain } from '../store/kinds/index.js';
import { contentHash, type Writing } from './record/decide.js';
import { isOfData } from './record/index.js';
import { lockStored, readStored, type StoredSubject, storedStanding } from './record/stored.js';
import { together } from './record/together.js';
import { writeSubjects } from './record/write-subjects.js';
import { knownCodes, markRenamed, movedIn, renamedFor } from './renamed-codes.js';
import { recording } from './transaction.js';
import type { IntakeDeps } from './types.js';

/** Documents of one transaction. */
const AT_ONCE = 100;

type Moved = ReadonlyMap<string, string>;

/** Versions written, and documents that had to stay under their former code. */
interface Renamed {
  written: number;
  left: number;
}

const NOTHING: Renamed = { written: 0, left: 0 };
const STAYS: Renamed = { written: 0, left: 1 };

/**
 * After units came: documents that stand under a code which the unit table now knows as another form of a unit's are put under the table's own, and so is what
 * names them. Where the document stands there already, for a row or package made a second one meanwhile, the two become one: what was said of either is
 * known of it, and the other is given up, its versions kept. Looks only when units have other codes than when it last ended, and once more after that.
 * Each batch is a transaction; stopped anywhere, the next turn goes on. One that the store refuses, or that another source has written under the code of now,
 * stays as it is, hinders no other, and is tried again once a day. Gives how many versions were written.
 */
export async function renameDocuments(
  deps: IntakeDeps,
  _principal: Principal,
  signal?: AbortSignal,
): Promise<number> {
  const codes = await knownCodes(deps.database);
  const now = deps.clock.now();
  const passes = await renamedFor(deps.database, codes, now);
  if (!passes.due) return 0;
  let renamed = 0;
  let left = 0;
  const moved = await movedIn(deps.database);
  for (let after: string | undefined = ''; moved.size > 0 && after !== undefined; ) {
    if (signal?.aborted) return renamed;
    const from: string = after;
    const batch = await recording(deps, (client) => renameBatch(deps, client, moved, from));
    renamed += batch.written;
    left += batch.left;
    after = batch.last;
  }
  await markRenamed(deps.database, codes, passes, left > 0, now);
  return renamed;
}

/** Those under such a code, and those that say they answer or replace one that is. */
async function renameBatch(
  deps: IntakeDeps,
  client: Queryable,
  moved: Moved,
  after: string,
): Promise<Renamed & { last: string | undefined }> {
  const { rows } = await client.query<{ key: string }>(
    `select s.natural_key as key from subject s where s.kind = 'document' and s.deleted_at is null and s.natural_key > $2
        and (split_part(s.natural_key, ',', 1) = any($1::text[]) or exists (
          select from document d, unnest(d.response_for || d.replaces) named
            where d.subject_id = s.id and split_part(named, ',', 1) = any($1::text[])))
      order by s.natural_key limit $3`,
    [[...moved.keys()], after, AT_ONCE],
  );
  const keys = rows.map(({ key }) => key);
  // All of them in the order of all, before the first is written.
  await lockStored(client, 'document', [...new Set(keys.flatMap((key) => [key, keyNow(key, moved)]))]);
  let written = 0;
  let left = 0;
  for (const key of keys) {
    const one = await renameApart(deps, client, key, keyNow(key, moved));
    written += one.written;
    left += one.left;
  }
  return { written, left, last: keys.length < AT_ONCE ? undefined : keys.at(-1) };
}

function keyNow(key: string, moved: Moved): string {
  const [organ = '', ...rest] = key.split(',');
  return [moved.get(organ) ?? organ, ...rest].join(',');
}

/** What the store refuses of one document is undone and told. */
async function renameApart(deps: IntakeDeps, client: Queryable, key: string, now: string): Promise<Renamed> {
  await client.query('savepoint renamed');
  try {
    const renamed = await renameOne(deps, client, key, now);
    await client.query('release savepoint renamed');
    return renamed;
  } catch (error) {
    if (!isOfData(error)) throw error;
    await client.query('rollback to savepoint renamed');
    await client.query('release savepoint renamed');
    deps.warn('a document could not be put under the code that its agency has now', {
      sqlState: sqlState(error) ?? '',
    });
    return STAYS;
  }
}

/** As it stands at this moment: one before it in the batch may have become one with it. */
async function renameOne(deps: IntakeDeps, client: Queryable, key: string, now: string): Promise<Renamed> {
  const stored = await readStored(client, 'document', [key, now]);
  const subject = stored.get(key);
  if (!subject || subject.deleted) return NOTHING;
  const other = now === key ? undefined : stored.get(now);
  const known = await storedStanding(client, deps.sealer).snapshots(
    [subject, ...(other ? [other] : [])].map(({ id }) => id),
  );
  const record = known.get(subject.id);
  // Another code than a moment ago: units have changed meanwhile, and the next turn looks again.
  if (record?.kind !== 'document' || record.code !== now) return NOTHING;
  const writing = (of: StoredSubject, given: DocumentRecord) =>
    write(deps, client, subject.origin, of, given);
  if (!other) {
    if (now !== key)
      await client.query('update subject set natural_key = $2 where id = $1', [subject.id, now]);
    return { written: await writing(subject, record), left: 0 };
  }
  const standing = known.get(other.id);
  if (other.origin !== subject.origin || standing?.kind !== 'document') {
    deps.warn('a document stands under another code of its agency, written by another source', {
      source: subject.origin,
    });
    return STAYS;
  }
  const at = new Date(Math.max(subject.changedAt, other.changedAt)).toISOString();
  const kept = await writing(other, together(standing, record) as DocumentRecord);
  return { written: kept + (await writing(subject, givenUpAs(key, record, at))), left: 0 };
}

/** Writes what differs from what stands there. A name is no change at the source: the time of change stays what it was. */
async function write(
  { sealer, clock }: IntakeDeps,
  client: Queryable,
  origin: string,
  stored: StoredSubject,
  given: DocumentRecord,
): Promise<number> {
  const hash = contentHash(given);
  if (hash.equals(stored.contentHash)) return 0;
  const changedAt = new Date(Math.max(stored.changedAt, Date.parse(given.changedAt))).toISOString();
  const record = { ...given, changedAt };
  const candidate = { raw: { raw: {}, place: {} }, problems: [], references: [], record };
  const writing: Writing = { candidate, record, hash, stored, flags: [] };
  const context = {
    ...({ client, sealer, kind: 'document', origin, runId: null } as const),
    now: new Date(clock.now()),
  };
  const { written } = await writeSubjects(context, [writing]);
  await writePlain(
    'document',
    context,
    written.map(({ id, isNew }) => ({ id, record, isNew })),
  );
  return written.length;
}
