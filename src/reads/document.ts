import { sql } from 'kysely';
import { type DocumentOfUnit, documentKey, organKey } from '../domain/kinds/document.js';
import type { Document, DocumentsArgs, UnitDocumentsArgs } from '../schema/document.js';
import type { DocumentFile, DocumentRecipient, DocumentTrace } from '../schema/document-parts.js';
import { copyOrder, copyRows, documentMeant, heldCopy } from './document-copies.js';
import { column, computed, personal } from './engine/fields.js';
import { bothWays, joinedKey, key, laterWhenMissing, orNeverKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead, unitIn } from './engine/plain.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { subjectFilters } from './subjects.js';
import { timeless } from './timeless.js';
import { codeMeant } from './unit-codes.js';

/** When a document was: what a key of one unit sees, and what successors took over. */
export const documentAt = (row: Row): Sql =>
  sql`coalesce(${row('arrived_at')}, ${row('issued_at')}, ${row.joined('subject')('changed_at')})`;

export const documentRead = plainRead<Document, DocumentOfUnit>(
  {
    name: 'Document',
    kind: 'document',
    table: 'document',
    at: documentAt,
    title: (row) => sql`coalesce(${row('subject')}, ${row('code')})`,
    found: {
      listed: (row) => sql`${row('deleted_at')} is null`,
      texts: [
        (row) => sql`concat_ws('/', ${row('number')}, ${row('notation')})`,
        (row) => row('issuer_name'),
        (row) => row('type_name'),
        (row) => row('signer'),
        (row) => row('arrival_number'),
      ],
    },
    parts: { key: 'id', by: 'unit', since: 'recorded_at', of: heldCopy },
  },
  {
    code: column('code'),
    direction: [column('direction'), (record) => record.direction],
    unit: unitIn('unit'),
    state: [column('state'), (record) => record.state],
    number: [column('number'), (record) => record.number],
    notation: [column('notation'), (record) => record.notation],
    issuerCode: [column('issuer_code'), (record) => record.issuer?.code],
    issuerName: [column('issuer_name'), (record) => record.issuer?.name],
    issuerUnit: unitNamed('issuer_code'),
    issuedAt: [column('issued_at'), (record) => record.issuedAt],
    place: [column('place'), (record) => record.place],
    typeName: [column('type_name'), (record) => record.typeName],
    subject: [column('subject'), (record) => record.subject],
    content: [personal('content', 'text'), (record) => record.content],
    signer: [column('signer'), (record) => record.signer],
    signerPosition: [column('signer_position'), (record) => record.signerPosition],
    signerCompetence: [column('signer_competence'), (record) => record.signerCompetence],
    priority: [column('priority'), (record) => record.priority ?? 0],
    steering: [column('steering'), (record) => record.steering ?? 1],
    dueAt: [column('due_at'), (record) => record.dueAt],
    finishedAt: [column('finished_at'), (record) => record.finishedAt],
    pages: [column('pages'), (record) => record.pages],
    toPlaces: [column('to_places'), (record) => record.toPlaces],
    arrivalNumber: [column('arrival_number'), (record) => record.arrivalNumber],
    arrivedAt: [column('arrived_at'), (record) => record.arrivedAt],
    online: [column('online'), (record) => record.online],
    revocation: [column('revocation'), (record) => record.revocation],
    revocationReason: [personal('revocation_reason', 'text'), (record) => record.revocationReason],
    possibleDuplicate: computed(
      (row) =>
        sql`exists (select from document d where d.deleted_at is null and d.duplicate_key = ${row('duplicate_key')} and d.subject_id <> ${row('subject_id')})`,
    ),
    recipients: [
      copyRows('DocumentRecipient', 2),
      ({ recipients }) =>
        recipients.map(({ code, name, state, stateAt, reason }) => ({ code, name, state, stateAt, reason })),
    ],
    files: [
      partRows('DocumentFile', 'document_id', 2),
      ({ files }) => files.map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes, problem: null })),
    ],
    traces: [copyRows('DocumentTrace', 3), (record) => record.traces],
    responseFor: [column('response_for'), (record) => record.responseFor],
    replaces: [column('replaces'), (record) => record.replaces],
    dossierCodes: [column('dossiers'), (record) => record.dossiers],
    dossiers: {
      kind: 'many',
      type: 'Dossier',
      usual: 1,
      where: (row, target) => sql`${target('code')} = any(${row('dossiers')})`,
      orderBy: (target) => target('code'),
    },
    copies: {
      kind: 'many',
      type: 'Document',
      usual: 2,
      where: (row, target) => sql`${target('subject_id')} = ${row('subject_id')}`,
      orderBy: copyOrder,
    },
    deletedAt: [column('deleted_at'), (record) => record.deletedAt],
  },
);

const recipientRead: ReadType = {
  name: 'DocumentRecipient',
  permission: 'documents.read',
  from: (row) => sql`document_recipient as ${row.table}`,
  subject: (row) => row('document_id'),
  fields: {
    code: column('code'),
    name: column('name'),
    state: column('state'),
    stateAt: column('state_at'),
    reason: personal('reason', 'text'),
  } satisfies Record<keyof DocumentRecipient, ReadField>,
};

