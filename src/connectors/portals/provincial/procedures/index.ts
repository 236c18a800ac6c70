import type { PortalProcedureRecord } from '../../../../domain/kinds/portal-procedure.js';
import type { Decoded } from '../../../../domain/ports.js';
import { onlineLevelOf, withoutSuffix } from '../../../../domain/procedure.js';
import { compact } from '../../../sources/reading/fields.js';
import { decodePlain, type PlainForm, plainSource } from '../../../sources/reading/plain-source.js';
import { PORTAL_PROCEDURE_FORM } from './contract.js';

const PORTAL = 'provincial';

/** What its sources are called, and how a record of the exchange form is read. */
export const PORTAL_PROCEDURES: PlainForm<typeof PORTAL_PROCEDURE_FORM, PortalProcedureRecord> = {
  name: 'portal-procedures',
  kind: 'portal-procedure',
  label: 'Danh mục thủ tục trên cổng tỉnh',
  order: 50,
  form: PORTAL_PROCEDURE_FORM,
  key: 'MaTTHC',
  codeOf: ({ MaTTHC }) => (MaTTHC === undefined ? undefined : `${PORTAL}:${withoutSuffix(MaTTHC)}`),
  record: (fields, code) =>
    compact<PortalProcedureRecord>({
      kind: 'portal-procedure',
      code,
      portal: PORTAL,
      procedureCode: withoutSuffix(fields.MaTTHC),
      name: fields.TenTTHC,
      onlineLevel: onlineLevelOf(fields.MucDo),
      url: fields.DuongDan,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
};

/** The provincial portal's own list of procedures, as it is exported. */
export const portalProcedures = plainSource(PORTAL_PROCEDURES);

/** One record of the exchange form. `now`: the run's own time, ms. Pure. */
export function decodeListed(raw: object, now: number): Decoded {
  return decodePlain(PORTAL_PROCEDURES, raw, now);
}
