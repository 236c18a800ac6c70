import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { cpuOf } from '../cpu.js';
import { highWater } from '../memory.js';
import type { Measured } from './setting.js';

const OF_DOSSIERS = "where subject_id in (select id from subject where kind = 'dossier')";

/** What intake writes of a dossier, in the order in which rows may point at each other. */
const TABLES: readonly { table: string; rows: string }[] = [
  { table: 'portal', rows: '' },
  { table: 'portal_account', rows: '' },
  { table: 'subject', rows: "where kind = 'dossier'" },
  { table: 'subject_version', rows: OF_DOSSIERS },
  { table: 'dossier', rows: '' },
  { table: 'trace_entry', rows: '' },
  { table: 'lane', rows: '' },
  { table: 'delivery', rows: '' },
];

/** A folder that the server may write to. */
export function floorFolder(dataDir: string): string {
  const folder = join(dataDir, 'floor');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  return folder;
}

/** Has the server write down the rows that the hub made; gives what that cost the server, ms of processor time. */
export function keepRows(url: string, folder: string): Promise<number> {
  return connected(url, async (client, pid) => {
    for (const { table, rows } of TABLES)
      await client.query(`copy (select * from ${table} ${rows}) to ${literal(client, folder, table)}`);
    return cpuOf(pid)?.own ?? 0;
  });
}

/**
 * The least that leaves the same behind: the server copies the very rows of a run of the hub, made ready and sealed, into the same empty tables
 * with their keys, checks and indexes. Nothing is decoded, decided or looked for.
 */
export function runFloor(url: string, folder: string, records: number): Promise<Omit<Measured, 'cpu'>> {
  return connected(url, async (client, pid) => {
    await client.query('delete from portal_account; delete from portal');
    const begun = performance.now();
    await client.query('begin');
    for (const { table } of TABLES)
      await client.query(`copy ${table} from ${literal(client, folder, table)}`);
    await client.query('commit');
    return { records, ms: performance.now() - begun, peakKib: highWater(pid) };
  });
}

function literal(client: pg.Client, folder: string, table: string): string {
  return client.escapeLiteral(join(folder, table));
}

async function connected<T>(url: string, work: (client: pg.Client, pid: number) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return await work(client, rows[0]?.pid ?? 0);
  } finally {
    await client.end();
  }
}
