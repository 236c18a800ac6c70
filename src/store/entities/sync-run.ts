import { defineEntity, p } from '@mikro-orm/core';

export const SyncRun = defineEntity({
  name: 'SyncRun',
  tableName: 'sync_run',
  indexes: [
    {
      name: 'sync_run_source',
      expression: 'CREATE INDEX sync_run_source ON sync_run USING btree (source, started_at DESC)',
    },
  ],
  checks: [
    {
      name: 'sync_run_state_check',
      expression: "state = ANY (ARRAY['RUNNING'::text, 'DONE'::text, 'FAILED'::text, 'ABANDONED'::text])",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    startedAt: p.datetime().columnType('timestamptz').fieldName('started_at'),
    finishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('finished_at'),
    state: p.text(),
    read: p.integer().defaultRaw('0'),
    stored: p.integer().defaultRaw('0'),
    unchanged: p.integer().defaultRaw('0'),
    stale: p.integer().defaultRaw('0'),
    quarantined: p.integer().defaultRaw('0'),
    error: p.text().nullable(),
  },
});
