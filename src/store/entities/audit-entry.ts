import { defineEntity, p } from '@mikro-orm/core';

export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  comment: 'every write of a caller, in the transaction that it records; no personal data',
  indexes: [{ name: 'audit_entry_at', properties: ['at'] }],
  properties: {
    id: p.uuid().primary(),
    at: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    principalId: p.text().fieldName('principal_id'),
    principalName: p.text().fieldName('principal_name'),
    role: p.text(),
    unit: p.text().nullable(),
    action: p.text(),
    inputHash: p
      .blob()
      .fieldName('input_hash')
      .comment('keyed hash: tells equal inputs, says nothing of them'),
    outcome: p.text(),
    facts: p.json().defaultRaw("'{}'::jsonb"),
  },
});
