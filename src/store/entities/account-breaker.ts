import { defineEntity, p } from '@mikro-orm/core';
import { PortalAccount } from './portal-account.js';

export const AccountBreaker = defineEntity({
  name: 'AccountBreaker',
  tableName: 'account_breaker',
  checks: [
    {
      name: 'account_breaker_state_check',
      expression: "state = ANY (ARRAY['CLOSED'::text, 'OPEN'::text, 'HALF_OPEN'::text])",
    },
  ],
  properties: {
    accountId: p
      .manyToOne(PortalAccount)
      .mapToPk()
      .fieldName('account_id')
      .foreignKeyName('account_breaker_account_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    state: p.text().defaultRaw("'CLOSED'::text"),
    failures: p.integer().defaultRaw('0'),
    reason: p.text().nullable(),
    openedAt: p.datetime().columnType('timestamptz').nullable().fieldName('opened_at'),
    openUntil: p.datetime().columnType('timestamptz').nullable().fieldName('open_until'),
    probeUntil: p.datetime().columnType('timestamptz').nullable().fieldName('probe_until'),
  },
});
