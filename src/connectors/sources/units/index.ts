import { exchangeSource } from '../reading/exchange-source.js';
import { UNIT_FORM } from './contract.js';
import { decodeUnit } from './mapping.js';

/** The administration's units. */
export const units = exchangeSource({
  name: 'units',
  kind: 'unit',
  label: 'Đơn vị',
  order: 10,
  form: UNIT_FORM,
  key: 'Ma',
  decode: decodeUnit,
});
