import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import type { Settlement } from './machine-port.js';
import { type LaneChange, type LaneRow, type LaneSettled, type Planned, plan } from './settle-plan.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';
import type { ExchangeEnd } from './types.js';

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
