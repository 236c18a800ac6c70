import { defineEntity, p } from '@mikro-orm/core';

export const SourceCursor = defineEntity({
  name: 'SourceCursor',
  tableName: 'source_cursor',
  properties: {
    source: p.text().primary(),
    cursor: p.json().nullable(),
    movedAt: p.datetime().columnType('timestamptz').fieldName('moved_at'),
    requestedAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .fieldName('requested_at')
      .comment('somebody asked for a run now; the next sync turn takes it'),
  },
});
