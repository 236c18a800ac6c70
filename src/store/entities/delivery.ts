import { defineEntity, p } from '@mikro-orm/core';

export const Delivery = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  uniques: [
    {
      name: 'delivery_entry',
      expression:
        "CREATE UNIQUE INDEX delivery_entry ON delivery USING btree (lane_id, entry_id, generation) WHERE (kind = 'ENTRY'::text)",
    },
    {
      name: 'delivery_record',
      expression:
        "CREATE UNIQUE INDEX delivery_record ON delivery USING btree (lane_id, version, phase, generation) WHERE (kind = 'RECORD'::text)",
    },
  ],
  indexes: [
    {
      name: 'delivery_attention',
      expression:
        "CREATE INDEX delivery_attention ON delivery USING btree (state, id) WHERE (state = ANY (ARRAY['REFUSED'::text, 'HELD'::text, 'EXHAUSTED'::text]))",
    },
    { name: 'delivery_lane', expression: 'CREATE INDEX delivery_lane ON delivery USING btree (lane_id)' },
    {
      name: 'delivery_state',
      expression: 'CREATE INDEX delivery_state ON delivery USING btree (state, changed_at)',
    },
  ],
  checks: [
    { name: 'delivery_check', expression: "(kind = 'ENTRY'::text) = (entry_id IS NOT NULL)" },
    { name: 'delivery_check1', expression: "(state = 'HELD'::text) = (hold_reason IS NOT NULL)" },
    { name: 'delivery_kind_check', expression: "kind = ANY (ARRAY['RECORD'::text, 'ENTRY'::text])" },
    { name: 'delivery_phase_check', expression: "phase = ANY (ARRAY['PUBLISH'::text, 'WITHDRAW'::text])" },
    {
      name: 'delivery_state_check',
      expression:
        "state = ANY (ARRAY['PENDING'::text, 'SENDING'::text, 'UNKNOWN'::text, 'DELIVERED'::text, 'REFUSED'::text, 'HELD'::text, 'EXHAUSTED'::text, 'SUPERSEDED'::text])",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    laneId: p
      .bigint('string')
      .fieldName('lane_id')
      .comment('no foreign key: written before its lane (docs/adr/0011)'),
    kind: p.text(),
    version: p.integer(),
    phase: p.text().defaultRaw("'PUBLISH'::text"),
    generation: p.integer().defaultRaw('0'),
    entryId: p
      .integer()
      .nullable()
      .fieldName('entry_id')
      .comment("no foreign key: taken from the entry's own row, which is never deleted (docs/adr/0011)"),
    state: p.text().defaultRaw("'PENDING'::text"),
    holdReason: p.text().nullable().fieldName('hold_reason'),
    holdField: p.text().nullable().fieldName('hold_field'),
    code: p.text().nullable(),
    message: p.text().nullable(),
    flags: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
    notBefore: p.datetime().columnType('timestamptz').nullable().fieldName('not_before'),
    nextAttemptAt: p.datetime().columnType('timestamptz').nullable().fieldName('next_attempt_at'),
    attempts: p.integer().defaultRaw('0'),
    turns: p.integer().defaultRaw('0'),
    waits: p.integer().defaultRaw('0'),
    payloadHash: p.blob().nullable().fieldName('payload_hash'),
    exchangeId: p.uuid().nullable().fieldName('exchange_id'),
    supersededBy: p.uuid().nullable().fieldName('superseded_by'),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('created_at'),
    changedAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('changed_at'),
  },
});
