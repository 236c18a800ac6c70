import { defineEntity, p } from '@mikro-orm/core';
import { Subject } from './subject.js';

export const Procedure = defineEntity({
  name: 'Procedure',
  tableName: 'procedure',
  indexes: [
    {
      name: 'procedure_search',
      expression: 'CREATE INDEX procedure_search ON procedure USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    {
      name: 'procedure_online_level_check',
      expression: "online_level = ANY (ARRAY['TOAN_TRINH'::text, 'MOT_PHAN'::text, 'THONG_TIN'::text])",
    },
    {
      name: 'procedure_status_check',
      expression:
        "status = ANY (ARRAY['CONG_KHAI'::text, 'SUA_DOI'::text, 'SAP_DUNG'::text, 'THU_NGHIEM'::text, 'THAY_THE'::text, 'BAI_BO'::text])",
    },
    {
      name: 'procedure_term_unit_check',
      expression: "term_unit = ANY (ARRAY['GIO'::text, 'NGAY_LAM_VIEC'::text, 'NGAY'::text])",
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('procedure_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('procedure_code_key'),
    name: p.text(),
    fieldCode: p.text().fieldName('field_code'),
    fieldName: p.text().fieldName('field_name'),
    levels: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
    onlineLevel: p.text().fieldName('online_level'),
    termAmount: p.integer().nullable().fieldName('term_amount'),
    termUnit: p.text().nullable().fieldName('term_unit'),
    noDueTime: p.boolean().defaultRaw('false').fieldName('no_due_time'),
    hasFee: p.boolean().nullable().fieldName('has_fee'),
    paperResult: p.boolean().nullable().fieldName('paper_result'),
    status: p.text().nullable(),
    searchText: p.text().collation('C').fieldName('search_text'),
    fullCode: p.text().collation('C').nullable().fieldName('full_code'),
    onlineSince: p.datetime().columnType('timestamptz').nullable().fieldName('online_since'),
    decisionNumber: p.text().nullable().fieldName('decision_number'),
    decisionDate: p.datetime().columnType('timestamptz').nullable().fieldName('decision_date'),
    decisionIssuer: p.text().nullable().fieldName('decision_issuer'),
    decisionFile: p.text().nullable().fieldName('decision_file'),
    decisionNationalId: p.text().nullable().fieldName('decision_national_id'),
    replacedBy: p.array().columnType('text[]').defaultRaw("'{}'::text[]").fieldName('replaced_by'),
    validFrom: p.datetime().columnType('timestamptz').nullable().fieldName('valid_from'),
    validTo: p.datetime().columnType('timestamptz').nullable().fieldName('valid_to'),
  },
});
