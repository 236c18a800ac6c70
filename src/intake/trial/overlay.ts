import type { Flag } from '../../domain/delivery.js';
import type { SubjectKind, SubjectRecord } from '../../domain/records.js';
import type { DossierState } from '../../domain/states.js';
import type { StepFrom } from '../../domain/steps.js';
import type { Queryable } from '../../store/database.js';
import type { Sealer } from '../../store/sealed.js';
import type { Decision } from '../record/decide.js';
import { readStored, type Standing, type StoredSubject, seenKey, storedStanding } from '../record/stored.js';

/** A subject as it would stand now. */
interface Kept {
  id: string;
  origin: string;
  version: number;
  /** Hex. */
  contentHash: string;
  changedAt: number;
  from?: StepFrom;
  flags: Flag[];
  /** Absent: only `changedAt` would have moved. */
  record?: SubjectRecord;
  /** Hex, of every version that would have been made. */
  hashes: string[];
  /** The last state other than 10 among them. */
  otherState?: DossierState;
}

/**
 * What a trial would have stored so far, laid over what the store has. It lies, sealed, in a temporary table of the trial's own
 * connection, so that memory does not grow with it; on a transaction that can only read, that is all that can be written.
 */
export class Overlay implements Standing {
  readonly #stored: Standing;
  /** Of the keys asked for last. */
  #kept = new Map<string, Kept>();
  #made = 0;

  private constructor(
    readonly client: Queryable,
    readonly sealer: Sealer,
  ) {
    this.#stored = storedStanding(client, sealer);
  }

  static async open(client: Queryable, sealer: Sealer): Promise<Overlay> {
    await client.query(
      `create temporary table trial_subject (kind text, key text collate "C", kept bytea, primary key (kind, key))`,
    );
    await client.query('set session characteristics as transaction read only');
    return new Overlay(client, sealer);
  }

  /** These keys as they would stand now; what deciding asks next is about them. */
  async look(kind: SubjectKind, keys: readonly string[]): Promise<Map<string, StoredSubject>> {
    const subjects = await readStored(this.client, kind, keys);
    const { rows } = await this.client.query<{ key: string; kept: Buffer }>(
      'select key, kept from trial_subject where kind = $1 and key = any($2::text[])',
      [kind, keys],
    );
    this.#kept = new Map();
    for (const { key, kept: sealed } of rows) {
      const kept = this.sealer.openJson<Kept>(sealed);
      this.#kept.set(kept.id, kept);
      subjects.set(key, subjectOf(key, kept));
    }
    return subjects;
  }

  /** Lays down what these decisions, about the keys of the last look, would have changed. */
  async keep(kind: SubjectKind, origin: string, decisions: readonly Decision[]): Promise<void> {
    const changed = new Map<string, Kept>();
    for (const decision of decisions) {
      const key = decision.fate === 'stored' ? decision.writing.record.code : decision.candidate.record?.code;
      const kept = key === undefined ? undefined : this.#after(origin, decision);
      if (key !== undefined && kept) changed.set(key, kept);
    }
    if (changed.size === 0) return;
    await this.client.query(
      `insert into trial_subject (kind, key, kept) select $1, key, kept from unnest($2::text[], $3::bytea[]) as k (key, kept)
        on conflict (kind, key) do update set kept = excluded.kept`,
      [kind, [...changed.keys()], [...changed.values()].map((kept) => this.sealer.sealJson(kept))],
    );
  }

  #after(origin: string, decision: Decision): Kept | undefined {
    if (decision.fate === 'unchanged') return this.#touched(decision);
    if (decision.fate !== 'stored') return undefined;
    const { record, hash, stored, flags } = decision.writing;
    const before = stored && this.#kept.get(stored.id);
    const contentHash = hash.toString('hex');
    const other = record.kind === 'dossier' && record.state !== 10 ? record.state : before?.otherState;
    this.#made += 1;
    return {
      // No subject has a negative id: what the store is asked about it, it does not know.
      id: stored?.id ?? `-${this.#made}`,
      origin,
      version: (stored?.version ?? 0) + 1,
      contentHash,
      changedAt: Date.parse(record.changedAt),
      ...(record.kind === 'dossier' ? { from: stepFrom(record) } : {}),
      flags,
      record,
      hashes: [...(before?.hashes ?? []), contentHash],
      ...(other === undefined ? {} : { otherState: other }),
    };
  }

  /** Seen again, its time of change moves forward. */
  #touched({ stored, candidate }: Extract<Decision, { fate: 'unchanged' }>): Kept | undefined {
    const changedAt = candidate.record && Date.parse(candidate.record.changedAt);
    if (!stored || changedAt === undefined || changedAt <= stored.changedAt) return undefined;
    const { id, origin, version, flags, from } = stored;
    const before = this.#kept.get(id) ?? { hashes: [] };
    const contentHash = stored.contentHash.toString('hex');
    return { ...before, id, origin, version, contentHash, flags, changedAt, ...(from ? { from } : {}) };
  }

  async snapshots(ids: readonly string[]): Promise<ReadonlyMap<string, SubjectRecord>> {
    const found = new Map(await this.#stored.snapshots(ids));
    for (const id of ids) {
      const record = this.#kept.get(id)?.record;
      if (record) found.set(id, record);
    }
    return found;
  }

  async seen(pairs: readonly { id: string; hash: Buffer }[]): Promise<ReadonlySet<string>> {
    const found = new Set(await this.#stored.seen(pairs));
    for (const { id, hash } of pairs) {
      if (this.#kept.get(id)?.hashes.includes(hash.toString('hex'))) found.add(seenKey(id, hash));
    }
    return found;
  }

  async lastOtherThanReturned(subject: StoredSubject): Promise<DossierState | undefined> {
    if (subject.from && subject.from.state !== 10) return subject.from.state;
    return this.#kept.get(subject.id)?.otherState ?? this.#stored.lastOtherThanReturned(subject);
  }
}

function subjectOf(key: string, kept: Kept): StoredSubject {
  const { id, origin, version, contentHash, changedAt, from, flags, record } = kept;
  return {
    ...{ id, key, origin, version, changedAt, flags },
    contentHash: Buffer.from(contentHash, 'hex'),
    deleted: record?.deleted === true,
    ...(from ? { from } : {}),
  };
}

/** What the next step of a dossier goes from, as its row and its trace would say it. */
function stepFrom(record: Extract<SubjectRecord, { kind: 'dossier' }>): StepFrom {
  const finished = record.trace
    .filter(({ state }) => state === 9 || state === 10)
    .map(({ at }) => Date.parse(at));
  const instant = (ms: number) => new Date(ms).toISOString();
  return {
    state: record.state,
    ...(record.receivedAt ? { receivedAt: instant(Date.parse(record.receivedAt)) } : {}),
    ...(finished.length > 0 ? { lastFinishedEntryAt: instant(Math.max(...finished)) } : {}),
  };
}
