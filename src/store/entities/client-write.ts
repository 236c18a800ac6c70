import { defineEntity, p } from '@mikro-orm/core';

export const ClientWrite = defineEntity({
  name: 'ClientWrite',
  tableName: 'client_write',
  comment:
    "what became of a record that was pushed under a client's key: the same key again answers the same",
  indexes: [{ name: 'client_write_at', properties: ['writtenAt'] }],
  properties: {
    origin: p.text().primary(),
    clientKey: p.text().collation('C').fieldName('client_key').primary(),
    contentHash: p.blob().fieldName('content_hash'),
    outcome: p.json().nullable(),
    writtenAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('written_at'),
  },
});
