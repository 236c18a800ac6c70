import type { Permission } from '../../access/roles.js';
import type { Sql } from '../engine/types.js';

/** Whether what the unit with this code has is asked for and may be seen. */
export type Limit = (unit: Sql) => Sql;

/** Something that is to be covered; a system brings its own as a file beside this one and a line in index.ts. */
export interface Measure {
  /** UPPER_CASE, never changed: applications go by it. */
  code: string;
  /** What an officer reads. */
  label: string;
  labelEn: string;
  /** Per cent to be reached; absent: none is set. */
  target?: number;
  /** Who may not read what is counted is not told its count. */
  permission: Permission;
  byUnit: boolean;
  /** A `select` of one row with `part` and `whole`, both bigint. `whole` is 0 while nothing is known: no rate is made of nothing. */
  count(limit: Limit): Sql;
}
