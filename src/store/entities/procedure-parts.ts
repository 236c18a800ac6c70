import { defineEntity, p } from '@mikro-orm/core';
import { Procedure } from './procedure.js';

const owner = (table: string) => ({
  procedureId: p
    .manyToOne(Procedure)
    .mapToPk()
    .fieldName('procedure_id')
    .foreignKeyName(`${table}_procedure_id_fkey`)
    .deleteRule('no action')
    .updateRule('no action')
    .primary(),
  position: p.integer().primary(),
});

export const ProcedureTerm = defineEntity({
  name: 'ProcedureTerm',
  tableName: 'procedure_term',
  checks: [
    {
      name: 'procedure_term_unit_known',
      expression: "unit = ANY (ARRAY['GIO'::text, 'NGAY_LAM_VIEC'::text, 'NGAY'::text])",
    },
  ],
  properties: {
    ...owner('procedure_term'),
    channel: p.text().nullable(),
    amount: p.integer().nullable(),
    unit: p.text().nullable(),
    note: p.text().nullable(),
  },
});

export const ProcedureFee = defineEntity({
  name: 'ProcedureFee',
  tableName: 'procedure_fee',
  checks: [{ name: 'procedure_fee_type_check', expression: 'type = ANY (ARRAY[1, 2])' }],
  properties: {
    ...owner('procedure_fee'),
    name: p.text().nullable(),
    code: p.text().nullable(),
    type: p.smallint().nullable(),
    amount: p.decimal().precision(18).scale(2).nullable(),
    channel: p.text().nullable(),
    note: p.text().nullable(),
  },
});

export const ProcedureComponent = defineEntity({
  name: 'ProcedureComponent',
  tableName: 'procedure_component',
  properties: {
    ...owner('procedure_component'),
    code: p.text().nullable(),
    name: p.text(),
    inCase: p.text().nullable().fieldName('in_case'),
    required: p.boolean().nullable(),
    originals: p.integer().nullable(),
    copies: p.integer().nullable(),
    form: p.text().nullable(),
  },
});

export const ProcedureResult = defineEntity({
  name: 'ProcedureResult',
  tableName: 'procedure_result',
  properties: { ...owner('procedure_result'), code: p.text().nullable(), name: p.text() },
});
