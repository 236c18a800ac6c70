import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../access/principal.js';
import type { LaneTask } from '../domain/delivery.js';
import type { ExchangeOpening, HeldLane } from './machine-port.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';

/** Lanes that are no longer held with their fence: whoever sent for them now would double. */
export class LanesLost extends Error {
  override readonly name = 'LanesLost';
  constructor(readonly laneIds: readonly string[]) {
    super(`${laneIds.length} lanes are no longer held`);
  }
}

/**
 * Commits that one call is about to begin (rule 8), before its first byte may leave. Either all lanes are still held, or nothing
 * is written and {@link LanesLost} names those that are not.
 */
export async function openExchange(
  database: Transactor,
  principal: Principal,
  opening: ExchangeOpening,
  sql: LedgerSql = ledgerSql,
): Promise<{ exchangeId: string }> {
  const [opened] = await openExchanges(database, principal, [opening], sql);
  if (opened === undefined || opened instanceof LanesLost) throw opened ?? new LanesLost([]);
  return opened;
}

/**
 * The same for calls that are ready at the same time, in one transaction: each has its own exchange, or its own
 * {@link LanesLost} in its place. No lane may be in two of them.
 */
export async function openExchanges(
  database: Transactor,
  _principal: Principal,
  openings: readonly ExchangeOpening[],
  sql: LedgerSql = ledgerSql,
): Promise<({ exchangeId: string } | LanesLost)[]> {
  const claims = openings.flatMap((opening) => opening.claims);
  return database.transaction(async (client) => {
    const held = await client.query<HeldRow>(sql.exchange.lockHeldLanes, [
      claims.map(({ laneId }) => laneId),
      claims.map(({ fence }) => fence),
    ]);
    const there = new Map(held.rows.map((row) => [row.id, row]));
    const planned = openings.map((opening) => ({ opening, row: rowOf(opening, there) }));
    const rows = planned.flatMap(({ row }) => (row ? [row] : []));
    const { rows: opened } =
      rows.length > 0
        ? await client.query<{ id: string }>(sql.exchange.insertExchanges, [JSON.stringify(rows)])
        : { rows: [] };
    const committed = new Set(opened.map(({ id }) => id));
    return planned.map(({ opening, row }) => {
      if (row && committed.has(row.id)) return { exchangeId: row.id };
      const lanes = opening.claims.map(({ laneId }) => laneId);
      return new LanesLost(row ? lanes : lanes.filter((id) => !there.has(id)));
    });
  });
}

interface HeldRow extends Record<string, unknown> {
  id: string;
  account_id: string;
  portal: string;
  task: LaneTask;
}

/** Undefined when one of its lanes is no longer held. */
function rowOf(opening: ExchangeOpening, there: ReadonlyMap<string, HeldRow>) {
  const { claims } = opening;
  const lanes = claims.map(({ laneId }) => laneId);
  const first = there.get(lanes[0] ?? '');
  if (!first || !lanes.every((id) => there.has(id))) return undefined;
  return {
    id: uuidv7(),
    account_id: first.account_id,
    portal: first.portal,
    // A read-back in the middle of a split batch says LOOK although its lane is claimed to send.
    task: claims[0]?.task ?? first.task,
    operation: opening.operation,
    lanes,
    fences: claims.map(({ fence }) => fence),
    deliveries: [...new Set(opening.deliveryIds)],
    worker: opening.worker,
    answer_ms: opening.answerTimeoutMs,
  };
}

/** Puts the end of the leases off; returns the ids of the lanes that are still held. */
export async function renewLeases(
  database: Transactor,
  _principal: Principal,
  lanes: readonly HeldLane[],
  leaseMs: number,
  sql: LedgerSql = ledgerSql,
): Promise<ReadonlySet<string>> {
  if (lanes.length === 0) return new Set();
  const { rows } = await database.query<{ id: string }>(sql.exchange.extendLeases, [
    lanes.map(({ laneId }) => laneId),
    lanes.map(({ fence }) => fence),
    leaseMs,
  ]);
  return new Set(rows.map(({ id }) => id));
}
