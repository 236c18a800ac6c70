import type { Queryable } from '../store/database.js';

/** What the lane machine needs of the store: {@link Database}, or a test's that interleaves statement by statement. */
export interface Transactor extends Queryable {
  transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T>;
}
