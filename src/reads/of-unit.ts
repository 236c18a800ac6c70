import { sql } from 'kysely';
import type { Many, Row, Sql, Viewer } from './engine/types.js';

/**
 * Rows of a type that are of a unit, or of what else has a code, by the code that they were recorded under: at most `first` of those that the
 * arguments let through.
 */
export function ofUnit<Args>(
  type: string,
  {
    column = 'unit',
    usual,
    filters,
    orderBy,
  }: {
    /** Where that code stands. */
    column?: string;
    usual: number;
    filters(row: Row, args: Partial<Args>, viewer: Viewer): readonly (Sql | undefined)[];
    orderBy(row: Row): Sql;
  },
): Many {
  return {
    kind: 'many',
    type,
    usual,
    paged: true,
    where: (row, target, args, viewer) => {
      const given = filters(target, args as Partial<Args>, viewer).filter((part) => part !== undefined);
      return sql.join([sql`${target(column)} = ${row('code')}`, ...given], sql` and `);
    },
    orderBy,
  };
}
