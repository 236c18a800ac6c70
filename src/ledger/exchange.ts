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
  _principal: Principal,
  opening: ExchangeOpening,
  sql: LedgerSql = ledgerSql,
): Promise<{ exchangeId: string }> {
  const { claims, deliveryIds } = opening;
  const lanes = claims.map(({ laneId }) => laneId);
  const fences = claims.map(({ fence }) => fence);
  return database.transaction(async (client) => {
    const held = await client.query<{ id: string; account_id: string; portal: string; task: LaneTask }>(
      sql.exchange.lockHeldLanes,
      [lanes, fences],
    );
    const first = held.rows[0];
    const there = new Set(held.rows.map(({ id }) => id));
    if (there.size < lanes.length || !first) throw new LanesLost(lanes.filter((id) => !there.has(id)));
    // A read-back in the middle of a split batch says LOOK although its lane is claimed to send.
    const task = claims[0]?.task ?? first.task;
    const exchangeId = uuidv7();
    const marked = await client.query<{ id: string }>(sql.exchange.insertExchange, [
      exchangeId,
      first.account_id,
      first.portal,
      task,
      opening.operation,
      lanes,
      fences,
      deliveryIds,
      opening.worker,
      opening.answerTimeoutMs,
    ]);
    if (task === 'SEND' && marked.rows.length !== new Set(deliveryIds).size) throw new LanesLost(lanes);
    return { exchangeId };
  });
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
