import { defineEntity, p } from '@mikro-orm/core';
import { PortalAccount } from './portal-account.js';

export const Exchange = defineEntity({
  name: 'Exchange',
  tableName: 'exchange',
  indexes: [
    {
      name: 'exchange_opened',
      expression: 'CREATE INDEX exchange_opened ON exchange USING btree (opened_at)',
    },
  ],
  checks: [{ name: 'exchange_task_check', expression: "task = ANY (ARRAY['SEND'::text, 'LOOK'::text])" }],
  properties: {
    id: p.uuid().primary(),
    accountId: p
      .manyToOne(PortalAccount)
      .mapToPk()
      .fieldName('account_id')
      .foreignKeyName('exchange_account_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    portal: p.text(),
    task: p.text(),
    operation: p.text(),
    lanes: p.array().columnType('bigint[]'),
    fences: p.array().columnType('bigint[]'),
    deliveries: p.array().columnType('uuid[]'),
    worker: p.text(),
    sessionGeneration: p.bigint('string').nullable().fieldName('session_generation'),
    openedAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('opened_at'),
    sentAt: p.datetime().columnType('timestamptz').nullable().fieldName('sent_at'),
    answeredAt: p.datetime().columnType('timestamptz').nullable().fieldName('answered_at'),
    httpStatus: p.integer().nullable().fieldName('http_status'),
    outcome: p.text().nullable(),
    error: p.text().nullable(),
    request: p.blob().nullable().comment('sealed'),
    response: p.blob().nullable().comment('sealed'),
    catalogueVersion: p.text().nullable().fieldName('catalogue_version'),
    profileVersion: p.text().nullable().fieldName('profile_version'),
  },
});
