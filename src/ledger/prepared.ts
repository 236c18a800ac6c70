import type pg from 'pg';
import { type Database, inOneWrite, type Queryable } from '../store/database.js';
import type { Transactor } from './transactor.js';

/**
 * One plan for all values: left alone, PostgreSQL would plan each statement six times a connection before it keeps one. Everything
 * goes by a key, also while the tables are small and were never counted: a plan that reads them whole would be kept.
 */
const BEGIN = 'begin; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off';

/** Each text's name; of the process, because several of these may share a pool. */
const NAMES = new Map<string, string>();

/**
 * The database with every statement prepared once a connection: planning the lane machine's statements costs more than running
 * them. Statements of one moment leave in one write. Only for callers whose texts are constants: each text stays in each
 * connection for good.
 */
export function preparing(database: Database): Transactor {
  return {
    query: (text, values) => database.pool.query(prepared(text, values)),
    transaction: (work) => database.transaction((client, begun) => work(over(client, begun)), BEGIN),
  };
}

/**
 * A transaction's statements. Those in front that only read or lock do not wait for the answer to `begin`: should it fail alone,
 * they changed nothing. Whatever writes waits for it, and so does all that comes after.
 */
function over(client: pg.PoolClient, begun: Promise<unknown>): Queryable {
  let open = false;
  let deferred = false;
  void begun.then(
    () => {
      open = true;
    },
    () => undefined,
  );
  return {
    query: async (text, values) => {
      if (!open && (deferred || !/^\s*select\b/.test(text))) {
        deferred = true;
        await begun;
      }
      inOneWrite(client);
      return client.query(prepared(text, values));
    },
  };
}

function prepared(text: string, values?: unknown[]): pg.QueryConfig {
  if (!values) return { text };
  const name = NAMES.get(text) ?? `ledger_${NAMES.size + 1}`;
  NAMES.set(text, name);
  return { name, text, values };
}
