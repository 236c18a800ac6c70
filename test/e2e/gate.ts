import pg from 'pg';
import { until } from '../support/poll.js';

const LOCK = 471_147;

/** Holds sessions of a database in the middle of what they write, so that a test may do something to their process just then. */
export class Gate {
  private constructor(readonly client: pg.Client) {}

  static async open(url: string): Promise<Gate> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`
      create table gate (place text, at bigint);
      create function held() returns trigger language plpgsql as $$
        declare passed bigint := nextval(('gate_' || tg_table_name)::regclass);
        begin
          -- A sequence counts what was tried, also where it is rolled back: each place holds somebody once.
          if exists (select from gate where place = tg_table_name and at = passed) then
            perform pg_advisory_xact_lock(${LOCK});
          end if;
          return new;
        end $$`);
    const gate = new Gate(client);
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return gate;
  }

  /** Holds whoever writes these rows of a table, counted from 1. `event`: `insert`, `update of done_at`. */
  async at(table: string, event: string, rows: readonly number[]): Promise<void> {
    await this.client.query(`create sequence gate_${table}`);
    await this.client.query('insert into gate select $1, unnest($2::bigint[])', [table, rows]);
    await this.client.query(
      `create trigger held before ${event} on ${table} for each row execute function held()`,
    );
  }

  async someoneWaits(): Promise<boolean> {
    return (await this.#waiting()).length > 0;
  }

  /** Lets through whoever waits now, waits until their transactions are over, and shuts again. */
  async letThrough(): Promise<void> {
    const pids = await this.#waiting();
    await this.client.query('select pg_advisory_unlock($1)', [LOCK]);
    const over = async () => {
      const { rowCount } = await this.client.query(
        'select from pg_stat_activity where pid = any($1) and xact_start is not null',
        [pids],
      );
      return rowCount === 0;
    };
    await until(over, { what: 'the end of what was held', timeoutMs: 30_000 });
    await this.client.query('select pg_advisory_lock($1)', [LOCK]);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #waiting(): Promise<number[]> {
    const { rows } = await this.client.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and objid = $1 and not granted
        and database = (select oid from pg_database where datname = current_database())`,
      [LOCK],
    );
    return rows.map(({ pid }) => pid);
  }
}
