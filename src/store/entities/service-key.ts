import { defineEntity, p } from '@mikro-orm/core';

export const ServiceKey = defineEntity({
  name: 'ServiceKey',
  tableName: 'service_key',
  checks: [
    {
      name: 'service_key_role_check',
      expression:
        "role = ANY (ARRAY['viewer'::text, 'officer'::text, 'operator'::text, 'administrator'::text, 'auditor'::text, 'service'::text])",
    },
  ],
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    role: p.text(),
    unit: p.text().nullable(),
    official: p.text().collation('C').nullable(),
    officialPerson: p
      .blob()
      .nullable()
      .fieldName('official_person')
      .comment("keyed hash of the official's identity number: nobody else's file is theirs"),
    scopes: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
    prefix: p.text(),
    hash: p.blob().unique('service_key_hash_key'),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()').fieldName('created_at'),
    lastUsedAt: p.datetime().columnType('timestamptz').nullable().fieldName('last_used_at'),
    revokedAt: p.datetime().columnType('timestamptz').nullable().fieldName('revoked_at'),
    expiresAt: p.datetime().columnType('timestamptz').nullable().fieldName('expires_at'),
  },
});
