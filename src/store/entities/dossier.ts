import { defineEntity, p } from '@mikro-orm/core';
import { Subject } from './subject.js';

export const Dossier = defineEntity({
  name: 'Dossier',
  tableName: 'dossier',
  indexes: [
    {
      name: 'dossier_identity',
      expression:
        'CREATE INDEX dossier_identity ON dossier USING btree (identity_number_hash) WHERE (identity_number_hash IS NOT NULL)',
    },
    {
      name: 'dossier_code_search',
      expression: 'CREATE INDEX dossier_code_search ON dossier USING gin (lower(code) gin_trgm_ops)',
    },
    {
      name: 'dossier_due',
      expression:
        "CREATE INDEX dossier_due ON dossier USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), subject_id)",
    },
    {
      name: 'dossier_open',
      expression:
        'CREATE INDEX dossier_open ON dossier USING btree (due_at) WHERE (state <> ALL (ARRAY[3, 7, 8, 9, 10]))',
    },
    {
      name: 'dossier_procedure',
      expression:
        "CREATE INDEX dossier_procedure ON dossier USING btree (procedure_code, COALESCE(received_at, 'infinity'::timestamp with time zone), subject_id)",
    },
    {
      name: 'dossier_received',
      expression:
        "CREATE INDEX dossier_received ON dossier USING btree (COALESCE(received_at, 'infinity'::timestamp with time zone), subject_id)",
    },
    {
      name: 'dossier_search',
      expression: 'CREATE INDEX dossier_search ON dossier USING gin (search_text gin_trgm_ops)',
    },
    {
      name: 'dossier_state',
      expression:
        "CREATE INDEX dossier_state ON dossier USING btree (state, COALESCE(received_at, 'infinity'::timestamp with time zone), subject_id)",
    },
    {
      name: 'dossier_unit',
      expression:
        "CREATE INDEX dossier_unit ON dossier USING btree (receiving_unit, COALESCE(received_at, 'infinity'::timestamp with time zone), subject_id)",
    },
  ],
  checks: [{ name: 'dossier_state_check', expression: '(state >= 1) AND (state <= 10)' }],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('dossier_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('dossier_code_key'),
    procedureCode: p.text().collation('C').fieldName('procedure_code'),
    receivingUnit: p.text().collation('C').fieldName('receiving_unit'),
    processingUnit: p.text().collation('C').nullable().fieldName('processing_unit'),
    channel: p.smallint(),
    applicantType: p.smallint().fieldName('applicant_type'),
    applicantName: p.text().fieldName('applicant_name'),
    identityType: p.smallint().nullable().fieldName('identity_type'),
    identityNumber: p.blob().nullable().fieldName('identity_number').comment('sealed'),
    identityNumberHash: p.blob().nullable().fieldName('identity_number_hash'),
    phone: p.blob().nullable().comment('sealed'),
    phoneHash: p.blob().nullable().fieldName('phone_hash'),
    email: p.blob().nullable().comment('sealed'),
    emailHash: p.blob().nullable().fieldName('email_hash'),
    address: p.blob().nullable().comment('sealed'),
    nationalAccountId: p.blob().nullable().fieldName('national_account_id').comment('sealed'),
    summary: p.text(),
    lodgedAt: p.smallint().nullable().fieldName('lodged_at'),
    submittedAt: p.datetime().columnType('timestamptz').nullable().fieldName('submitted_at'),
    receivedAt: p.datetime().columnType('timestamptz').nullable().fieldName('received_at'),
    dueAt: p.datetime().columnType('timestamptz').nullable().fieldName('due_at'),
    finishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('finished_at'),
    returnedAt: p.datetime().columnType('timestamptz').nullable().fieldName('returned_at'),
    refusedAt: p.datetime().columnType('timestamptz').nullable().fieldName('refused_at'),
    state: p.smallint(),
    returnMethod: p.smallint().nullable().fieldName('return_method'),
    vneidVerified: p.boolean().nullable().fieldName('vneid_verified'),
    onlinePayment: p.smallint().nullable().fieldName('online_payment'),
    ratingLevel: p.smallint().nullable().fieldName('rating_level'),
    ratingContent: p.text().nullable().fieldName('rating_content'),
    ratingAt: p.datetime().columnType('timestamptz').nullable().fieldName('rating_at'),
    flags: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});
