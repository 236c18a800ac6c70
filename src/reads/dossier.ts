import { sql } from 'kysely';
import type { Dossier } from '../schema/dossier.js';
import type { DossiersArgs } from '../schema/root.args.js';
import { deliveriesOf } from './deliveries-of.js';
import { column, computed, globalId, joined, personal } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import type { Many, One, ReadField, ReadType, Row, Sql } from './engine/types.js';
import { below, inScope } from './scope.js';
import { containsAll, wordsOf } from './search.js';

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
  rating: { kind: 'inner', type: 'DossierRating', when: (row) => sql`${row('rating_level')} is not null` },
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

export const dossierRead: ReadType = {
  name: 'Dossier',
  permission: 'dossiers.read',
  from: (row) =>
    sql`dossier as ${row.table} join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
  visible: (row, { principal }) =>
    principal.unit === undefined
      ? undefined
      : sql`(${inScope(row('receiving_unit'))} or ${inScope(row('processing_unit'))})`,
  key: { column: 'subject_id', type: 'bigint' },
  fields,
};

export const dossierPage: PageSpec<DossiersArgs> = {
  type: 'Dossier',
  direction: 'desc',
  order: [
    { value: (row) => row('received_at'), type: 'timestamptz', nullable: true },
    { value: (row) => row('subject_id'), type: 'bigint' },
  ],
  filters: (row, args, viewer) => {
    const words = wordsOf(args.search);
    // Who may not see names may not find by them either.
    const text = viewer.personal ? row('search_text') : sql`lower(${row('code')})`;
    return [
      args.code == null ? undefined : sql`${row('code')} = ${args.code}`,
      args.unit == null ? undefined : below(row('receiving_unit'), args.unit),
      args.procedure == null ? undefined : sql`${row('procedure_code')} = ${args.procedure}`,
      args.states ? sql`${row('state')} = any(${args.states}::smallint[])` : undefined,
      args.receivedFrom ? sql`${row('received_at')} >= ${args.receivedFrom}::timestamptz` : undefined,
      args.receivedTo ? sql`${row('received_at')} < ${args.receivedTo}::timestamptz` : undefined,
      words && containsAll(text, words),
    ];
  },
};
