import type { Principal } from '../access/principal.js';
import type { Account } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';

/** There is no account at all of this portal. */
export class NoAccount extends Error {
  override readonly name = 'NoAccount';
}

/** The agency's account at a portal, else the portal's first one. Throws {@link NoAccount}. */
export async function accountOf(
  database: Queryable,
  _principal: Principal,
  portal: string,
  agencyCode: string,
  sql: LedgerSql = ledgerSql,
): Promise<Account> {
  const { rows } = await database.query<{ id: string; agency_code: string }>(sql.switches.accountOfAgency, [
    portal,
    agencyCode,
  ]);
  const row = rows[0];
  if (!row) throw new NoAccount(`portal ${portal} has no account`);
  return { id: row.id, portal, agencyCode: row.agency_code };
}

/**
 * Gives lanes the account that now speaks for their unit, after units ended or accounts changed (rule 17): idle ones at once, the
 * others when they are settled. Deliveries that had no account leave, the new account's first contact is a look. Returns how many
 * lanes were moved.
 */
export async function assignAccounts(
  database: Transactor,
  _principal: Principal,
  portal: string,
  { page = 500, sql = ledgerSql }: { page?: number; sql?: LedgerSql } = {},
): Promise<number> {
  let moved = 0;
  let after = '0';
  for (;;) {
    const ids = await database.transaction(async (client) => {
      const { rows } = await client.query<{ id: string }>(sql.switches.lanesToMove, [portal, after, page]);
      if (rows.length === 0) return [];
      const found = rows.map(({ id }) => id);
      await client.query(sql.switches.lockLanes, [found]);
      await client.query(sql.switches.moveLanes, [found]);
      await client.query(sql.owe.followAccounts, [found]);
      await client.query(sql.shared.supersede, [found]);
      await client.query(sql.shared.recount, [found]);
      await client.query(sql.shared.wake);
      return found;
    });
    const last = ids.at(-1);
    if (last === undefined) return moved;
    moved += ids.length;
    after = last;
  }
}
