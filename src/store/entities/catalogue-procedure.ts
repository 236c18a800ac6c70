import { defineEntity, p } from '@mikro-orm/core';

export const CatalogueProcedure = defineEntity({
  name: 'CatalogueProcedure',
  tableName: 'catalogue_procedure',
  comment: 'names as the national catalogue has them; they win on the wire',
  properties: {
    portal: p.text().primary(),
    code: p.text().collation('C').primary(),
    name: p.text(),
    fieldCode: p.text().fieldName('field_code'),
    fieldName: p.text().fieldName('field_name'),
    readAt: p.datetime().columnType('timestamptz').fieldName('read_at'),
  },
});
