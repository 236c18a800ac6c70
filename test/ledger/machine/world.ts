import pg from 'pg';
import { systemPrincipal } from '../../../src/access/principal.js';
import { type LedgerSql, ledgerSql } from '../../../src/ledger/sql/index.js';
import { ensurePortals } from '../../../src/ledger/switches.js';
import type { ClaimRequest } from '../../../src/ledger/types.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { ModelPortal } from './model-portal.js';

export const principal = systemPrincipal('machine-test');
export const CONNECTIONS = 3;
/** Longer than any run takes, so that leases end only when a script lets time go by. */
export const LEASE_MS = 20_000;
const HASH = Buffer.alloc(32, 1);

export interface World extends TestDatabase {
  monitor: pg.Client;
  clients: { client: pg.Client; pid: number }[];
  accountId: string;
  sql: LedgerSql;
  model: ModelPortal;
  /** How often what was seen: that the scripts reach everything. */
  seen: Map<string, number>;
  request(limit: number): ClaimRequest;
  close(): Promise<void>;
}

/** One database for many runs; `clean` empties it between them. */
export async function openWorld(sql: LedgerSql = ledgerSql): Promise<World> {
  const base = await freshDatabase({ connections: 2 });
  const open = async () => {
    const client = new pg.Client({ connectionString: base.url });
    await client.connect();
    // A deadlock has to be seen at once; a server that does not let us is only slower.
    await client.query("set deadlock_timeout = '40ms'").catch(() => undefined);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return { client, pid: rows[0]?.pid ?? 0 };
  };
  const { rows } = await base.database.query<{ name: string }>('select current_database() as name');
  // Faster, and nothing here restarts the server.
  await base.database.query(`alter database ${rows[0]?.name} set synchronous_commit = off`);
  const monitor = (await open()).client;
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, open));
  const world: World = {
    ...base,
    monitor,
    clients,
    accountId: '',
    sql,
    model: new ModelPortal(),
    seen: new Map(),
    request: (limit) => ({
      portal: 'national',
      accountId: world.accountId,
      limit,
      leaseMs: LEASE_MS,
      entriesPerLane: 3,
      readBackDelays: [2_000, 6_000],
      readBackTries: 4,
      attempts: 4,
      traceReadBack: true,
      adoption: 'never',
    }),
    close: async () => {
      await Promise.all([monitor, ...clients.map(({ client }) => client)].map((client) => client.end()));
      await base.drop();
    },
  };
  return world;
}

export function count({ seen }: World, what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}

export async function clean(world: World, subjects: number): Promise<void> {
  // To truncate subjects is to truncate every kind: three rows are deleted a hundred times sooner. What grew in a run is truncated.
  await world.monitor.query(
    `truncate receipt, attempt, exchange, delivery, lane, portal_account, portal cascade;
    delete from trace_entry; delete from subject_version; delete from dossier; delete from subject`,
  );
  await ensurePortals(world.database, principal, [
    { code: 'national', agencyCode: 'H56.14', profileVersion: 'test' },
  ]);
  const { rows } = await world.monitor.query<{ id: string }>('select id from portal_account');
  world.accountId = rows[0]?.id ?? '';
  world.model = new ModelPortal();
  for (let n = 0; n < subjects; n += 1) await addDossier(world, n);
}

/** A dossier without versions; subject ids are given by the key. */
async function addDossier({ monitor }: World, n: number): Promise<void> {
  await monitor.query(
    `with s as (
      insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
      values ('dossier', 'one-stop', $1, 0, $2, now(), now()) returning id
    )
    insert into dossier (subject_id, code, procedure_code, receiving_unit, channel, applicant_type, applicant_name, summary, state, search_text)
    select id, $1, 'P', 'U', 1, 1, 'x', 'x', 2, 'x' from s`,
    [keyOf(n), HASH],
  );
}

export function keyOf(n: number): string {
  return `H56.14-240823-${String(n).padStart(4, '0')}`;
}

export { HASH };
