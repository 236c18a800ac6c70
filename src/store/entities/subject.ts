import { defineEntity, p } from '@mikro-orm/core';

export const Subject = defineEntity({
  name: 'Subject',
  tableName: 'subject',
  uniques: [{ name: 'subject_kind_natural_key_key', properties: ['kind', 'naturalKey'] }],
  indexes: [
    {
      name: 'subject_changed',
      expression: 'CREATE INDEX subject_changed ON subject USING btree (changed_at, id)',
    },
    {
      name: 'subject_origin',
      expression: 'CREATE INDEX subject_origin ON subject USING btree (origin, kind, natural_key)',
    },
    {
      name: 'subject_raw_mark',
      expression:
        'CREATE INDEX subject_raw_mark ON subject USING btree (raw_mark) WHERE (raw_mark IS NOT NULL)',
    },
  ],
  properties: {
    id: p.bigint('string').primary().autoincrement().generated('identity'),
    kind: p.text(),
    origin: p.text(),
    naturalKey: p.text().collation('C').fieldName('natural_key'),
    version: p.integer(),
    contentHash: p.blob().fieldName('content_hash'),
    changedAt: p.datetime().columnType('timestamptz').fieldName('changed_at'),
    readAt: p.datetime().columnType('timestamptz').fieldName('read_at'),
    deletedAt: p.datetime().columnType('timestamptz').nullable().fieldName('deleted_at'),
    rawMark: p
      .uuid()
      .nullable()
      .fieldName('raw_mark')
      .comment('keyed hash of the raw record that said last what stands here, and of how it was read'),
  },
});
