import { defineEntity, p } from '@mikro-orm/core';
import { PortalAccount } from './portal-account.js';

export const AccountRate = defineEntity({
  name: 'AccountRate',
  tableName: 'account_rate',
  properties: {
    accountId: p
      .manyToOne(PortalAccount)
      .mapToPk()
      .fieldName('account_id')
      .foreignKeyName('account_rate_account_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    nextAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('next_at'),
  },
});
