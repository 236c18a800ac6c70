import { sql } from 'kysely';
import type {
  ProcedureComponent,
  ProcedureDecision,
  ProcedureFee,
  ProcedureResult,
  ProcedureTerm,
  Term,
} from '../schema/procedure-parts.js';
import { column, computed } from './engine/fields.js';
import type { ReadField, ReadType } from './engine/types.js';

function part(name: string, table: string, fields: Readonly<Record<string, ReadField>>): ReadType {
  return {
    name,
    permission: 'catalogue.read',
    from: (row) => sql`${sql.table(table)} as ${row.table}`,
    fields,
  };
}

/** Columns of the procedure's own row. */
const termRead = part('Term', 'procedure', {
  amount: column('term_amount'),
  unit: column('term_unit'),
} satisfies Record<keyof Term, ReadField>);

/** Columns of the procedure's own row. */
const decisionRead = part('ProcedureDecision', 'procedure', {
  number: column('decision_number'),
  date: column('decision_date'),
  issuer: column('decision_issuer'),
  hasFile: computed((row) => sql`(${row('decision_file')} is not null)`),
  nationalId: column('decision_national_id'),
} satisfies Record<keyof ProcedureDecision, ReadField>);

export const procedurePartReads = [
  termRead,
  decisionRead,
  part('ProcedureTerm', 'procedure_term', {
    channel: column('channel'),
    amount: column('amount'),
    unit: column('unit'),
    note: column('note'),
  } satisfies Record<keyof ProcedureTerm, ReadField>),
  part('ProcedureFee', 'procedure_fee', {
    name: column('name'),
    code: column('code'),
    type: column('type'),
    amount: column('amount'),
    channel: column('channel'),
    note: column('note'),
  } satisfies Record<keyof ProcedureFee, ReadField>),
  part('ProcedureComponent', 'procedure_component', {
    code: column('code'),
    name: column('name'),
    case: column('in_case'),
    required: column('required'),
    originals: column('originals'),
    copies: column('copies'),
    form: column('form'),
  } satisfies Record<keyof ProcedureComponent, ReadField>),
  part('ProcedureResult', 'procedure_result', {
    code: column('code'),
    name: column('name'),
  } satisfies Record<keyof ProcedureResult, ReadField>),
];
