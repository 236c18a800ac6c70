import type { PoolClient } from 'pg';
import type { Stage, StagedRow, Staging } from '../domain/ports.js';
import type { Database } from './database.js';

const FETCHED = 500;

/**
 * Stages in temporary tables: outside of any backup, of the write-ahead log and of other connections' sight, and gone with
 * their connection, however it ends. Each open stage holds one connection of the pool.
 */
export class TemporaryStaging implements Staging {
  constructor(readonly database: Database) {}

  async open(): Promise<Stage> {
    const client = await this.database.pool.connect();
    const stage = new TemporaryStage(client);
    try {
      await client.query(
        'create temporary table staged_row (key text collate "C", list text collate "C", row integer, text text)',
      );
      await client.query('create index on staged_row (key)');
      return stage;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

class TemporaryStage implements Stage {
  constructor(readonly client: PoolClient) {
    // A connection that dies between two statements: the next statement fails and says so.
    client.on('error', () => undefined);
  }

  async add(rows: readonly StagedRow[]): Promise<void> {
    await this.client.query(
      'insert into staged_row select * from unnest($1::text[], $2::text[], $3::integer[], $4::text[])',
      [
        rows.map(({ key }) => key),
        rows.map(({ list }) => list),
        rows.map(({ row }) => row),
        rows.map(({ text }) => text),
      ],
    );
  }

  async sizes(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.client.query<{ key: string; size: number }>(
      'select key, sum(length(text))::double precision as size from staged_row where key = any($1) group by key',
      [keys],
    );
    return new Map(rows.map(({ key, size }) => [key, size]));
  }

  async take(keys: readonly string[]): Promise<StagedRow[]> {
    const { rows } = await this.client.query<StagedRow>(
      'delete from staged_row where key = any($1) returning key, list, row, text',
      [keys],
    );
    return rows;
  }

  async discard(keys: readonly string[]): Promise<void> {
    await this.client.query('delete from staged_row where key = any($1)', [keys]);
  }

  async *rest(): AsyncGenerator<StagedRow> {
    await this.client.query(
      'declare staged_rest cursor with hold for select key, list, row, text from staged_row order by list, row',
    );
    for (;;) {
      const { rows } = await this.client.query<StagedRow>(`fetch ${FETCHED} from staged_rest`);
      yield* rows;
      if (rows.length < FETCHED) return;
    }
  }

  close(): Promise<void> {
    // With the connection goes the table, whatever state both are in.
    this.client.release(true);
    return Promise.resolve();
  }
}
