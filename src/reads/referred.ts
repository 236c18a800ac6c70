import { sql } from 'kysely';
import { documentAt } from './document.js';
import { type Row, rowOf, type Sql } from './engine/types.js';
import { dossierInScope, inScope, noticeInScope } from './scope.js';

/** A kind of subject that refers to files: whose it is, and since when. */
interface Referrer {
  from: (row: Row) => Sql;
  row: Row;
  unit: (row: Row) => Sql;
  at: (row: Row) => Sql;
  inScope: (row: Row) => Sql;
}

const REFERRERS: readonly Referrer[] = [
  {
    from: ({ table }) => sql`dossier as ${table}`,
    row: rowOf('rd'),
    unit: (row) => row('receiving_unit'),
    at: (row) => sql`coalesce(${row('received_at')}, ${row('submitted_at')}, 'infinity')`,
    inScope: dossierInScope,
  },
  {
    from: ({ table }) => sql`notice as ${table}`,
    row: rowOf('rn'),
    unit: (row) => row('unit'),
    at: (row) => row('published_at'),
    inScope: noticeInScope,
  },
  {
    from: (row) =>
      sql`document as ${row.table} join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
    row: rowOf('rv'),
    unit: (row) => row('unit'),
    at: documentAt,
    inScope: (row) => inScope(row('unit'), documentAt(row)),
  },
];

/**
 * Whether a dossier, notice or document refers to the file, one that the viewer sees: `scoped` keys of one unit see their own. `ofUnit`: asked
 * of the referrer's unit and time too, so that no filter tells of a reference that is hidden.
 */
export function isReferredTo(sha256: Sql, scoped: boolean, ofUnit?: (unit: Sql, at: Sql) => Sql): Sql {
  const one = ({ from, row, unit, at, inScope }: Referrer): Sql => {
    const holds = [
      sql`${row('subject_id')} = file_of.subject_id`,
      ...(scoped ? [inScope(row)] : []),
      ...(ofUnit ? [ofUnit(unit(row), at(row))] : []),
    ];
    return sql`exists (select from ${from(row)} where ${sql.join(holds, sql` and `)})`;
  };
  return sql`exists (select from file_reference file_of where file_of.sha256 = ${sha256} and (${sql.join(REFERRERS.map(one), sql` or `)}))`;
}
