import { defineEntity, p } from '@mikro-orm/core';
import { SyncRun } from './sync-run.js';

export const Quarantine = defineEntity({
  name: 'Quarantine',
  tableName: 'quarantine',
  uniques: [{ name: 'quarantine_source_raw_hash_key', properties: ['source', 'rawHash'] }],
  indexes: [
    {
      name: 'quarantine_open',
      expression:
        "CREATE INDEX quarantine_open ON quarantine USING btree (source, last_seen_at DESC) WHERE (state = 'OPEN'::text)",
    },
    {
      name: 'quarantine_waits',
      expression:
        "CREATE INDEX quarantine_waits ON quarantine USING gin (waits_for) WHERE (state = 'OPEN'::text)",
    },
  ],
  checks: [
    {
      name: 'quarantine_state_check',
      expression: "state = ANY (ARRAY['OPEN'::text, 'RESOLVED'::text, 'DISCARDED'::text])",
    },
    {
      name: 'quarantine_resolution_check',
      expression: "resolution = ANY (ARRAY['EDITED'::text, 'REPLAYED'::text, 'DISCARDED'::text])",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    kind: p.text(),
    naturalKey: p.text().nullable().fieldName('natural_key'),
    place: p.json(),
    problems: p.json(),
    raw: p.blob().comment('sealed'),
    rawHash: p.blob().fieldName('raw_hash'),
    state: p.text().defaultRaw("'OPEN'::text"),
    waitsFor: p
      .array()
      .columnType('text[]')
      .nullable()
      .fieldName('waits_for')
      .comment('unit:H56.14.99, procedure:1.001193: taken up again by itself when all have arrived'),
    syncRunId: p
      .manyToOne(SyncRun)
      .mapToPk()
      .fieldName('sync_run_id')
      .foreignKeyName('quarantine_sync_run_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .nullable(),
    firstSeenAt: p.datetime().columnType('timestamptz').fieldName('first_seen_at'),
    lastSeenAt: p.datetime().columnType('timestamptz').fieldName('last_seen_at'),
    times: p.integer().defaultRaw('1'),
    resolvedAt: p.datetime().columnType('timestamptz').nullable().fieldName('resolved_at'),
    edited: p.blob().nullable().comment('sealed: the record as an officer corrected it'),
    resolution: p.text().nullable(),
    resolvedBy: p.text().nullable().fieldName('resolved_by'),
    reason: p.blob().nullable().comment('sealed'),
  },
});
