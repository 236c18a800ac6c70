import { defineEntity, p } from '@mikro-orm/core';

export const KeptFile = defineEntity({
  name: 'KeptFile',
  tableName: 'kept_file',
  properties: {
    sha256: p.blob().primary(),
    bytes: p.bigint('string'),
    mediaType: p.text().fieldName('media_type'),
    keptAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('kept_at'),
  },
});
