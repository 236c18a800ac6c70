import { defineEntity, p } from '@mikro-orm/core';

export const SourceFile = defineEntity({
  name: 'SourceFile',
  tableName: 'source_file',
  properties: {
    source: p.text().primary(),
    name: p.text().primary(),
    read: p.integer().defaultRaw('0'),
    stored: p.integer().defaultRaw('0'),
    unchanged: p.integer().defaultRaw('0'),
    stale: p.integer().defaultRaw('0'),
    quarantined: p.integer().defaultRaw('0'),
    errors: p.json().defaultRaw("'[]'::jsonb"),
    takenAt: p.datetime().columnType('timestamptz').primary().defaultRaw('now()').fieldName('taken_at'),
    doneAt: p.datetime().columnType('timestamptz').nullable().fieldName('done_at'),
  },
});
