import { LEVEL_WORDS } from '../../../../domain/procedure.js';
import { PROCEDURE_CODE } from '../../../sources/reading/checks.js';
import { code, required, text, word } from '../../../sources/reading/leaves.js';

/** The exchange form of the portal's own list of procedures (docs/sources/portal-procedures.md), field by field. */
export const PORTAL_PROCEDURE_FORM = {
  MaTTHC: required(code(PROCEDURE_CODE, '1.001193')),
  TenTTHC: required(text(2000)),
  MucDo: required(word(LEVEL_WORDS)),
  DuongDan: text(2000),
} as const;
