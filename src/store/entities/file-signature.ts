import { defineEntity, p } from '@mikro-orm/core';
import { KeptFile } from './kept-file.js';

export const SignedFile = defineEntity({
  name: 'SignedFile',
  tableName: 'signed_file',
  indexes: [{ name: 'signed_file_content', properties: ['content'] }],
  properties: {
    sha256: p
      .manyToOne(KeptFile)
      .mapToPk()
      .fieldName('sha256')
      .foreignKeyName('signed_file_sha256_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    trust: p.blob().comment('hash of the roots and lists with which it was checked'),
    checkedAt: p.datetime().columnType('timestamptz').fieldName('checked_at'),
    content: p
      .manyToOne(KeptFile)
      .mapToPk()
      .fieldName('content')
      .foreignKeyName('signed_file_content_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .nullable()
      .comment('the file beside it that it was checked against'),
  },
});

export const FileSignature = defineEntity({
  name: 'FileSignature',
  tableName: 'file_signature',
  uniques: [{ name: 'file_signature_sha256_position_key', properties: ['sha256', 'position'] }],
  indexes: [
    { name: 'file_signature_signer', properties: ['serial', 'issuerDn'] },
    {
      name: 'file_signature_signed',
      expression:
        "CREATE INDEX file_signature_signed ON file_signature USING btree (COALESCE(signed_at, 'infinity'::timestamp with time zone), id)",
    },
  ],
  checks: [
    {
      name: 'file_signature_result_check',
      expression: "result = ANY (ARRAY['TOTAL_PASSED'::text, 'TOTAL_FAILED'::text, 'INDETERMINATE'::text])",
    },
  ],
  properties: {
    id: p.bigint('string').primary().generated('identity'),
    sha256: p
      .manyToOne(SignedFile)
      .mapToPk()
      .fieldName('sha256')
      .foreignKeyName('file_signature_sha256_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    position: p.integer(),
    format: p.text(),
    level: p.text().nullable(),
    isTimestamp: p.boolean().fieldName('is_timestamp'),
    subjectDn: p.text().nullable().fieldName('subject_dn'),
    issuerDn: p.text().nullable().fieldName('issuer_dn'),
    serial: p.text().collation('C').nullable(),
    signedAt: p.datetime().columnType('timestamptz').nullable().fieldName('signed_at'),
    timestampAt: p.datetime().columnType('timestamptz').nullable().fieldName('timestamp_at'),
    digest: p.text().nullable(),
    result: p.text(),
    reason: p.text().nullable(),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const FileSignatureCheck = defineEntity({
  name: 'FileSignatureCheck',
  tableName: 'file_signature_check',
  properties: {
    signatureId: p
      .manyToOne(FileSignature)
      .mapToPk()
      .fieldName('signature_id')
      .foreignKeyName('file_signature_check_signature_id_fkey')
      .deleteRule('cascade')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    name: p.text(),
    state: p.text(),
    reason: p.text().nullable(),
    message: p.text(),
  },
});
