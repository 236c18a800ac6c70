import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { Transactor } from './transactor.js';

/** A portal as the environment configures it. Address and secrets stay there. */
export interface PortalSetting {
  code: string;
  /** The account that is made when the portal has none: it speaks for all units. */
  agencyCode: string;
  profileVersion: string;
  capabilities?: Readonly<Record<string, unknown>>;
}

/**
 * Makes the rows of the environment's portals; rows that are there keep their accounts, units, dates and switch. A portal made here
 * is on and so owed everything from then on; what was stored before is owed by `backfill`.
 */
export async function ensurePortals(
  database: Transactor,
  _principal: Principal,
  portals: readonly PortalSetting[],
  sql: LedgerSql = ledgerSql,
): Promise<void> {
  await database.transaction(async (client) => {
    for (const { code, agencyCode, profileVersion, capabilities } of portals) {
      await client.query(sql.switches.insertPortal, [
        code,
        JSON.stringify(capabilities ?? {}),
        profileVersion,
      ]);
      await client.query(sql.switches.insertAccount, [code, agencyCode]);
    }
  });
}

/**
 * Switches a portal on or off while nobody owes (rule 18). Off: nothing is claimed or looked at, calls in flight settle, intake goes on
 * owing. After switching on run `backfill`. False: there is no such portal.
 */
export async function switchPortal(
  database: Transactor,
  _principal: Principal,
  portal: string,
  on: boolean,
  sql: LedgerSql = ledgerSql,
): Promise<boolean> {
  return database.transaction(async (client) => {
    await client.query(sql.shared.holdSwitches);
    const { rowCount } = await client.query(sql.switches.setEnabled, [portal, on]);
    if (on) await client.query(sql.shared.wake);
    return rowCount === 1;
  });
}

/** Whether the store has this portal. */
export async function isPortal(
  database: Queryable,
  _principal: Principal,
  code: string,
  sql: LedgerSql = ledgerSql,
): Promise<boolean> {
  const { rowCount } = await database.query(sql.switches.knownPortal, [code]);
  return rowCount === 1;
}

/** A portal's account; `units` empty: it speaks for all. Instants are RFC 3339, UTC. */
export interface PortalFacts {
  code: string;
  enabled: boolean;
  enabledSince: string;
  agencyCode: string;
  units: string;
}

export async function portalFacts(database: Queryable, _principal: Principal): Promise<PortalFacts[]> {
  const { rows } = await database.query<{
    code: string;
    enabled: boolean;
    since: Date;
    agency: string | null;
    units: string[] | null;
  }>(
    `select p.code, p.enabled, p.enabled_since as since, a.agency_code as agency, a.units
    from portal p left join portal_account a on a.portal = p.code order by p.code, a.id`,
  );
  return rows.map(({ code, enabled, since, agency, units }) => ({
    code,
    enabled,
    enabledSince: since.toISOString(),
    agencyCode: agency ?? '',
    units: units?.join(' ') ?? '',
  }));
}
