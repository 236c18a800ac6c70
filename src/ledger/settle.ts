import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import type { Settlement } from './machine-port.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';
import type { ExchangeEnd, LaneVerdict, LookCause, Verdict } from './types.js';

/** What became of a lane's verdict: it stood, it came late but still in time (rule 11), or it is only evidence. */
export type LaneSettled = 'settled' | 'late-settled' | 'evidence-only';

type LaneRow = {
  id: string;
  task: 'SEND' | 'LOOK' | null;
  look_cause: LookCause | null;
  unanswered: number;
  look_waits: number;
  look_tries: number;
  natural_key: string;
  subject_kind: string;
  held: boolean;
  lost: boolean;
  moves: boolean;
};

export interface SettleOptions {
  sql?: LedgerSql;
  /** Jitter of backoffs, 0 to 1. */
  random?: () => number;
}

/**
 * Writes what one call meant: exchange, attempts, outcomes, receipts, and what each lane now knows (rules 10–16). A lane whose fence
 * or state moved on keeps only the evidence. Safe to repeat: the second time nothing is held any more.
 */
export async function settle(
  database: Transactor,
  principal: Principal,
  sealer: Sealer,
  settlement: Settlement,
  options: SettleOptions = {},
): Promise<Map<string, LaneSettled>> {
  return settleTogether(database, principal, sealer, [settlement], options);
}

/** The same for calls that ended at about the same time, in one transaction. No lane may be in two of them. */
export async function settleTogether(
  database: Transactor,
  _principal: Principal,
  sealer: Sealer,
  settlements: readonly Settlement[],
  { sql = ledgerSql, random = Math.random }: SettleOptions = {},
): Promise<Map<string, LaneSettled>> {
  const named = settlements.flatMap((settlement) => settlement.lanes.map((lane) => ({ lane, settlement })));
  const ended = settlements.flatMap(({ exchangeId, end }) =>
    exchangeId !== undefined && end ? [endOf(exchangeId, end, sealer)] : [],
  );
  return database.transaction(async (client) => {
    const result = new Map<string, LaneSettled>();
    if (named.length > 0) {
      const { rows } = await client.query<LaneRow>(sql.settle.lockSettledLanes, [
        named.map(({ lane }) => lane.laneId),
        named.map(({ lane }) => lane.fence),
        named.map(({ settlement }) => settlement.exchangeId ?? null),
      ]);
      const found = new Map(rows.map((row) => [row.id, row]));
      const planned = named.map(({ lane, settlement }) =>
        plan(lane, settlement, found.get(lane.laneId), sealer, random),
      );
      for (const { lane, fate } of planned) result.set(lane.laneId, fate);
      // Also when one fails the other is waited for: what it sent after the rollback would be outside of the transaction.
      const done = await Promise.allSettled([apply(client, planned, sql), endAll(client, ended, sql)]);
      for (const each of done) if (each.status === 'rejected') throw each.reason;
    } else {
      await endAll(client, ended, sql);
    }
    return result;
  });
}

/** A lane's row for `settleLanes`. */
interface LaneChange {
  id: string;
  keep: boolean;
  late: boolean;
  was_look: boolean;
  to_look: boolean;
  looked: number;
  unanswered: number;
  waited: number;
  retry_ms: number | null;
  jitter: number;
  adopting: boolean;
  remote_exists: boolean | null;
  remote_id: string | null;
  found: Record<string, number> | null;
}

interface Planned {
  lane: LaneVerdict;
  fate: LaneSettled;
  verdicts: object[];
  /** Row for `settleLanes`; absent: the lane is left alone. */
  row?: LaneChange;
  /** Row for `settleRest`; absent: the lane stays busy, or came late. */
  rest?: object;
  keep: boolean;
  /** Another account waits for the lane to be idle. */
  moves?: boolean;
}

function plan(
  lane: LaneVerdict,
  { exchangeId, end }: Settlement,
  row: LaneRow | undefined,
  sealer: Sealer,
  random: () => number,
): Planned {
  const late =
    row?.held !== true && row?.lost === true && lane.verdicts.some(({ type }) => type !== 'UNKNOWN');
  const fate: LaneSettled = row?.held ? 'settled' : late ? 'late-settled' : 'evidence-only';
  const ignored = fate === 'evidence-only';
  const keyHash = row ? sealer.keyedHash(row.natural_key).toString('hex') : null;
  const verdicts = lane.verdicts.map((verdict) => ({
    ...outcomeOf(verdict),
    delivery_id: verdict.deliveryId,
    lane_id: lane.laneId,
    exchange_id: exchangeId ?? null,
    catalogue_version: end?.catalogueVersion,
    profile_version: end?.profileVersion,
    late,
    ignored: ignored || (late && verdict.type === 'UNKNOWN'),
    jitter: random(),
    attempt_id: uuidv7(),
    receipt_id: uuidv7(),
    new_id: uuidv7(),
    key_hash: keyHash,
  }));
  const keep = lane.next === 'KEEP' && !late;
  if (!row || ignored) return { lane, fate, verdicts, keep };

  const wasLook = row.task === 'LOOK' && !late;
  const adopting = wasLook && row.look_cause === 'ADOPTION';
  const unanswered = wasLook && lane.noAnswer === 'counts' ? 1 : 0;
  const waited = wasLook && lane.noAnswer === 'unavailable' ? 1 : 0;
  const jitter = random();
  const retryMs = lane.retryAfterMs ?? null;
  return {
    lane,
    fate,
    verdicts,
    keep,
    moves: row.moves,
    row: {
      id: lane.laneId,
      keep,
      late,
      was_look: wasLook,
      to_look: lane.next === 'LOOK',
      looked: unanswered || waited ? 0 : 1,
      unanswered,
      waited,
      retry_ms: retryMs,
      jitter,
      adopting: adopting && row.subject_kind === 'dossier',
      remote_exists: lane.remoteExists ?? null,
      remote_id: lane.remoteId ?? null,
      found: lane.foundEntries ? countsOf(lane.foundEntries) : null,
    },
    ...(keep || late
      ? {}
      : {
          rest: {
            id: lane.laneId,
            hold: unanswered === 1 && row.unanswered + 1 >= row.look_tries,
            adopting,
            tries: unanswered ? row.unanswered + 1 : waited ? row.look_waits + 1 : 1,
            retry_ms: retryMs,
            jitter,
          },
        }),
  };
}

