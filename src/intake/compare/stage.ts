import type { PoolClient } from 'pg';
import { type Database, inOneWrite } from '../../store/database.js';
import type { SourceRow } from './source-row.js';

/**
 * The rows of one reading in a temporary table: memory holds a page of them, whatever the source holds, and they are gone with
 * their connection, however it ends.
 */
export class SourceStage {
  private constructor(private readonly client: PoolClient) {
    // A connection that dies between two statements: the next statement fails and says so.
    client.on('error', () => undefined);
  }

  static async open(database: Database): Promise<SourceStage> {
    const stage = new SourceStage(await database.pool.connect());
    try {
      await stage.client.query(
        `create temporary table source_row (key text collate "C", form text, changed_at timestamptz, hash bytea,
          raw_hash bytea, unit text collate "C", place text)`,
      );
      return stage;
    } catch (error) {
      stage.close();
      throw error;
    }
  }

  async add(rows: readonly SourceRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.client.query(
      `insert into source_row
        select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bytea[], $5::bytea[], $6::text[], $7::text[])`,
      [
        rows.map(({ key }) => key),
        rows.map(({ form }) => form),
        rows.map(({ changedAt }) => changedAt),
        rows.map(({ hash }) => hash),
        rows.map(({ rawHash }) => rawHash),
        rows.map(({ unit }) => unit),
        rows.map(({ place }) => place),
      ],
    );
  }

  /** Whether rows came without a key. */
  async hasKeyless(): Promise<boolean> {
    const { rowCount } = await this.client.query('select 1 from source_row where key is null limit 1');
    return rowCount !== 0;
  }

  /** Runs `work` in one transaction that sees the rows beside the store. */
  async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { client } = this;
    await client.query('analyze source_row');
    inOneWrite(client);
    await client.query('begin');
    try {
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    this.client.release(true);
  }
}
