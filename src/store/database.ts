import pg from 'pg';

/** What set-based SQL is run on: the pool itself or the client of an open transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/** bigint columns come as text: ids stay opaque strings above the store. */
export class Database {
  readonly pool: pg.Pool;
  /** Whether the server stops its statements after a time. */
  readonly limited: boolean;

  constructor(
    readonly url: string,
    {
      connections = 10,
      name = 'lienthong',
      statementTimeoutMs,
      onePlan = false,
    }: {
      connections?: number;
      name?: string;
      /** The server stops a statement after this, one that waits for a lock too. */
      statementTimeoutMs?: number;
      /** A prepared statement is planned once a connection, for all values. Left alone, PostgreSQL plans it for each whose own plan it believes to be cheaper. */
      onePlan?: boolean;
    } = {},
  ) {
    this.limited = statementTimeoutMs !== undefined;
    this.pool = new pg.Pool({
      connectionString: url,
      max: connections,
      application_name: name,
      // Reads are one large statement that runs for milliseconds: compiling it costs more than it saves.
      // Instants are written in UTC whatever the server's own zone is.
      options: [
        '-c jit=off -c timezone=UTC',
        ...(statementTimeoutMs ? [`-c statement_timeout=${statementTimeoutMs}`] : []),
        ...(onePlan ? ['-c plan_cache_mode=force_generic_plan'] : []),
      ].join(' '),
      connectionTimeoutMillis: 10_000,
      // Statements of one transaction that do not wait for each other's rows go out together.
      pipeline: true,
    });
    // An idle client that loses its server is replaced by the pool; without a listener the process would end.
    this.pool.on('error', () => undefined);
  }

  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>> {
    return this.pool.query<Row>(text, values);
  }

  /** `work` on one connection, which is closed after it where `breaks` was told or its server was lost; any throw is thrown on. */
  async connected<T>(
    work: (client: pg.PoolClient, breaks: (error: Error) => void) => Promise<T>,
  ): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const breaks = (error: Error) => {
      broken ??= error;
    };
    client.on('error', breaks);
    try {
      return await work(client, breaks);
    } finally {
      client.off('error', breaks);
      client.release(broken);
    }
  }

  /**
   * Runs `work` in one READ COMMITTED transaction; any throw rolls back and is thrown on. With a `begin` of its own, `work` is
   * started before that was answered, and waits for `begun` itself before it writes.
   */
  transaction<T>(
    work: (client: pg.PoolClient, begun: Promise<unknown>) => Promise<T>,
    begin?: string,
  ): Promise<T> {
    return this.connected(async (client, breaks) => {
      try {
        inOneWrite(client);
        const begun = client.query(begin ?? 'begin');
        if (begin === undefined) await begun;
        const result = await work(client, begun);
        await begun;
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(breaks);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** What is asked for in this moment leaves in one write: the call into the system costs more than what it carries. */
export function inOneWrite({ connection: { stream } }: pg.PoolClient): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Five letters of SQLSTATE, or undefined when the error is not the database's. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** SQLSTATE of a statement that was stopped, by its time limit or by an administrator. */
const STOPPED = '57014';

export function isStopped(error: unknown): boolean {
  return sqlState(error) === STOPPED;
}

const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether the same statement may succeed a moment later: serialisation, deadlock, resources, shutdown, lost connection. */
export function isTransient(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) {
    return state === '40001' || state === '40P01' || state === '55P03' || /^(08|53|57)/.test(state);
  }
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    LOST.has(code) ||
    /Connection terminated|connection timeout|timeout exceeded|not queryable/i.test(error.message)
  );
}
