import { sql } from 'kysely';
import type { DossiersArgs, UnitDossiersArgs } from '../schema/args/dossiers.js';
import type { Dossier } from '../schema/dossier.js';
import { carriedFilters } from './carried.js';
import { containsAll } from './contains.js';
import { deliveriesOf } from './deliveries-of.js';
import { ofDossier } from './dossier-class.js';
import { dossierHeld } from './dossier-held.js';
import { column, computed, globalId, joined, personal } from './engine/fields.js';
import { withHistory } from './engine/held.js';
import { bothWays, joinedKey, key, laterWhenMissing, orNeverKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { Many, One, ReadField, ReadType, Row, Sql, Viewer } from './engine/types.js';
import { withSubject } from './engine/with-subject.js';
import { among, equals, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { dossierInScope } from './scope.js';
import { timeless } from './timeless.js';
import { within } from './unit-reach.js';

const unitBy = (name: string): One => ({
  kind: 'one',
  type: 'Unit',
  where: (row, target) => sql`${target('code')} = ${row(name)}`,
});

const part = (type: string, usual: number, orderBy: (target: Row) => Sql): Many => ({
  kind: 'many',
  type,
  usual,
  where: (row, target) => sql`${target('dossier_id')} = ${row('subject_id')}`,
  orderBy,
});
const inOrder = (target: Row): Sql => target('position');

const fields = {
  id: globalId('Dossier', 'subject_id'),
  code: column('code'),
  procedure: {
    kind: 'one',
    type: 'Procedure',
    where: (row, target) => sql`${target('code')} = ${row('procedure_code')}`,
  },
  procedureThen: {
    kind: 'one',
    type: 'Procedure',
    where: (row, target) => sql`${target('code')} = ${row('procedure_code')}`,
    changedBy: (row) => sql`coalesce(${row('received_at')}, ${row('submitted_at')})`,
  },
  procedureCode: column('procedure_code'),
  receivingUnit: unitBy('receiving_unit'),
  processingUnit: unitBy('processing_unit'),
  channel: column('channel'),
  applicant: { kind: 'inner', type: 'Applicant' },
  summary: personal('summary', 'text'),
  lodgedAt: column('lodged_at'),
  submittedAt: column('submitted_at'),
  receivedAt: column('received_at'),
  dueAt: column('due_at'),
  finishedAt: column('finished_at'),
  returnedAt: column('returned_at'),
  refusedAt: column('refused_at'),
  state: column('state'),
  returnMethod: column('return_method'),
  vneidVerified: column('vneid_verified'),
  onlinePayment: column('online_payment'),
  rating: {
    kind: 'inner',
    type: 'DossierRating',
    when: (row) =>
      sql`num_nonnulls(${row('rating_level')}, ${row('rating_content')}, ${row('rating_at')}) > 0`,
  },
  flags: column('flags'),
  trace: part('TraceEntry', 8, (target) => sql`${target('at')}, ${target('id')}`),
  components: part('DossierComponent', 4, inOrder),
  results: part('DossierResult', 1, inOrder),
  fees: part('DossierFee', 1, inOrder),
  supplements: part('DossierSupplement', 1, inOrder),
  deliveries: deliveriesOf((row) => row('subject_id')),
  origin: joined('subject', 'origin'),
  version: joined('subject', 'version'),
  versionCount: computed(
    (row) => sql`(select count(*) from subject_version v where v.subject_id = ${row('subject_id')})`,
  ),
  changedAt: joined('subject', 'changed_at'),
  readAt: joined('subject', 'read_at'),
  deletedAt: joined('subject', 'deleted_at'),
} satisfies Record<keyof Dossier | 'deliveries', ReadField>;

const present: ReadType = {
  name: 'Dossier',
  permission: 'dossiers.read',
  from: (row) => withSubject('dossier', row),
  visible: (row, { principal }) => (principal.unit === undefined ? undefined : dossierInScope(row)),
  subject: (row) => row('subject_id'),
  sensitive: ofDossier,
  key: { column: 'subject_id', type: 'bigint' },
  person: (row, hash) => sql`${row('identity_number_hash')} = ${hash}`,
  found: {
    kind: 'dossier',
    // Not its own summary, which names people.
    title: (row) =>
      sql`coalesce((select p.name from procedure p where p.code = ${row('procedure_code')}), ${row('procedure_code')})`,
    text: (row) => sql`lower(${row('code')})`,
    personText: (row) => row('search_text'),
    texts: [
      { value: (row) => row('applicant_name'), personal: true },
      { value: (row) => row('summary'), personal: true },
    ],
    unit: (row) => row('receiving_unit'),
    at: (row) => laterWhenMissing(row('received_at')),
  },
  fields,
};

export const dossierRead = withHistory(present, dossierHeld);

/** States in which nothing is waited for any more: refused, withdrawn, stopped, processed, returned (domain: 2.1). */
const ENDED = sql`(3, 7, 8, 9, 10)`;

/** Open although its due time has passed: now, or as it was at a time by what is known today. */
function overdueAt(row: Row, asOf: string | null | undefined): Sql {
  const open = sql`${row('state')} not in ${ENDED}`;
  if (asOf == null) return sql`(${row('due_at')} < now() and ${open})`;
  const at = sql`${asOf}::timestamptz`;
  const ended = sql`coalesce(${row('finished_at')}, ${row('refused_at')}, ${row('returned_at')},
    (select min(e.at) from trace_entry e where e.dossier_id = ${row('subject_id')} and e.state in ${ENDED}
      and e.removed_version is null), ${row.joined('subject')('changed_at')})`;
  return sql`(${row('due_at')} < ${at} and (${open} or ${ended} > ${at}))`;
}

/** Who may not see names may not find by them either, nor by those on a dossier whose procedure makes them sensitive. */
function searched(row: Row, search: string | null | undefined, viewer: Viewer): (Sql | undefined)[] {
  const byCode = containsAll(sql`lower(${row('code')})`, search);
  if (!viewer.personal) return [byCode];
  const closed = byCode && !viewer.sensitive ? sql`(not ${ofDossier(row, viewer)} or ${byCode})` : undefined;
  return [containsAll(row('search_text'), search), closed];
}

const number = joinedKey('subject', 'id', 'bigint');

export const dossierRelations: Relations = {
  Unit: {
    dossiers: ofUnit<UnitDossiersArgs>('Dossier', {
      column: 'receiving_unit',
      usual: 20,
      filters: (row, args) => [
        among(row('state'), args.states, 'smallint'),
        equals(row('procedure_code'), args.procedure),
        since(row('received_at'), args.receivedFrom),
        until(row('received_at'), args.receivedTo),
        ofOverdue(row, args.overdue),
      ],
      orderBy: (row) => sql`${laterWhenMissing(row('received_at'))} desc, ${row('subject_id')} desc`,
    }),
  },
};

function ofOverdue(row: Row, wanted: boolean | null | undefined, asOf?: string | null): Sql | undefined {
  if (wanted == null) return undefined;
  const overdue = overdueAt(row, asOf);
  return wanted ? overdue : sql`${overdue} is not true`;
}

export const dossierPage: PageSpec<DossiersArgs> = {
  type: 'Dossier',
  // Whoever searches for a name learns what that person has here, also when nothing of the person is selected.
  foundBy: (row, { search }, { personal: shown }) => {
    const byCode = shown ? containsAll(sql`lower(${row('code')})`, search) : undefined;
    return byCode && sql`not ${byCode}`;
  },
  orders: {
    ...bothWays('RECEIVED', orNeverKey('received_at'), key('subject_id', 'bigint')),
    ...bothWays('DUE', orNeverKey('due_at'), key('subject_id', 'bigint')),
    ...bothWays('CHANGED', joinedKey('subject', 'changed_at', 'timestamptz'), number),
    ...bothWays('CODE', key('code', 'text')),
  },
  problems: (args) =>
    timeless(
      args,
      ['code', 'unit', 'procedure', 'field', 'receivedFrom', 'receivedTo', 'overdue'],
      ['RECEIVED', 'CODE'],
    ),
  filters: (row, args, viewer) => {
    const received = laterWhenMissing(row('received_at'));
    const due = laterWhenMissing(row('due_at'));
    return [
      equals(row('code'), args.code),
      within(row('receiving_unit'), args.unit, received, args.follow),
      equals(row('procedure_code'), args.procedure),
      args.field == null
        ? undefined
        : sql`${row('procedure_code')} in (select p.code from procedure p where p.field_code = ${args.field})`,
      among(row('state'), args.states, 'smallint'),
      since(received, args.receivedFrom),
      args.receivedFrom ? sql`${received} < 'infinity'` : undefined,
      until(received, args.receivedTo),
      since(due, args.dueFrom),
      args.dueFrom ? sql`${due} < 'infinity'` : undefined,
      until(due, args.dueTo),
      ofOverdue(row, args.overdue, args.asOf),
      ...searched(row, args.search, viewer),
      ...carriedFilters(row, args, viewer),
    ];
  },
};
