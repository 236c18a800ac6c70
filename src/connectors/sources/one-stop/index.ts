import { exchangeSource } from '../reading/exchange-source.js';
import { ONE_STOP_FORM } from './contract.js';
import { decodeDossier } from './mapping.js';

/** The one-stop desk's dossiers. */
export const oneStop = exchangeSource({
  name: 'one-stop',
  kind: 'dossier',
  label: 'Hồ sơ một cửa',
  order: 50,
  form: ONE_STOP_FORM,
  key: 'MaHoSo',
  sides: [
    { suffix: '.qua-trinh', list: 'QuaTrinh' },
    { suffix: '.ket-qua', list: 'KetQua' },
    { suffix: '.thanh-phan', list: 'ThanhPhan' },
    { suffix: '.le-phi', list: 'LePhi' },
    { suffix: '.bo-sung', list: 'BoSung' },
  ],
  decode: decodeDossier,
});
