import { defineEntity, p } from '@mikro-orm/core';

export const Portal = defineEntity({
  name: 'Portal',
  tableName: 'portal',
  properties: {
    code: p.text().primary(),
    enabled: p.boolean().defaultRaw('true'),
    enabledSince: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('enabled_since'),
    backfillFrom: p.datetime().columnType('timestamptz').nullable().fieldName('backfill_from'),
    capabilities: p.json().defaultRaw("'{}'::jsonb"),
    profileVersion: p.text().defaultRaw("''::text").fieldName('profile_version'),
  },
});
