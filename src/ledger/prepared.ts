import type pg from 'pg';
import type { Database, Queryable } from '../store/database.js';
import type { Transactor } from './transactor.js';

/** One plan for all values: left alone, PostgreSQL would plan each statement six times a connection before it keeps one. */
const BEGIN = 'begin; set local plan_cache_mode = force_generic_plan';

/**
 * The database with every statement prepared once a connection: planning the lane machine's statements costs more than running
 * them. Only for callers whose texts are constants: each text stays in each connection for good.
 */
export function preparing(database: Database): Transactor {
  const names = new Map<string, string>();
  const named = (text: string, values: unknown[]): pg.QueryConfig => {
    const name = names.get(text) ?? `ledger_${names.size + 1}`;
    names.set(text, name);
    return { name, text, values };
  };
  const over = (client: pg.Pool | pg.PoolClient): Queryable => ({
    query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      values ? client.query<Row>(named(text, values)) : client.query<Row>(text),
  });
  return {
    ...over(database.pool),
    transaction: (work) => database.transaction((client) => work(over(client)), BEGIN),
  };
}
