import { sql } from 'kysely';
import type { DifferencesArgs } from '../schema/args/comparisons.js';
import type { Difference } from '../schema/difference.js';
import { column, computed, globalId } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { type One, type ReadField, type ReadType, type Row, rowOf, type Sql } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import { knownKey } from './known-keys.js';
import { dossierInScope, inScope, noticeInScope } from './scope.js';
import { within } from './unit-reach.js';

/** The record itself, where the store has it. */
const subject = (type: string, kind: string): One => ({
  kind: 'one',
  type,
  where: (row, target) => sql`${row('kind')} = ${kind} and ${target('code')} = ${row('natural_key')}`,
});

const fields = {
  id: globalId('Difference', 'id'),
  source: column('source'),
  problem: column('problem'),
  subjectKind: column('kind'),
  subjectKey: computed(knownKey),
  place: column('place'),
  sourceChangedAt: column('source_changed_at'),
  storedChangedAt: column('stored_changed_at'),
  firstFoundAt: column('first_found_at'),
  lastFoundAt: column('last_found_at'),
  times: column('times'),
  closedAt: column('closed_at'),
  unit: { kind: 'one', type: 'Unit', where: (row, target) => sql`${target('code')} = ${row('unit')}` },
  dossier: subject('Dossier', 'dossier'),
  notice: subject('Notice', 'notice'),
} satisfies Record<keyof Difference | 'unit' | 'dossier' | 'notice', ReadField>;

/**
 * What a key of a unit sees: of dossiers and notices that the store has, those of which it sees what is owed; of others, those that say
 * its unit; and the catalogues, which are everybody's. Not of what nobody knows whose it is.
 */
function ofUnit(row: Row): Sql {
  const [dossier, notice] = [rowOf('dossier'), rowOf('notice')];
  const isThis = (of: Row, kind: string) =>
    sql`${row('kind')} = ${kind} and ${of('code')} = ${row('natural_key')}`;
  return sql`(${row('kind')} in ('unit', 'procedure')
    or exists (select from dossier where ${isThis(dossier, 'dossier')} and ${dossierInScope(dossier)})
    or exists (select from notice where ${isThis(notice, 'notice')} and ${noticeInScope(notice)})
    or (${inScope(row('unit'), sql`coalesce(${row('source_changed_at')}, 'infinity')`)} and not exists (
      select from subject s where s.kind = ${row('kind')} and s.natural_key = ${row('natural_key')})))`;
}

export const differenceRead: ReadType = {
  name: 'Difference',
  permission: 'differences.read',
  from: (row) => sql`difference as ${row.table}`,
  visible: (row, { principal }) => (principal.unit === undefined ? undefined : ofUnit(row)),
  key: { column: 'id', type: 'uuid' },
  fields,
};

export const differencePage: PageSpec<DifferencesArgs> = {
  type: 'Difference',
  orders: {
    ...bothWays('LAST_FOUND', key('last_found_at', 'timestamptz'), key('id', 'uuid')),
    ...bothWays('FIRST_FOUND', key('first_found_at', 'timestamptz'), key('id', 'uuid')),
  },
  filters: (row, args, viewer) => [
    equals(row('source'), args.source),
    among(row('problem'), args.problems),
    equals(row('kind'), args.subjectKind),
    args.subjectKey == null ? undefined : equals(knownKey(row, viewer), args.subjectKey),
    args.open == null ? undefined : sql`(${row('closed_at')} is null) = ${args.open}::boolean`,
    within(
      row('unit'),
      args.unit,
      sql`coalesce(${row('stored_changed_at')}, ${row('source_changed_at')}, 'infinity')`,
      args.follow,
    ),
    since(row('first_found_at'), args.foundFrom),
    until(row('first_found_at'), args.foundTo),
  ],
};
