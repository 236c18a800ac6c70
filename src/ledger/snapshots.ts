import type { Principal } from '../access/principal.js';
import type { Account, Carried } from '../domain/ports.js';
import type { DossierRecord, NoticeRecord, SubjectRecord, TraceItem } from '../domain/records.js';
import { isDossierState } from '../domain/states.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import { loadEarlierContents } from './entry-history.js';
import { loadPartNumbers, type PartNumbers } from './part-numbers.js';
import type { Claim, ClaimedDelivery } from './types.js';

export type CarriedEntry = Extract<Carried, { type: 'trace' }>;

/** An entry that is DELIVERED, with the hash of what was sent where that is known. */
export interface DeliveredEntry {
  carried: CarriedEntry;
  payloadHash?: Buffer;
}

/** A lane's deliveries by lane id, or what they carry by delivery id. */
export interface Snapshots {
  account(principal: Principal, accountId: string): Promise<Account>;
  /** What each delivery of these claims carries, by delivery id; one whose version is gone is left out. */
  load(principal: Principal, claims: readonly Claim[]): Promise<Map<string, Carried>>;
  /** The ENTRYs of these lanes that are DELIVERED, by lane id: what a read-back is counted against. */
  delivered(principal: Principal, claims: readonly Claim[]): Promise<Map<string, DeliveredEntry[]>>;
  /** What edited trace entries said before, by entry id, newest first. */
  earlier(principal: Principal, entryIds: readonly number[]): Promise<Map<number, TraceItem[]>>;
}

interface Wanted {
  claim: Pick<Claim, 'laneId' | 'subjectId' | 'kind' | 'key' | 'form'>;
  delivery: Pick<ClaimedDelivery, 'id' | 'kind' | 'version' | 'phase' | 'generation' | 'entryId'>;
}

interface SnapshotRow {
  subject_id: string;
  version: number;
  origin: string;
  snapshot: Buffer;
}

interface DeliveredRow {
  id: string;
  lane_id: string;
  version: number;
  entry_id: number;
  payload_hash: Buffer | null;
}

interface EntryRow {
  id: number;
  at: Date;
  state: number;
  actor: string;
  title: string | null;
  department: string | null;
  note: string | null;
  begun_at: Date | null;
  due_at: Date | null;
}

/** Reads from the store what claimed deliveries carry: one query per kind of thing, for all claims together. */
export class StoredSnapshots implements Snapshots {
  constructor(
    private readonly database: Queryable,
    private readonly sealer: Sealer,
  ) {}

  async account(_principal: Principal, accountId: string): Promise<Account> {
    const { rows } = await this.database.query<{ id: string; portal: string; agency_code: string }>(
      'select id, portal, agency_code from portal_account where id = $1',
      [accountId],
    );
    const row = rows[0];
    if (!row) throw new Error(`no portal account ${accountId}`);
    return { id: row.id, portal: row.portal, agencyCode: row.agency_code };
  }

  load(_principal: Principal, claims: readonly Claim[]): Promise<Map<string, Carried>> {
    return this.#load(claims.flatMap((claim) => claim.deliveries.map((delivery) => ({ claim, delivery }))));
  }

  earlier(_principal: Principal, entryIds: readonly number[]): Promise<Map<number, TraceItem[]>> {
    return loadEarlierContents(this.database, this.sealer, entryIds);
  }

  async delivered(_principal: Principal, claims: readonly Claim[]): Promise<Map<string, DeliveredEntry[]>> {
    const byLane = new Map<string, DeliveredEntry[]>();
    const lanes = new Map(
      claims.filter(({ kind }) => kind === 'dossier').map((claim) => [claim.laneId, claim]),
    );
    if (lanes.size === 0) return byLane;
    const { rows } = await this.database.query<DeliveredRow>(
      `select id, lane_id, version, entry_id, payload_hash from delivery
        where lane_id = any($1::bigint[]) and kind = 'ENTRY' and state = 'DELIVERED'`,
      [[...lanes.keys()]],
    );
    const wanted = rows.flatMap(({ id, lane_id, version, entry_id }): Wanted[] => {
      const claim = lanes.get(lane_id);
      const delivery = { id, kind: 'ENTRY' as const, version, phase: 'PUBLISH' as const, generation: 0 };
      return claim ? [{ claim, delivery: { ...delivery, entryId: entry_id } }] : [];
    });
    const all = await this.#load(wanted);
    for (const { id, lane_id, payload_hash } of rows) {
      const carried = all.get(id);
      if (carried?.type !== 'trace') continue;
      const entry = payload_hash ? { carried, payloadHash: payload_hash } : { carried };
      byLane.set(lane_id, [...(byLane.get(lane_id) ?? []), entry]);
    }
    return byLane;
  }

