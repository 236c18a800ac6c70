import type { Principal } from '../access/principal.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';

/** An account with lanes that wait for a time; `ready`: something can be claimed now. */
export interface AccountReadiness {
  portal: string;
  accountId: string;
  agencyCode: string;
  ready: boolean;
  /** When the next lane is due; may be past. */
  nextAt: Date;
}

/** The accounts of portals that are on with something to send or to look at, now or at a known time. */
export async function readyAccounts(
  database: Transactor,
  _principal: Principal,
  sql: LedgerSql = ledgerSql,
): Promise<AccountReadiness[]> {
  const { rows } = await database.query<{
    portal: string;
    id: string;
    agency_code: string;
    ready: boolean;
    next_at: Date;
  }>(sql.ready.readyAccounts);
  return rows.map((row) => ({
    portal: row.portal,
    accountId: row.id,
    agencyCode: row.agency_code,
    ready: row.ready,
    nextAt: row.next_at,
  }));
}

/**
 * The sweep's part of rule 1: gives idle lanes with something due their true `ready_at`, should a wake-up be missing.
 * Returns how many it looked at.
 */
export async function sweepReady(
  database: Transactor,
  _principal: Principal,
  limit = 500,
  sql: LedgerSql = ledgerSql,
): Promise<number> {
  return database.transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(sql.ready.lockStaleLanes, [limit]);
    if (rows.length === 0) return 0;
    const lanes = [rows.map(({ id }) => id)];
    await client.query(sql.expiry.moveAccounts, lanes);
    await client.query(sql.shared.supersede, lanes);
    await client.query(sql.shared.recount, lanes);
    return rows.length;
  });
}
