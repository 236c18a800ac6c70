import { defineEntity, p } from '@mikro-orm/core';
import { Dossier } from './dossier.js';

export const TraceEntry = defineEntity({
  name: 'TraceEntry',
  tableName: 'trace_entry',
  uniques: [
    {
      name: 'trace_entry_dossier_id_at_state_actor_ordinal_key',
      properties: ['dossierId', 'at', 'state', 'actor', 'ordinal'],
    },
  ],
  indexes: [
    {
      name: 'trace_entry_actor',
      expression: 'CREATE INDEX trace_entry_actor ON trace_entry USING btree (person_name(actor))',
    },
  ],
  checks: [{ name: 'trace_entry_state_check', expression: '(state >= 1) AND (state <= 10)' }],
  properties: {
    id: p.integer().primary().autoincrement().generated('identity'),
    dossierId: p
      .manyToOne(Dossier)
      .mapToPk()
      .fieldName('dossier_id')
      .foreignKeyName('trace_entry_dossier_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    at: p.datetime().columnType('timestamptz'),
    state: p.smallint(),
    actor: p.text().collation('C'),
    ordinal: p.integer(),
    title: p.text().nullable(),
    department: p.text().nullable(),
    note: p.text().nullable(),
    begunAt: p.datetime().columnType('timestamptz').nullable().fieldName('begun_at'),
    dueAt: p.datetime().columnType('timestamptz').nullable().fieldName('due_at'),
    contentHash: p.blob().fieldName('content_hash'),
    firstVersion: p.integer().fieldName('first_version'),
    editedVersion: p.integer().nullable().fieldName('edited_version'),
    removedVersion: p.integer().nullable().fieldName('removed_version'),
    flags: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
  },
});
