import { defineEntity, p } from '@mikro-orm/core';

export const SubjectAlias = defineEntity({
  name: 'SubjectAlias',
  tableName: 'subject_alias',
  comment: 'keys that a source gives for a subject that stands under another one',
  properties: {
    kind: p.text().primary(),
    alias: p.text().collation('C').primary(),
    naturalKey: p.text().collation('C').fieldName('natural_key'),
  },
});
