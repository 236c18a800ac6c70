import { defineEntity, p } from '@mikro-orm/core';
import { Subject } from './subject.js';

export const SubjectVersion = defineEntity({
  name: 'SubjectVersion',
  tableName: 'subject_version',
  indexes: [
    {
      name: 'subject_version_hash',
      expression:
        'CREATE INDEX subject_version_hash ON subject_version USING btree (subject_id, content_hash)',
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('subject_version_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    version: p.integer().primary(),
    contentHash: p.blob().fieldName('content_hash'),
    changedAt: p.datetime().columnType('timestamptz').fieldName('changed_at'),
    recordedAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('recorded_at'),
    syncRunId: p.uuid().nullable().fieldName('sync_run_id'),
    snapshot: p.blob().comment('sealed JSON of the record'),
  },
});
