import { portalProcedures } from '../../../src/connectors/portals/provincial/procedures/index.js';
import type { KindSample } from './kind-sample.js';

export const portalProcedure: KindSample = {
  source: portalProcedures,
  raw: (number, unit) => ({
    MaTTHC: codeOf(number, unit),
    TenTTHC: `Thủ tục ${number} ${unit}`,
    MucDo: 'TOAN_TRINH',
    DuongDan: `https://example.vn/${number}`,
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, MucDo: '3' }),
  spoilt: (raw) => ({ raw: { ...raw, MucDo: '5' }, field: 'MucDo' }),
};

/** A list is of no unit: each has codes of its own here, so that the same number is another key. */
function codeOf(number: number, unit: string): string {
  const index = number * 16 + (Number(unit.replaceAll(/\D/g, '')) % 16);
  return `${1 + Math.floor(index / 1_000_000)}.${String(index % 1_000_000).padStart(6, '0')}`;
}
