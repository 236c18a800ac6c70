import { exchangeSource } from '../reading/exchange-source.js';
import { PROCEDURE_FORM } from './contract.js';
import { decodeProcedure } from './mapping.js';

/** Administrative procedures. */
export const procedures = exchangeSource({
  name: 'procedures',
  kind: 'procedure',
  label: 'Thủ tục hành chính',
  order: 20,
  form: PROCEDURE_FORM,
  key: 'MaTTHC',
  decode: decodeProcedure,
});
