import { defineEntity, p } from '@mikro-orm/core';

export const Replay = defineEntity({
  name: 'Replay',
  tableName: 'replay',
  indexes: [
    {
      name: 'replay_open',
      expression: 'CREATE INDEX replay_open ON replay USING btree (requested_at) WHERE (finished_at IS NULL)',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    requestedAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('requested_at'),
    requestedBy: p.text().fieldName('requested_by'),
    unit: p.text().nullable().comment('the unit that its caller is limited to'),
    filter: p.json(),
    total: p.integer(),
    tokenHash: p
      .blob()
      .unique('replay_token_hash_key')
      .fieldName('token_hash')
      .comment("of the dry run's token: it starts one replay"),
    reached: p.uuid().nullable().comment('the last delivery that was gone through'),
    again: p.integer().defaultRaw('0'),
    newer: p.integer().defaultRaw('0'),
    withoutAccount: p.integer().defaultRaw('0').fieldName('without_account'),
    changed: p.integer().defaultRaw('0'),
    startedAt: p.datetime().columnType('timestamptz').nullable().fieldName('started_at'),
    finishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('finished_at'),
  },
});
