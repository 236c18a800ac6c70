import { defineEntity, p } from '@mikro-orm/core';
import { PortalAccount } from './portal-account.js';

export const AccountSession = defineEntity({
  name: 'AccountSession',
  tableName: 'account_session',
  properties: {
    accountId: p
      .manyToOne(PortalAccount)
      .mapToPk()
      .fieldName('account_id')
      .foreignKeyName('account_session_account_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    generation: p.bigint('string').defaultRaw('0'),
    token: p.blob().nullable().comment('sealed'),
    expiresAt: p.datetime().columnType('timestamptz').nullable().fieldName('expires_at'),
    renewingUntil: p.datetime().columnType('timestamptz').nullable().fieldName('renewing_until'),
    refusedAt: p.datetime().columnType('timestamptz').nullable().fieldName('refused_at'),
    refusedCode: p.text().nullable().fieldName('refused_code'),
  },
});
