import { notices } from '../../src/connectors/sources/notices/index.js';
import { oneStop } from '../../src/connectors/sources/one-stop/index.js';
import { procedures } from '../../src/connectors/sources/procedures/index.js';
import { units } from '../../src/connectors/sources/units/index.js';
import type { SourceDefinition } from '../../src/domain/ports.js';
import { dossier, notice, procedure, unit } from '../intake/support.js';
import { KIND_SAMPLES } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

/** How records of one system of the district are made, as many as are wanted. */
export interface SystemSample {
  source: SourceDefinition;
  /** Record `number` of this unit, good; another number is another key. */
  raw(number: number, unit: string): RawForm;
}

const SINCE = '2025-08-20T08:00:00+07:00';
/** The sample's catalogue has it. */
const PROCEDURE = '1.001193';

/** Every system of the district: the catalogues, what is carried to portals, what is shown; in the order in which they are read. */
export const systemSamples: readonly SystemSample[] = [
  {
    source: units,
    // A group of a code has three digits at most.
    raw: (number) =>
      unit({
        Ma: `H56.${100 + Math.floor(number / 800)}.${1 + (number % 800)}`,
        MaCha: 'H56',
        Ten: `Đơn vị số ${number}`,
        NgayCapNhat: SINCE,
      }),
  },
  {
    source: procedures,
    raw: (number) =>
      procedure({
        MaTTHC: `9.${String(number).padStart(6, '0')}`,
        TenTTHC: `Thủ tục số ${number}`,
        NgayCapNhat: SINCE,
      }),
  },
  {
    source: oneStop,
    raw: (number, DonVi) =>
      dossier({
        MaHoSo: `${DonVi}-250818-${String(number).padStart(6, '0')}`,
        MaTTHC: PROCEDURE,
        DonVi,
        NgayNopHoSo: '2025-08-18 08:00:00',
        NgayTiepNhan: '18/08/2025 08:30',
        NgayCapNhat: SINCE,
        QuaTrinh: [
          { ThoiDiem: '20250818083000', TrangThai: 2, NguoiXuLy: 'Lê Cán Bộ', NoiDung: 'Tiếp nhận' },
        ],
      }),
  },
  {
    source: notices,
    raw: (number, DonVi) =>
      notice({
        MaTin: `SO-${number}`,
        TieuDe: `Thông báo số ${number}`,
        DonVi,
        NgayDang: SINCE,
        NgayCapNhat: SINCE,
      }),
  },
  ...Object.values(KIND_SAMPLES),
];
