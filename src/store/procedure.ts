import { fold } from '../domain/fold.js';
import type { ProcedureRecord } from '../domain/procedure.js';
import { Procedure } from './entities/procedure.js';
import {
  ProcedureComponent,
  ProcedureFee,
  ProcedureResult,
  ProcedureTerm,
} from './entities/procedure-parts.js';
import { kindStore, partOf } from './kinds/kind.js';

const owner = 'procedure_id';

/** What of a procedure goes into which column. */
export const procedureStore = kindStore<ProcedureRecord>({
  kind: 'procedure',
  entities: [Procedure, ProcedureTerm, ProcedureFee, ProcedureComponent, ProcedureResult],
  table: 'procedure',
  columns: {
    code: ['text', ({ code }) => code],
    full_code: ['text', ({ fullCode }) => fullCode],
    name: ['text', ({ name }) => name],
    field_code: ['text', ({ fieldCode }) => fieldCode],
    field_name: ['text', ({ fieldName }) => fieldName],
    levels: ['text[]', ({ levels }) => levels],
    online_level: ['text', ({ onlineLevel }) => onlineLevel],
    online_since: ['timestamptz', ({ onlineSince }) => onlineSince],
    term_amount: ['integer', ({ term }) => term?.amount],
    term_unit: ['text', ({ term }) => term?.unit],
    no_due_time: ['boolean', ({ noDueTime }) => noDueTime ?? false],
    has_fee: ['boolean', ({ hasFee }) => hasFee],
    paper_result: ['boolean', ({ paperResult }) => paperResult],
    status: ['text', ({ status }) => status],
    decision_number: ['text', ({ decision }) => decision?.number],
    decision_date: ['timestamptz', ({ decision }) => decision?.date],
    decision_issuer: ['text', ({ decision }) => decision?.issuer],
    decision_file: ['text', ({ decision }) => decision?.file],
    decision_national_id: ['text', ({ decision }) => decision?.nationalId],
    replaced_by: ['text[]', ({ replacedBy = [] }) => replacedBy],
    valid_from: ['timestamptz', ({ validFrom }) => validFrom],
    valid_to: ['timestamptz', ({ validTo }) => validTo],
    search_text: ['text', ({ code, name, fieldName }) => fold(`${code} ${name} ${fieldName}`)],
  },
  parts: [
    partOf({
      table: 'procedure_term',
      owner,
      items: ({ terms = [] }: ProcedureRecord) => terms,
      columns: {
        channel: ['text', ({ channel }) => channel],
        amount: ['integer', ({ amount }) => amount],
        unit: ['text', ({ unit }) => unit],
        note: ['text', ({ note }) => note],
      },
    }),
    partOf({
      table: 'procedure_fee',
      owner,
      items: ({ fees = [] }: ProcedureRecord) => fees,
      columns: {
        name: ['text', ({ name }) => name],
        code: ['text', ({ code }) => code],
        type: ['smallint', ({ type }) => type],
        amount: ['numeric', ({ amount }) => amount],
        channel: ['text', ({ channel }) => channel],
        note: ['text', ({ note }) => note],
      },
    }),
    partOf({
      table: 'procedure_component',
      owner,
      items: ({ components = [] }: ProcedureRecord) => components,
      columns: {
        code: ['text', ({ code }) => code],
        name: ['text', ({ name }) => name],
        in_case: ['text', (paper) => paper.case],
        required: ['boolean', ({ required }) => required],
        originals: ['integer', ({ originals }) => originals],
        copies: ['integer', ({ copies }) => copies],
        form: ['text', ({ form }) => form],
      },
    }),
    partOf({
      table: 'procedure_result',
      owner,
      items: ({ results = [] }: ProcedureRecord) => results,
      columns: { code: ['text', ({ code }) => code], name: ['text', ({ name }) => name] },
    }),
  ],
});
