import type { Principal } from '../access/principal.js';
import { assignAccounts } from '../ledger/accounts.js';
import { backfill, type OwingOf } from '../ledger/backfill.js';
import { oweFor } from './record/owe-for.js';
import { loadSnapshots } from './record/stored.js';
import type { IntakeDeps } from './types.js';

const FACT = 'backfilled:';

/**
 * Owes each portal what it is not owed yet: a portal that is new, that was not configured while intake went on, or whose
 * profile wants other forms than before (ledger rule 18). A portal that needs nothing costs one read. Returns how many
 * deliveries were added.
 */
export async function catchUp(deps: IntakeDeps, principal: Principal, signal?: AbortSignal): Promise<number> {
  const { database, portals } = deps;
  const known = await database.query<{ name: string; value: string }>(
    `delete from store_fact where name like '${FACT}%' and name <> all($1) returning name, value`,
    [portals.map(({ code }) => FACT + code)],
  );
  if (known.rows.length > 0)
    deps.warn('portals without an address are owed nothing', { portals: known.rows.length });
  let added = 0;
  for (const { code, profileVersion } of portals) {
    if (profileVersion === undefined || (await isCaughtUp(deps, code, profileVersion))) continue;
    added += await backfill(database, principal, code, owingOfStored(deps), signal ? { signal } : {});
    if (!signal?.aborted) await markCaughtUp(deps, code, profileVersion);
  }
  return added;
}

/** Makes the next {@link catchUp} look through everything again for this portal: it was switched on. */
export async function forgetCaughtUp(database: IntakeDeps['database'], portal: string): Promise<void> {
  await database.query('delete from store_fact where name = $1', [FACT + portal]);
}

/** After units came or ended: lanes go to the account that now speaks for their unit (ledger rule 17). */
export async function followUnits(deps: IntakeDeps, principal: Principal): Promise<number> {
  let moved = 0;
  for (const { code } of deps.portals) moved += await assignAccounts(deps.database, principal, code);
  return moved;
}

async function isCaughtUp({ database }: IntakeDeps, portal: string, version: string): Promise<boolean> {
  const { rowCount } = await database.query('select 1 from store_fact where name = $1 and value = $2', [
    FACT + portal,
    version,
  ]);
  return rowCount === 1;
}

async function markCaughtUp({ database }: IntakeDeps, portal: string, version: string): Promise<void> {
  await database.query(
    'insert into store_fact values ($1, $2) on conflict (name) do update set value = excluded.value',
    [FACT + portal, version],
  );
}

function owingOfStored({ sealer, portals, clock }: IntakeDeps): OwingOf {
  return async (client, subjects) => {
    const living = subjects.filter(({ deleted }) => !deleted);
    const records = await loadSnapshots(
      client,
      sealer,
      living.map(({ id }) => id),
    );
    const stored = living.flatMap(({ id, version }) => {
      const record = records.get(id);
      return record ? [{ id, version, record }] : [];
    });
    return oweFor(client, portals, stored, clock.now());
  };
}
