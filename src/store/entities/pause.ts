import { defineEntity, p } from '@mikro-orm/core';

export const Pause = defineEntity({
  name: 'Pause',
  tableName: 'pause',
  properties: {
    scope: p.text().primary().comment('queue:push, portal:national'),
    since: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    pausedBy: p.text().fieldName('paused_by'),
    reason: p.text().nullable(),
  },
});
