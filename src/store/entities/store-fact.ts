import { defineEntity, p } from '@mikro-orm/core';

export const StoreFact = defineEntity({
  name: 'StoreFact',
  tableName: 'store_fact',
  comment: "the secret key's id and the like",
  properties: {
    name: p.text().primary(),
    value: p.text(),
  },
});
