import { defineEntity, p } from '@mikro-orm/core';
import { KeptFile } from './kept-file.js';
import { Subject } from './subject.js';

export const FileReference = defineEntity({
  name: 'FileReference',
  tableName: 'file_reference',
  uniques: [{ name: 'file_reference_subject_id_reference_key', properties: ['subjectId', 'reference'] }],
  indexes: [
    { name: 'file_reference_sha256', properties: ['sha256'] },
    {
      name: 'file_reference_by_itself',
      expression:
        'CREATE INDEX file_reference_by_itself ON file_reference USING btree (id) WHERE ((sha256 IS NULL) AND by_itself)',
    },
    {
      name: 'file_reference_signature',
      expression:
        "CREATE INDEX file_reference_signature ON file_reference USING btree (sha256) WHERE ((reference ~* '\\.p7s$'::text) OR (name ~* '\\.p7s$'::text))",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('file_reference_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    origin: p.text(),
    reference: p.text(),
    name: p.text(),
    sha256: p
      .manyToOne(KeptFile)
      .mapToPk()
      .fieldName('sha256')
      .foreignKeyName('file_reference_sha256_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .nullable(),
    checkedAt: p.datetime().columnType('timestamptz').nullable().fieldName('checked_at'),
    problem: p.text().nullable(),
    byItself: p
      .boolean()
      .default(false)
      .fieldName('by_itself')
      .comment('taken up or fetched without anybody asking for it'),
  },
});