const fileRead: ReadType = {
  name: 'DocumentFile',
  permission: 'documents.read',
  // What is named and was fetched has its size and type from there.
  from: (row) => sql`document_file as ${row.table}
    left join file_reference as ${row.joined('named').table} on ${row.joined('named')('subject_id')} = ${row('document_id')}
      and ${row.joined('named')('reference')} = ${row('file')}
    left join kept_file as ${row.joined('kept').table} on ${row.joined('kept')('sha256')} = ${row.joined('named')('sha256')}`,
  fields: {
    name: column('name'),
    mediaType: computed((row) => sql`coalesce(${row('media_type')}, ${row.joined('kept')('media_type')})`),
    bytes: computed((row) => sql`coalesce(${row('bytes')}, ${row.joined('kept')('bytes')})`),
    problem: computed((row) => sql`upper(${row.joined('named')('problem')})`),
  } satisfies Record<keyof DocumentFile, ReadField>,
};

const traceRead: ReadType = {
  name: 'DocumentTrace',
  permission: 'documents.read',
  from: (row) => sql`document_trace as ${row.table}`,
  subject: (row) => row('document_id'),
  fields: {
    at: column('at'),
    organ: column('organ'),
    department: column('department'),
    staff: column('staff'),
    status: column('status'),
    note: personal('note', 'text'),
  } satisfies Record<keyof DocumentTrace, ReadField>,
};

/** The unit that an agency's identifier means, as the unit table has it or by another code that it has or had, however that is written. */
function unitNamed(name: string): ReadField {
  return {
    kind: 'one',
    type: 'Unit',
    where: (
      row,
      target,
    ) => sql`${target('code')} = coalesce((select u.code from unit u where u.code = ${row(name)}),
      (select alias.code from unit_alias alias where alias.alias in (${row(name)}, replace(${row(name)}, '-', '.'),
        replace(${row(name)}, '.', '-')) order by alias.code limit 1))`,
  };
}

export const documentReads = [documentRead, recipientRead, fileRead, traceRead];

export const documentRelations: Relations = {
  DocumentRecipient: { unit: unitNamed('code') },
  Dossier: {
    documents: {
      kind: 'many',
      type: 'Document',
      usual: 1,
      where: (row, target) => sql`${target('dossiers')} @> array[${row('code')}]`,
      orderBy: (target) => sql`${target('issued_at')}, ${target('code')}`,
    },
  },
  Unit: {
    documents: ofUnit<UnitDocumentsArgs>('Document', {
      usual: 20,
      filters: (row, args) => [
        equals(row('direction'), args.direction),
        among(row('state'), args.states),
        since(row('issued_at'), args.issuedFrom),
        until(row('issued_at'), args.issuedTo),
        ofOverdue(row, args.overdue),
      ],
      orderBy: (row) => sql`${laterWhenMissing(row('issued_at'))} desc, ${row('id')} desc`,
    }),
  },
};

/** Whether it came in, is not finished, and its due time has passed. */
function ofOverdue(row: Row, wanted: boolean | null | undefined): Sql | undefined {
  if (wanted == null) return undefined;
  const overdue = sql`(${row('due_at')} < now() and ${row('finished_at')} is null and ${row('direction')} = 'IN')`;
  return wanted ? overdue : sql`${overdue} is not true`;
}

/** A list of codes in a column that holds this one. */
function naming(value: Sql, code: Sql | undefined): Sql | undefined {
  return code && sql`${value} @> array[${code}]::text[]`;
}

function meant(given: string | null | undefined): Sql | undefined {
  return given == null ? undefined : documentMeant(sql`${documentKey(given)}`);
}

/** `12345`, or with its notation behind a stroke. */
function numbered(row: Row, given: string | null | undefined): (Sql | undefined)[] {
  const [number, ...notation] = given?.trim().split('/') ?? [];
  return [
    equals(row('number'), number?.trim()),
    notation.length === 0
      ? undefined
      : sql`upper(${row('notation')}) = ${notation.join('/').trim().toUpperCase()}`,
  ];
}

export const documentsPage: PageSpec<DocumentsArgs> = {
  type: 'Document',
  orders: {
    ...bothWays('ISSUED', orNeverKey('issued_at'), key('id', 'bigint')),
    ...bothWays('CODE', key('code', 'text'), key('id', 'bigint')),
    ...bothWays('CHANGED', joinedKey('subject', 'changed_at', 'timestamptz'), key('id', 'bigint')),
  },
  problems: (args) => timeless(args, ['unit', 'direction', 'issuedFrom', 'issuedTo'], ['CODE', 'ISSUED']),
  filters: (row, args) => [
    equals(row('direction'), args.direction),
    among(row('state'), args.states),
    among(row('type_name'), args.types),
    among(row('priority'), args.priorities, 'smallint'),
    since(row('issued_at'), args.issuedFrom),
    until(row('issued_at'), args.issuedTo),
    since(row('arrived_at'), args.arrivedFrom),
    until(row('arrived_at'), args.arrivedTo),
    ofOverdue(row, args.overdue),
    equals(row('online'), args.online),
    args.issuer == null
      ? undefined
      : sql`upper(replace(${row('issuer_code')}, '-', '.')) = upper(replace(${codeMeant(organKey(args.issuer))}, '-', '.'))`,
    ...numbered(row, args.number),
    since(row('due_at'), args.dueFrom),
    until(row('due_at'), args.dueTo),
    naming(row('dossiers'), args.dossier == null ? undefined : sql`${args.dossier}`),
    naming(row('replaces'), meant(args.replaces)),
    naming(row('response_for'), meant(args.responseFor)),
    ...subjectFilters(row, args, documentAt(row), row('deleted_at')),
  ],
};
