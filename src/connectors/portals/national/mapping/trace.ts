import type { JsonObject } from '../../../../domain/canonical.js';
import type { Carried } from '../../../../domain/ports.js';
import { stateOf } from '../../../../domain/states.js';
import type { NationalProfile } from '../profile.js';
import { wireTime } from './dates.js';
import { atMost, wanted, wireObject } from './values.js';

const ACTOR_CODE_POINTS = 50;

/**
 * A trace entry as one item of `CapNhatTienDoHoSoMC` (national portal contract, sections 5 and 8). Without a note
 * `NoiDungXuLy` is the state's label. Throws `Held`.
 */
export function traceBody(
  { key, entry }: Extract<Carried, { type: 'trace' }>,
  { absent }: NationalProfile,
): JsonObject {
  return wireObject(
    {
      MaHoSo: wanted('MaHoSo', key),
      NguoiXuLy: atMost('NguoiXuLy', wanted('NguoiXuLy', entry.actor), ACTOR_CODE_POINTS),
      ChucDanh: entry.title,
      ThoiDiemXuLy: wanted('ThoiDiemXuLy', wireTime(entry.at)),
      PhongBanXuLy: entry.department,
      NoiDungXuLy: entry.note || stateOf(entry.state).label,
      TrangThai: String(entry.state),
      NgayBatDau: wireTime(entry.begunAt),
      NgayKetThucTheoQuyDinh: wireTime(entry.dueAt),
    },
    absent,
  );
}
