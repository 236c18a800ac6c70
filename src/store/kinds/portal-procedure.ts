import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import type { PortalProcedureRecord } from '../../domain/kinds/portal-procedure.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';

const LEVELS = "ARRAY['TOAN_TRINH'::text, 'MOT_PHAN'::text, 'THONG_TIN'::text]";

const PortalProcedure = defineEntity({
  name: 'PortalProcedure',
  tableName: 'portal_procedure',
  indexes: [
    { name: 'portal_procedure_procedure', properties: ['procedureCode'] },
    {
      name: 'portal_procedure_search',
      expression:
        'CREATE INDEX portal_procedure_search ON portal_procedure USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [{ name: 'portal_procedure_online_level_check', expression: `online_level = ANY (${LEVELS})` }],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('portal_procedure_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('portal_procedure_code_key'),
    portal: p.text(),
    procedureCode: p.text().collation('C').fieldName('procedure_code'),
    name: p.text(),
    onlineLevel: p.text().fieldName('online_level'),
    url: p.text().nullable(),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const portalProcedureStore = kindStore<PortalProcedureRecord>({
  kind: 'portal-procedure',
  entities: [PortalProcedure],
  table: 'portal_procedure',
  columns: {
    code: ['text', ({ code }) => code],
    portal: ['text', ({ portal }) => portal],
    procedure_code: ['text', ({ procedureCode }) => procedureCode],
    name: ['text', ({ name }) => name],
    online_level: ['text', ({ onlineLevel }) => onlineLevel],
    url: ['text', ({ url }) => url],
    search_text: ['text', ({ procedureCode, name }) => fold(`${procedureCode} ${name}`)],
  },
});
