import { defineEntity, p } from '@mikro-orm/core';
import { Subject } from './subject.js';

export const Unit = defineEntity({
  name: 'Unit',
  tableName: 'unit',
  indexes: [
    { name: 'unit_parent', expression: 'CREATE INDEX unit_parent ON unit USING btree (parent_code)' },
    {
      name: 'unit_search',
      expression: 'CREATE INDEX unit_search ON unit USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    {
      name: 'unit_level_check',
      expression: "level = ANY (ARRAY['TINH'::text, 'HUYEN'::text, 'XA'::text, 'PHONG_BAN'::text])",
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('unit_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('unit_code_key'),
    name: p.text(),
    parentCode: p.text().collation('C').nullable().fieldName('parent_code'),
    level: p.text(),
    validFrom: p.datetime().columnType('timestamptz').nullable().fieldName('valid_from'),
    validTo: p.datetime().columnType('timestamptz').nullable().fieldName('valid_to'),
    nameSince: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .fieldName('name_since')
      .comment('null: it was never called otherwise'),
    parentSince: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .fieldName('parent_since')
      .comment('null: it never stood below another'),
    adminCode: p.text().collation('C').nullable().fieldName('admin_code'),
    address: p.text().nullable(),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    website: p.text().nullable(),
    decisionNumber: p.text().nullable().fieldName('decision_number'),
    decisionDate: p.datetime().columnType('timestamptz').nullable().fieldName('decision_date'),
    decisionIssuer: p.text().nullable().fieldName('decision_issuer'),
    successors: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});
