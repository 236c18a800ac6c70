import type { Decoded, Problem } from '../../../domain/ports.js';
import type { ProcedureRecord } from '../../../domain/records.js';
import { notAhead, withoutSuffix } from '../reading/checks.js';
import { compact, complete, readFields } from '../reading/fields.js';
import { PROCEDURE_FORM, type ProcedureFields } from './contract.js';

/** One procedure of the exchange form, or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodeProcedure(raw: object, now: number): Decoded {
  const problems: Problem[] = [];
  const loose = readFields(PROCEDURE_FORM, raw, '', problems);
  notAhead(loose.NgayCapNhat, 'NgayCapNhat', now, problems);
  const fields = complete(loose, problems);
  if (fields) return { ok: true, record: mapProcedure(fields) };
  return { ok: false, ...(loose.MaTTHC === undefined ? {} : { key: withoutSuffix(loose.MaTTHC) }), problems };
}

function mapProcedure(fields: ProcedureFields): ProcedureRecord {
  return compact<ProcedureRecord>({
    kind: 'procedure',
    code: withoutSuffix(fields.MaTTHC),
    name: fields.TenTTHC,
    fieldCode: fields.MaLinhVuc.trim(),
    fieldName: fields.TenLinhVuc,
    levels: fields.CapThucHien,
    onlineLevel: fields.MucDo,
    term: fields.ThoiHan && { amount: fields.ThoiHan.SoLuong, unit: fields.ThoiHan.DonVi },
    noDueTime: fields.KhongCoHenTra,
    hasFee: fields.CoPhi,
    paperResult: fields.CoKetQuaGiay,
    status: fields.TrangThai,
    changedAt: fields.NgayCapNhat,
    deleted: undefined,
  });
}
