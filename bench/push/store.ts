import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type EmbeddedEngine, openEmbedded } from '../../src/store/embedded/engine.js';
import { parentOf } from '../cpu.js';

/** A PostgreSQL server on which databases are made and dropped: DATABASE_URL's, else an embedded one. */
export class Store {
  #made = 0;
  private constructor(
    private readonly url: string,
    private readonly engine: EmbeddedEngine | undefined,
  ) {}

  static async open(dataDir: string): Promise<Store> {
    const given = process.env['DATABASE_URL'];
    const engine = given ? undefined : await openEmbedded(dataDir);
    return new Store(given ?? engine?.url ?? '', engine);
  }

  get kind(): string {
    return this.engine ? 'embedded' : 'given';
  }

  async make(template?: string): Promise<{ name: string; url: string }> {
    this.#made += 1;
    const name = `lienthong_bench_${process.pid}_${this.#made}`;
    await this.#run(`create database ${name} encoding 'UTF8' template ${template ?? 'template0'}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return { name, url: url.href };
  }

  async drop(name: string): Promise<void> {
    await this.#run(`drop database if exists ${name} with (force)`);
    // A round does not pay for what the one before left to be written.
    await this.#run('checkpoint');
  }

  /** Its first process, when it runs on this machine and that can be told. */
  async postmaster(): Promise<number | undefined> {
    const { hostname } = new URL(this.url);
    if (hostname !== '127.0.0.1' && hostname !== 'localhost') return undefined;
    return this.#with(async (client) => {
      // Asked while the session is there: it is a child of the one that is looked for.
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      return rows[0] && parentOf(rows[0].pid);
    });
  }

  async version(): Promise<string> {
    return this.#run('show server_version');
  }

  async close(): Promise<void> {
    await this.engine?.release();
  }

  #run(statement: string): Promise<string> {
    return this.#with(async (client) => {
      const { rows } = await client.query(statement);
      return String(Object.values(rows[0] ?? {})[0] ?? '');
    });
  }

  async #with<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

/** Opens the store under a folder, absent: a temporary one that goes away afterwards. */
export async function onStore(
  folder: string | undefined,
  work: (dataDir: string, store: Store) => Promise<void>,
): Promise<void> {
  const dataDir = folder ? resolve(folder) : mkdtempSync(join(tmpdir(), 'lienthong-bench-'));
  mkdirSync(dataDir, { recursive: true });
  // As root the engine runs as nobody, who has to reach its folder.
  chmodSync(dataDir, 0o755);
  const store = await Store.open(dataDir);
  try {
    await work(dataDir, store);
  } finally {
    await store.close();
    if (!folder) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What the figures were taken on. */
export async function machineOf(store: Store): Promise<Record<string, string | number | undefined>> {
  return {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: `${await store.version()} ${store.kind}`,
  };
}
