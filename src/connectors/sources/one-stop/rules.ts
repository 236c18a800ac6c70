import { type IdentityDigits, identityAdvice, identityFault } from '../../../domain/identity-number.js';
import type { Problem } from '../../../domain/ports.js';
import { inOrder, notAhead } from '../reading/checks.js';
import type { LooseOneStopFields } from './contract.js';

const RECEIVED_STATES: readonly number[] = [2, 4, 6, 8, 9, 10];

/**
 * The rules that look at several fields of one dossier, or at the run's own time `now` (ms). Works on what could be read, so
 * that they speak beside the problems of single fields. What needs the store is intake's.
 */
export function checkDossier(fields: LooseOneStopFields, now: number, problems: Problem[]): void {
  checkRequiredByState(fields, problems);
  checkIdentity(fields, problems);
  const times = {
    submitted: { field: 'NgayNopHoSo', at: fields.NgayNopHoSo },
    received: { field: 'NgayTiepNhan', at: fields.NgayTiepNhan },
    finished: { field: 'NgayKetThucXuLy', at: fields.NgayKetThucXuLy },
    returned: { field: 'NgayTra', at: fields.NgayTra },
  };
  inOrder(times.submitted, times.received, problems);
  inOrder(times.received, times.finished, problems);
  inOrder(times.finished, times.returned, problems);
  checkNotAhead(fields, now, problems);
}

function checkRequiredByState(fields: LooseOneStopFields, problems: Problem[]): void {
  const state = fields.TrangThaiHoSo;
  if (state === undefined) return;
  const missing = (field: keyof LooseOneStopFields, code: string) => {
    if (fields[field] !== undefined || problems.some((problem) => problem.field === field)) return;
    problems.push({
      field,
      code,
      message: `Thiếu ${field} ở trạng thái ${state} (required in state ${state})`,
    });
  };
  if (RECEIVED_STATES.includes(state)) missing('NgayTiepNhan', 'MISSING');
  // State 10 may also lack it after 7 or 8, which the store may know better: intake checks that.
  if (state === 9) missing('NgayKetThucXuLy', 'FINISHED_AT_MISSING');
  if (state === 10) missing('NgayTra', 'RETURNED_AT_MISSING');
}

function checkIdentity(fields: LooseOneStopFields, problems: Problem[]): void {
  const number = fields.SoDinhDanh?.trim();
  if (number === undefined) return;
  const digits: IdentityDigits[] = [fields.LoaiDinhDanh === 2 ? 9 : 12];
  const fault = identityFault(number, digits);
  // Without its kind a number is free text, unless it is a CCCD that a spreadsheet took for a number.
  if (fault === undefined || (fields.LoaiDinhDanh === undefined && fault !== 'lost')) return;
  problems.push({ field: 'SoDinhDanh', code: 'BAD_IDENTITY', message: identityAdvice(fault, digits) });
}

function checkNotAhead(fields: LooseOneStopFields, now: number, problems: Problem[]): void {
  for (const field of [
    'NgayNopHoSo',
    'NgayTiepNhan',
    'NgayKetThucXuLy',
    'NgayTra',
    'NgayTuChoi',
    'NgayCapNhat',
  ] as const) {
    notAhead(fields[field], field, now, problems);
  }
  fields.QuaTrinh.forEach((entry, index) => {
    notAhead(entry.ThoiDiem, `QuaTrinh[${index}].ThoiDiem`, now, problems);
  });
  fields.BoSung.forEach((supplement, index) => {
    notAhead(supplement.NgayYeuCau, `BoSung[${index}].NgayYeuCau`, now, problems);
    notAhead(supplement.NgayBoSung, `BoSung[${index}].NgayBoSung`, now, problems);
  });
  notAhead(fields.DanhGia?.ThoiDiem, 'DanhGia.ThoiDiem', now, problems);
}
