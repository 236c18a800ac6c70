import { defineEntity, p } from '@mikro-orm/core';
import { Subject } from '../entities/subject.js';

export const Document = defineEntity({
  name: 'Document',
  tableName: 'document',
  indexes: [
    { name: 'document_unit', properties: ['unit'] },
    { name: 'document_code', properties: ['code'] },
    {
      name: 'document_issued',
      expression:
        "CREATE INDEX document_issued ON document USING btree (COALESCE(issued_at, 'infinity'::timestamp with time zone), id)",
    },
    {
      name: 'document_signer',
      expression:
        'CREATE INDEX document_signer ON document USING btree ((person_name(signer) COLLATE "C")) WHERE (signer IS NOT NULL)',
    },
    {
      name: 'document_due',
      expression: 'CREATE INDEX document_due ON document USING btree (due_at) WHERE (finished_at IS NULL)',
    },
    {
      name: 'document_issuer',
      expression:
        "CREATE INDEX document_issuer ON document USING btree (upper(replace(issuer_code, '-'::text, '.'::text)))",
    },
    { name: 'document_number', properties: ['number'] },
    {
      name: 'document_duplicate',
      expression:
        'CREATE INDEX document_duplicate ON document USING btree (duplicate_key) WHERE (duplicate_key IS NOT NULL)',
    },
    {
      name: 'document_replaces',
      expression: 'CREATE INDEX document_replaces ON document USING gin (replaces)',
    },
    {
      name: 'document_answers',
      expression: 'CREATE INDEX document_answers ON document USING gin (response_for)',
    },
    {
      name: 'document_dossiers',
      expression: 'CREATE INDEX document_dossiers ON document USING gin (dossiers)',
    },
    {
      name: 'document_search',
      expression: 'CREATE INDEX document_search ON document USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    { name: 'document_direction_check', expression: "direction = ANY (ARRAY['IN'::text, 'OUT'::text])" },
    { name: 'document_priority_check', expression: 'priority >= 0 AND priority <= 4' },
    { name: 'document_steering_check', expression: 'steering >= 1 AND steering <= 3' },
    {
      name: 'document_revocation_check',
      expression: "revocation = ANY (ARRAY['ASKED'::text, 'AGREED'::text, 'REFUSED'::text])",
    },
  ],
  uniques: [{ name: 'document_copy', properties: ['subjectId', 'unit'] }],
  properties: {
    id: p.bigint('string').primary().autoincrement().generated('identity'),
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('document_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    code: p.text().collation('C'),
    direction: p.text().nullable(),
    unit: p.text().collation('C'),
    state: p.text(),
    number: p.text().collation('C').nullable(),
    notation: p.text().nullable(),
    issuerCode: p.text().collation('C').nullable().fieldName('issuer_code'),
    issuerName: p.text().nullable().fieldName('issuer_name'),
    issuedAt: p.datetime().columnType('timestamptz').nullable().fieldName('issued_at'),
    place: p.text().nullable(),
    typeName: p.text().nullable().fieldName('type_name'),
    subject: p.text().nullable(),
    content: p.text().nullable(),
    signer: p.text().nullable(),
    signerPosition: p.text().nullable().fieldName('signer_position'),
    signerCompetence: p.text().nullable().fieldName('signer_competence'),
    priority: p.smallint(),
    steering: p.smallint(),
    dueAt: p.datetime().columnType('timestamptz').nullable().fieldName('due_at'),
    finishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('finished_at'),
    pages: p.integer().nullable(),
    toPlaces: p.array().columnType('text[]').fieldName('to_places'),
    arrivalNumber: p.text().collation('C').nullable().fieldName('arrival_number'),
    arrivedAt: p.datetime().columnType('timestamptz').nullable().fieldName('arrived_at'),
    online: p.boolean(),
    revocation: p.text().nullable(),
    revocationReason: p.text().nullable().fieldName('revocation_reason'),
    duplicateKey: p.text().collation('C').nullable().fieldName('duplicate_key'),
    responseFor: p.array().columnType('text[]').fieldName('response_for'),
    replaces: p.array().columnType('text[]'),
    dossiers: p.array().columnType('text[]'),
    searchText: p.text().collation('C').fieldName('search_text'),
    recordedAt: p
      .datetime()
      .columnType('timestamptz')
      .defaultRaw('now()')
      .fieldName('recorded_at')
      .comment('since when the unit is known to have it'),
    deletedAt: p.datetime().columnType('timestamptz').nullable().fieldName('deleted_at'),
  },
});

const ofDocument = (table: string) =>
  p
    .manyToOne(Subject)
    .mapToPk()
    .fieldName('document_id')
    .foreignKeyName(`${table}_document_id_fkey`)
    .deleteRule('no action')
    .updateRule('no action')
    .primary();

export const DocumentRecipient = defineEntity({
  name: 'DocumentRecipient',
  tableName: 'document_recipient',
  properties: {
    documentId: ofDocument('document_recipient'),
    position: p.integer().primary(),
    unit: p.text().collation('C'),
    code: p.text().collation('C').nullable(),
    name: p.text().nullable(),
    state: p.text().nullable(),
    stateAt: p.datetime().columnType('timestamptz').nullable().fieldName('state_at'),
    reason: p.text().nullable(),
  },
});

export const DocumentFile = defineEntity({
  name: 'DocumentFile',
  tableName: 'document_file',
  properties: {
    documentId: ofDocument('document_file'),
    position: p.integer().primary(),
    name: p.text(),
    file: p.text(),
    mediaType: p.text().nullable().fieldName('media_type'),
    bytes: p.bigint().nullable(),
  },
});

export const DocumentTrace = defineEntity({
  name: 'DocumentTrace',
  tableName: 'document_trace',
  properties: {
    documentId: ofDocument('document_trace'),
    position: p.integer().primary(),
    unit: p.text().collation('C'),
    at: p.datetime().columnType('timestamptz'),
    organ: p.text().nullable(),
    department: p.text().nullable(),
    staff: p.text().nullable(),
    status: p.text().nullable(),
    note: p.text().nullable(),
  },
});