  async #load(wanted: readonly Wanted[]): Promise<Map<string, Carried>> {
    const carried = new Map<string, Carried>();
    if (wanted.length === 0) return carried;
    const [records, entries, numbers] = await Promise.all([
      this.#records(wanted),
      this.#entries(wanted),
      this.#noticeNumbers(wanted),
    ]);
    const dossiers: { subjectId: string; version: number; record: DossierRecord }[] = [];
    for (const { claim, delivery } of wanted) {
      const found = records.get(`${claim.subjectId} ${delivery.version}`);
      if (delivery.kind === 'RECORD' && found?.record.kind === 'dossier') {
        dossiers.push({ subjectId: claim.subjectId, version: delivery.version, record: found.record });
      }
    }
    const parts = await loadPartNumbers(this.database, dossiers);
    for (const want of wanted) {
      const found = records.get(`${want.claim.subjectId} ${want.delivery.version}`);
      const what = found && carry(want, found, { entries, parts, numbers });
      if (what) carried.set(want.delivery.id, what);
    }
    return carried;
  }

  async #records(wanted: readonly Wanted[]): Promise<Map<string, { origin: string; record: SubjectRecord }>> {
    const pairs = new Map(
      wanted.map(({ claim, delivery }) => [
        `${claim.subjectId} ${delivery.version}`,
        [claim.subjectId, delivery.version],
      ]),
    );
    const { rows } = await this.database.query<SnapshotRow>(
      `select v.subject_id, v.version, s.origin, v.snapshot
        from unnest($1::bigint[], $2::integer[]) as wanted(subject_id, version)
        join subject_version v on v.subject_id = wanted.subject_id and v.version = wanted.version
        join subject s on s.id = v.subject_id`,
      [[...pairs.values()].map(([id]) => id), [...pairs.values()].map(([, version]) => version)],
    );
    return new Map(
      rows.map(({ subject_id, version, origin, snapshot }) => [
        `${subject_id} ${version}`,
        { origin, record: this.sealer.openJson<SubjectRecord>(snapshot) },
      ]),
    );
  }

  async #entries(wanted: readonly Wanted[]): Promise<Map<number, TraceItem>> {
    const ids = wanted.flatMap(({ delivery }) => (delivery.entryId === undefined ? [] : [delivery.entryId]));
    if (ids.length === 0) return new Map();
    const { rows } = await this.database.query<EntryRow>(
      `select id, at, state, actor, title, department, note, begun_at, due_at from trace_entry
        where id = any($1::integer[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, traceItemOf(row)]));
  }

  async #noticeNumbers(wanted: readonly Wanted[]): Promise<Map<string, number>> {
    const ids = wanted.filter(({ claim }) => claim.kind === 'notice').map(({ claim }) => claim.subjectId);
    if (ids.length === 0) return new Map();
    const { rows } = await this.database.query<{ subject_id: string; number: number }>(
      'select subject_id, number from notice where subject_id = any($1::bigint[])',
      [ids],
    );
    return new Map(rows.map(({ subject_id, number }) => [subject_id, number]));
  }
}

interface Parts {
  entries: ReadonlyMap<number, TraceItem>;
  parts: ReadonlyMap<string, PartNumbers>;
  numbers: ReadonlyMap<string, number>;
}

function carry(
  { claim, delivery }: Wanted,
  { origin, record }: { origin: string; record: SubjectRecord },
  { entries, parts, numbers }: Parts,
): Carried | undefined {
  const { subjectId, key, form } = claim;
  if (delivery.kind === 'ENTRY') {
    const entry = delivery.entryId === undefined ? undefined : entries.get(delivery.entryId);
    if (record.kind !== 'dossier' || !entry || delivery.entryId === undefined) return undefined;
    return { type: 'trace', subjectId, key, form: 'record', entryId: delivery.entryId, entry, record };
  }
  const { version, generation, phase } = delivery;
  const common = { subjectId, key, version, generation, phase, origin };
  if (record.kind === 'dossier') {
    const ids = parts.get(`${subjectId} ${version}`);
    return ids && { ...common, type: 'dossier', form: 'record', snapshot: { record, ...ids } };
  }
  if (record.kind === 'notice') return noticeOf(common, form, record, numbers.get(subjectId));
  return undefined;
}

function noticeOf(
  common: Omit<Extract<Carried, { type: 'notice' }>, 'type' | 'form' | 'snapshot'>,
  form: Claim['form'],
  record: NoticeRecord,
  number: number | undefined,
): Carried | undefined {
  return number === undefined ? undefined : { ...common, type: 'notice', form, snapshot: { record, number } };
}

function traceItemOf(row: EntryRow): TraceItem {
  if (!isDossierState(row.state)) throw new RangeError(`trace entry ${row.id} has state ${row.state}`);
  return {
    at: row.at.toISOString(),
    state: row.state,
    actor: row.actor,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.department === null ? {} : { department: row.department }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.begun_at === null ? {} : { begunAt: row.begun_at.toISOString() }),
    ...(row.due_at === null ? {} : { dueAt: row.due_at.toISOString() }),
  };
}
