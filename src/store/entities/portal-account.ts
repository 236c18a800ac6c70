import { defineEntity, p } from '@mikro-orm/core';
import { Portal } from './portal.js';

export const PortalAccount = defineEntity({
  name: 'PortalAccount',
  tableName: 'portal_account',
  uniques: [{ name: 'portal_account_portal_agency_code_key', properties: ['portal', 'agencyCode'] }],
  checks: [
    {
      name: 'portal_account_adoption_check',
      expression: "adoption = ANY (ARRAY['before-enabled'::text, 'always'::text, 'never'::text])",
    },
  ],
  properties: {
    id: p.bigint('string').primary().autoincrement().generated('identity'),
    portal: p
      .manyToOne(Portal)
      .mapToPk()
      .fieldName('portal')
      .foreignKeyName('portal_account_portal_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    agencyCode: p.text().collation('C').fieldName('agency_code'),
    secretRef: p.text().defaultRaw("'environment'::text").fieldName('secret_ref'),
    units: p
      .array()
      .columnType('text[]')
      .nullable()
      .comment('receiving units that it speaks for, sub-units included; null: all'),
    adoption: p.text().nullable(),
  },
});
