import { defineEntity, p } from '@mikro-orm/core';

export const UnitAlias = defineEntity({
  name: 'UnitAlias',
  tableName: 'unit_alias',
  properties: {
    alias: p.text().collation('C').primary(),
    code: p.text().collation('C'),
  },
});
