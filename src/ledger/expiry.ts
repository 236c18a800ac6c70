import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';
import type { HeldLane } from './machine-port.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';

/**
 * Ends the leases that are over (rule 9), at most `limit`; returns how many lanes. What was in no opened call goes back to PENDING,
 * the rest is UNKNOWN and looked at `readBackDelays[0]` after its call counts as lost.
 */
export async function expire(
  database: Transactor,
  _principal: Principal,
  limit = 500,
  sql: LedgerSql = ledgerSql,
): Promise<number> {
  return database.transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(sql.expiry.expireLanes, [limit]);
    await letGo(client, rows, sql);
    return rows.length;
  });
}

/** Gives lanes back: at a stop, or when there is no time to send. What was not sent is PENDING at once. */
export async function releaseClaims(
  database: Transactor,
  _principal: Principal,
  lanes: readonly HeldLane[],
  sql: LedgerSql = ledgerSql,
): Promise<void> {
  if (lanes.length === 0) return;
  await database.transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(sql.expiry.releaseLanes, [
      lanes.map(({ laneId }) => laneId),
      lanes.map(({ fence }) => fence),
    ]);
    await letGo(client, rows, sql);
    if (rows.length > 0) await client.query(sql.shared.wake);
  });
}

async function letGo(client: Queryable, rows: readonly { id: string }[], sql: LedgerSql): Promise<void> {
  if (rows.length === 0) return;
  const lanes = [rows.map(({ id }) => id)];
  await client.query(sql.expiry.letGoDeliveries, lanes);
  await client.query(sql.expiry.letGoLanes, lanes);
  await client.query(sql.expiry.moveAccounts, lanes);
  await client.query(sql.shared.supersede, lanes);
  await client.query(sql.shared.recount, lanes);
}
