import { defineEntity, p } from '@mikro-orm/core';
import { Subject } from './subject.js';

export const StableNumber = defineEntity({
  name: 'StableNumber',
  tableName: 'stable_number',
  comment: 'int32 numbers that portals want for parts that have text ids or none at the source',
  uniques: [{ name: 'stable_number_subject_id_list_key_key', properties: ['subjectId', 'list', 'key'] }],
  properties: {
    id: p.integer().primary().autoincrement().generated('identity'),
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('stable_number_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    list: p.text(),
    key: p.text().collation('C'),
  },
});
