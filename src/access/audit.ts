import { v7 as uuidv7 } from 'uuid';
import { canonicalJson } from '../domain/canonical.js';
import type { Queryable } from '../store/database.js';
import type { Sealer } from '../store/sealed.js';
import type { Principal } from './principal.js';

/** A write as its caller asked for it; only a keyed hash of `input` is kept. */
export interface AskedWrite {
  /** The mutation or command, `recordDossiers`. */
  action: string;
  input: unknown;
}

/** How a write ended: a code, and counts where there are any. Never personal data. */
export interface WriteOutcome {
  outcome: string;
  facts?: Readonly<Record<string, number>>;
}

/** Says who wrote what, when, and how it ended, in the transaction of the write itself. */
export async function recordWrite(
  client: Queryable,
  sealer: Sealer,
  { id, name, role, unit }: Principal,
  { action, input }: AskedWrite,
  { outcome, facts = {} }: WriteOutcome,
): Promise<void> {
  await client.query(
    `insert into audit_entry (id, principal_id, principal_name, role, unit, action, input_hash, outcome, facts)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      uuidv7(),
      id,
      name,
      role,
      unit ?? null,
      action,
      sealer.sign('audit', canonicalJson(input)),
      outcome,
      JSON.stringify(facts),
    ],
  );
}

interface Transactions extends Queryable {
  transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T>;
}

/** The same store, whose every transaction ends with {@link recordWrite}: for work that opens its transaction by itself. */
export function audited(
  database: Transactions,
  sealer: Sealer,
  principal: Principal,
  write: AskedWrite,
  tell: (result: unknown) => WriteOutcome,
): Transactions {
  return {
    query: (text, values) => database.query(text, values),
    transaction: (work) =>
      database.transaction(async (client) => {
        const result = await work(client);
        await recordWrite(client, sealer, principal, write, tell(result));
        return result;
      }),
  };
}
