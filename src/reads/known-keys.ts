import { sql } from 'kysely';
import { may } from '../access/roles.js';
import { CLOSED_GROUPS } from '../domain/benefits/groups.js';
import { kinds } from '../domain/kinds/index.js';
import type { Row, Sql, Viewer } from './engine/types.js';

/** Kinds with rows of closed groups (closed-names.ts), and their tables. */
const WITH_CLOSED_ROWS = [
  ['beneficiary', 'beneficiary'],
  ['benefit-payment', 'benefit_payment'],
] as const;

/**
 * Whether the viewer may know the key of what a row with a `kind` and a `natural_key` is about: where they may read the kind, and the very subject. Keys tell
 * of what they are of, `H56.14.3/KT/1-2025/12` of a death.
 */
function keyIsKnown(row: Row, { principal, sensitive }: Viewer): Sql {
  const closed = kinds.filter(({ permission }) => !may(principal, permission)).map(({ kind }) => kind);
  const conditions = [sql`${row('kind')} <> all(${closed}::text[])`];
  if (!sensitive) {
    for (const [kind, table] of WITH_CLOSED_ROWS) {
      conditions.push(sql`not (${row('kind')} = ${sql.lit(kind)} and exists (select from ${sql.table(table)} closed
        where closed.code = ${row('natural_key')} and closed.group_code = any(${CLOSED_GROUPS}::text[])))`);
    }
  }
  return sql`(${sql.join(conditions, sql` and `)})`;
}

/** The key, for who may know it. */
export function knownKey(row: Row, viewer: Viewer): Sql {
  return sql`(case when ${keyIsKnown(row, viewer)} then ${row('natural_key')} end)`;
}
