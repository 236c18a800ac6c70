import { sql } from 'kysely';
import type { PortalProcedureRecord } from '../domain/kinds/portal-procedure.js';
import type { PortalProcedure, PortalProceduresArgs } from '../schema/portal-procedure.js';
import { containsAll } from './contains.js';
import { column, computed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead } from './engine/plain.js';
import { type Row, rowOf, type Sql } from './engine/types.js';
import { among } from './filters.js';
import { isPublished, standingOfOurs } from './listing.js';
import type { Relations } from './relations.js';

/** How it stands to ours; null when it left the list. */
function standing(row: Row): Sql {
  const ours = rowOf('ours');
  return sql`case when ${row.joined('subject')('deleted_at')} is not null then null else coalesce(
    (select case when ours.online_level = ${row('online_level')} then 'SAME' else 'OTHER_LEVEL' end
      from procedure ours where ours.code = ${row('procedure_code')} and ${isPublished(ours)}), 'EXTRA') end`;
}

export const portalProcedureRead = plainRead<PortalProcedure, PortalProcedureRecord>(
  {
    name: 'PortalProcedure',
    kind: 'portal-procedure',
    table: 'portal_procedure',
    title: (row) => row('name'),
    found: { texts: [(row) => row('procedure_code')] },
  },
  {
    code: column('code'),
    portal: column('portal'),
    procedureCode: column('procedure_code'),
    name: [column('name'), (record) => record.name],
    onlineLevel: [column('online_level'), (record) => record.onlineLevel],
    url: [column('url'), (record) => record.url],
    standing: computed(standing),
    procedure: {
      kind: 'one',
      type: 'Procedure',
      where: (row, target) => sql`${target('code')} = ${row('procedure_code')}`,
    },
  },
);

export const portalProcedureRelations: Relations = {
  Procedure: {
    provincialStanding: computed(standingOfOurs),
    portalProcedures: {
      kind: 'many',
      type: 'PortalProcedure',
      usual: 1,
      where: (row, target) => sql`${target('procedure_code')} = ${row('code')}`,
      orderBy: (target) => target('code'),
    },
  },
};

export const portalProcedurePage: PageSpec<PortalProceduresArgs> = {
  type: 'PortalProcedure',
  orders: bothWays('CODE', key('code', 'text')),
  filters: (row, args) => [
    args.listings == null ? undefined : among(standing(row), args.listings),
    among(row('online_level'), args.onlineLevels),
    args.deleted == null
      ? undefined
      : sql`${row.joined('subject')('deleted_at')} is ${sql.raw(args.deleted ? 'not null' : 'null')}`,
    containsAll(row('search_text'), args.search),
  ],
};
