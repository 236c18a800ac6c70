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
  sides: [
    { suffix: '.thoi-han', list: 'CacThoiHan' },
    { suffix: '.phi', list: 'PhiLePhi' },
    { suffix: '.thanh-phan', list: 'ThanhPhan' },
    { suffix: '.ket-qua', list: 'KetQua' },
  ],
  decode: decodeProcedure,
});
