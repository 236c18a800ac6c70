import { shareSwitches } from '../ledger/owe.js';
import { preparing } from '../ledger/prepared.js';
import type { Queryable } from '../store/database.js';
import type { IntakeDeps } from './types.js';

/**
 * The transaction of whatever records subjects: its statements are planned once a connection and go by keys, and the switches' lock
 * is shared before any subject is locked, since rounds and bisected parts owe, and lock more subjects after it (ledger rule 18).
 */
export function recording<T>(
  { database }: Pick<IntakeDeps, 'database'>,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  return preparing(database).transaction(async (client) => {
    await shareSwitches(client);
    return work(client);
  });
}
