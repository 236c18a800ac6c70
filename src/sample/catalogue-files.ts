import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../connectors/portals/simulation/catalogue.js';
import { startOfDay } from './calendar.js';
import { form, type RawForm } from './form.js';
import { REFORM_DAY } from './units.js';

/** The district's units in their exchange form. `now` in ms: nothing was changed after it. */
export function unitForms(now: number): RawForm[] {
  return SAMPLE_UNITS.map((unit) =>
    form({
      Ma: unit.code,
      Ten: unit.name,
      MaCha: unit.parent,
      Cap: unit.level,
      HieuLucTu: unit.validFrom,
      HieuLucDen: unit.validTo,
      KeThua: unit.successors.length > 0 ? [...unit.successors] : undefined,
      MaKhac: unit.aliases.length > 0 ? [...unit.aliases] : undefined,
      NgayCapNhat: changedAt(now),
    }),
  );
}

/** The procedures in their exchange form. */
export function procedureForms(now: number): RawForm[] {
  return SAMPLE_PROCEDURES.map((procedure) =>
    form({
      MaTTHC: procedure.code,
      TenTTHC: procedure.name,
      MaLinhVuc: procedure.fieldCode,
      TenLinhVuc: procedure.fieldName,
      CapThucHien: [...procedure.levels],
      MucDo: procedure.onlineLevel,
      ThoiHan: { SoLuong: procedure.term.amount, DonVi: procedure.term.unit },
      KhongCoHenTra: procedure.noDueTime ? true : undefined,
      CoPhi: procedure.fee > 0,
      CoKetQuaGiay: procedure.paperResult,
      TrangThai: 'CONG_KHAI',
      NgayCapNhat: changedAt(now),
    }),
  );
}

function changedAt(now: number): string {
  return new Date(Math.min(now, startOfDay(REFORM_DAY))).toISOString();
}
