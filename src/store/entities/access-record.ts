import { defineEntity, p } from '@mikro-orm/core';

export const AccessRecord = defineEntity({
  name: 'AccessRecord',
  tableName: 'access_record',
  comment:
    'one row an operation that showed personal fields unmasked: who, which fields, of which subjects; never a value',
  indexes: [
    { name: 'access_record_at', properties: ['at', 'id'] },
    {
      name: 'access_record_subjects',
      expression: 'CREATE INDEX access_record_subjects ON access_record USING gin (subjects)',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    at: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    principalId: p.text().fieldName('principal_id'),
    principalName: p.text().fieldName('principal_name'),
    role: p.text(),
    unit: p.text().nullable(),
    operation: p.text().nullable(),
    requestId: p.text().fieldName('request_id'),
    reads: p.json().comment('[{type, fields, subjects}]'),
    subjects: p.array().columnType('bigint[]'),
    purpose: p.text().nullable().comment('as the caller stated it, without identity numbers'),
  },
});