function outcomeOf(verdict: Verdict) {
  const base = { outcome: verdict.type, state: 'PENDING', uses: 0, turn: 0, waited: 0 };
  switch (verdict.type) {
    case 'DELIVERED':
    case 'REFUSED':
      return {
        ...base,
        state: verdict.type,
        ...(verdict.type === 'DELIVERED' ? { proof: verdict.proof } : {}),
        code: verdict.code,
        message: verdict.message,
        flags: verdict.flags,
        payload_hash: verdict.payloadHash?.toString('hex'),
      };
    case 'HELD':
      return {
        ...base,
        state: 'HELD',
        hold_reason: verdict.reason,
        hold_field: verdict.field,
        message: verdict.message,
        flags: verdict.flags,
      };
    case 'UNKNOWN':
      return {
        ...base,
        state: 'UNKNOWN',
        message: verdict.error,
        payload_hash: verdict.payloadHash?.toString('hex'),
      };
    case 'AGAIN':
      return {
        ...base,
        uses: verdict.usesAttempt ? 1 : 0,
        turn: verdict.turn ? 1 : 0,
        waited: verdict.usesAttempt || verdict.delayMs === 0 ? 0 : 1,
        delay_ms: verdict.delayMs,
        code: verdict.code,
        message: verdict.message,
      };
    case 'RECORD_FIRST':
      return {
        ...base,
        turn: 1,
        delay_ms: 0,
        record_first: true,
        code: verdict.code,
        message: verdict.message,
      };
  }
}

function countsOf(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

async function apply(client: Queryable, planned: readonly Planned[], sql: LedgerSql): Promise<void> {
  const changed = await applyVerdicts(client, planned, sql);
  const rows = planned.flatMap(({ row }) => (row ? [row] : [])).map((row) => known(row, changed));
  if (rows.length === 0) return;
  const lanes = [rows.map(({ id }) => id)];
  const rest = planned.flatMap((one) => (one.rest ? [one.rest] : []));
  const blind = rows.filter((row) => row.blind).map(({ id }) => id);
  // One after the other for the store, but none waits here for the one before.
  const [came] = await Promise.all([
    rest.length > 0 ? client.query(sql.settle.settleRest, [JSON.stringify(rest)]) : undefined,
    client.query(sql.settle.settleLanes, [JSON.stringify(rows)]),
    blind.length > 0 ? client.query(sql.settle.holdBlindEntries, [blind]) : undefined,
    planned.some(({ moves }) => moves) ? client.query(sql.expiry.moveAccounts, lanes) : undefined,
    client.query(sql.shared.recount, lanes),
  ]);
  if (!came?.rowCount) return;
  // Something came back that a newer RECORD may have overtaken.
  await Promise.all([client.query(sql.shared.supersede, lanes), client.query(sql.shared.recount, lanes)]);
}

type ChangedRow = { id: string; lane_id: string; state: string; phase: string };

async function applyVerdicts(
  client: Queryable,
  planned: readonly Planned[],
  sql: LedgerSql,
): Promise<ChangedRow[]> {
  const verdicts = planned.flatMap((one) => one.verdicts);
  if (verdicts.length === 0) return [];
  const { rows } = await client.query<ChangedRow>(sql.settle.applyVerdicts, [JSON.stringify(verdicts)]);
  return rows;
}

/** What was delivered says that the subject is there, unless the call said otherwise; an entry says it of its dossier. */
function known(row: LaneChange, changed: readonly ChangedRow[]) {
  const published = changed.some(
    ({ lane_id, state, phase }) => lane_id === row.id && state === 'DELIVERED' && phase === 'PUBLISH',
  );
  const exists = row.remote_exists ?? (published ? true : null);
  return {
    ...row,
    remote_exists: exists,
    contact: exists !== null,
    blind: row.adopting && exists === true && row.found === null,
  };
}

async function endAll(client: Queryable, ended: readonly unknown[][], sql: LedgerSql): Promise<void> {
  if (ended.length > 0) await client.query(sql.settle.endExchanges, columnsOf(ended));
}

/** A row for `endExchanges`, its evidence sealed. */
function endOf(exchangeId: string, end: ExchangeEnd, sealer: Sealer): unknown[] {
  return [
    exchangeId,
    end.httpStatus ?? null,
    end.outcome,
    end.error ?? null,
    sealer.sealJson(end.request ?? null),
    sealer.seal(end.response),
    end.sessionGeneration ?? null,
    end.catalogueVersion,
    end.profileVersion,
  ];
}

function columnsOf(rows: readonly unknown[][]): unknown[][] {
  return (rows[0] ?? []).map((_value, column) => rows.map((row) => row[column]));
}
