import type { Decoded, Problem } from '../../../domain/ports.js';
import type { UnitRecord } from '../../../domain/records.js';
import { notAhead } from '../reading/checks.js';
import { compact, complete, readFields } from '../reading/fields.js';
import { UNIT_FORM, type UnitFields } from './contract.js';

/** One unit of the exchange form, or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodeUnit(raw: object, now: number): Decoded {
  const problems: Problem[] = [];
  const loose = readFields(UNIT_FORM, raw, '', problems);
  notAhead(loose.NgayCapNhat, 'NgayCapNhat', now, problems);
  const fields = complete(loose, problems);
  if (fields) return { ok: true, record: mapUnit(fields) };
  return { ok: false, ...(loose.Ma === undefined ? {} : { key: loose.Ma }), problems };
}

function mapUnit(fields: UnitFields): UnitRecord {
  return compact<UnitRecord>({
    kind: 'unit',
    code: fields.Ma,
    name: fields.Ten,
    parent: fields.MaCha,
    level: fields.Cap,
    validFrom: fields.HieuLucTu,
    validTo: fields.HieuLucDen,
    successors: fields.KeThua,
    aliases: fields.MaKhac,
    changedAt: fields.NgayCapNhat,
    deleted: undefined,
  });
}
