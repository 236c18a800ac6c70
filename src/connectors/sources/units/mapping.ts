import type { Decoded, Problem } from '../../../domain/ports.js';
import type { UnitRecord } from '../../../domain/records.js';
import type { FormerName, FormerParent, UnitDecision } from '../../../domain/unit.js';
import { inOrder, notAhead } from '../reading/checks.js';
import { compact, complete, readFields, unlessEmpty } from '../reading/fields.js';
import { type LooseUnit, UNIT_FORM, type UnitFields } from './contract.js';
import { checkPeriods, inTime } from './periods.js';

/** One unit of the exchange form, or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodeUnit(raw: object, now: number): Decoded {
  const problems: Problem[] = [];
  const loose = readFields(UNIT_FORM, raw, '', problems);
  notAhead(loose.NgayCapNhat, 'NgayCapNhat', now, problems);
  checkTogether(loose, problems);
  const fields = complete(loose, problems);
  if (fields) return { ok: true, record: mapUnit(fields) };
  return { ok: false, ...(loose.Ma === undefined ? {} : { key: loose.Ma }), problems };
}

function checkTogether(fields: LooseUnit, problems: Problem[]): void {
  const { Ma: code, HieuLucTu: from, HieuLucDen: to, KeThua: successors } = fields;
  inOrder({ field: 'HieuLucTu', at: from }, { field: 'HieuLucDen', at: to }, problems);
  checkPeriods('TenCu', fields.TenCu, problems);
  checkPeriods('ChaCu', fields.ChaCu, problems);
  if (code !== undefined && successors.includes(code)) {
    const message = 'Đơn vị không thể tự kế thừa mình (a unit cannot take over from itself)';
    problems.push({ field: 'KeThua', code: 'CYCLE', message });
  }
}

function mapUnit(fields: UnitFields): UnitRecord {
  const { QuyetDinh: decision } = fields;
  return compact<UnitRecord>({
    kind: 'unit',
    code: fields.Ma,
    name: fields.Ten,
    parent: fields.MaCha,
    level: fields.Cap,
    adminCode: fields.MaHanhChinh,
    address: fields.DiaChi,
    phone: fields.DienThoai,
    email: fields.Email,
    website: fields.TrangTin,
    decision:
      decision &&
      compact<UnitDecision>({ number: decision.So, date: decision.Ngay, issuer: decision.CoQuan }),
    formerNames: unlessEmpty(
      inTime(fields.TenCu).map(({ Ten: name, HieuLucTu: from, HieuLucDen: to }) =>
        compact<FormerName>({ name, from, to }),
      ),
    ),
    formerParents: unlessEmpty(
      inTime(fields.ChaCu).map(({ Ma: code, HieuLucTu: from, HieuLucDen: to }) =>
        compact<FormerParent>({ code, from, to }),
      ),
    ),
    validFrom: fields.HieuLucTu,
    validTo: fields.HieuLucDen,
    successors: fields.KeThua,
    aliases: fields.MaKhac,
    changedAt: fields.NgayCapNhat,
    deleted: undefined,
  });
}
