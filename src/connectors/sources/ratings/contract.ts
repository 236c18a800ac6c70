import { RATING_CHANNELS, RATING_KINDS } from '../../../domain/kinds/rating.js';
import { DOSSIER_CODE, PROCEDURE_CODE, UNIT_CODE } from '../reading/checks.js';
import { choice, code, required, text, time, word } from '../reading/leaves.js';

/** The exchange form of a rating (docs/sources/ratings.md), field by field. */
export const RATING_FORM = {
  MaHoSo: required(code(DOSSIER_CODE, 'H56.14-240823-0001')),
  LoaiDanhGia: required(word(RATING_KINDS)),
  ThoiDiem: required(time()),
  MucDo: required(choice([1, 2, 3])),
  Kenh: word(RATING_CHANNELS),
  NoiDung: text(10_000),
  DonVi: required(code(UNIT_CODE, 'H56.14.3')),
  MaTTHC: code(PROCEDURE_CODE, '1.001193'),
} as const;
