import { type BenefitGroup, groupNamed, isGrantedOn, programmeOf } from '../../../domain/benefits/groups.js';
import { UNDECIDED_STATES } from '../../../domain/benefits/states.js';
import { firstDayOf, isSurelyBefore } from '../../../domain/partial-date.js';
import type { Problem } from '../../../domain/ports.js';
import { localDay, toInstant } from '../../../domain/time.js';
import { inOrder, notAhead } from '../reading/checks.js';
import type { LooseFields } from '../reading/fields.js';
import { leafProblem } from '../reading/leaves.js';
import type { BENEFICIARY_FORM } from './contract.js';
import { PROGRAMMES, STATES } from './words.js';

export type Loose = LooseFields<typeof BENEFICIARY_FORM>;
type Add = (field: keyof Loose, code: string, message: string) => void;

/** The group that the form names; undefined: none, or none of the list. */
export function groupIn({ LoaiDoiTuong }: Pick<Loose, 'LoaiDoiTuong'>): BenefitGroup | undefined {
  return LoaiDoiTuong === undefined ? undefined : groupNamed(LoaiDoiTuong);
}

/** What is wrong with an entitlement's fields taken together. `now`: the run's own time, ms. */
export function judgeBeneficiary(fields: Loose, problems: Problem[], now: number): void {
  // A field that could not be read is told of once.
  const add: Add = (field, code, message) => {
    if (!problems.some((problem) => problem.field === field)) problems.push({ field, code, message });
  };
  const today = localDay(toInstant(now));
  judgeGroup(fields, add, heldOn(fields, today));
  judgeBirth(fields, fields.ChuongTrinh === 'NGUOI_CO_CONG', problems, today);
  judgePapers(fields, add);
  judgeDisability(fields, add);
  judgeCoefficient(fields.HeSo, add);
  const { MucHuong: amount } = fields;
  if (amount !== undefined && !Number.isSafeInteger(amount)) {
    add('MucHuong', 'NOT_WHOLE', 'Mức hưởng phải là số đồng nguyên (must be whole đồng)');
  }
  notAhead(fields.NgayQuyetDinh, 'NgayQuyetDinh', now, problems);
  inOrder({ field: 'HuongTu', at: fields.HuongTu }, { field: 'HuongDen', at: fields.HuongDen }, problems);
}

/** No coefficient of any decree comes near. */
const MAX_COEFFICIENT = 20;

export function judgeCoefficient(
  coefficient: number | undefined,
  add: (field: 'HeSo', code: string, message: string) => void,
): void {
  if (coefficient === undefined || (coefficient > 0 && coefficient <= MAX_COEFFICIENT)) return;
  add('HeSo', 'BAD_NUMBER', `Hệ số phải lớn hơn 0, không quá ${MAX_COEFFICIENT} (out of range)`);
}

/**
 * The day on which a group must be granted: the last of the entitlement, or today, or the first where that is still ahead. Who has been helped since before a
 * law is taken over by it with the first day that they had; undefined: not decided.
 */
function heldOn({ HuongTu, HuongDen }: Loose, today: string): string | undefined {
  if (HuongTu === undefined) return undefined;
  if (HuongDen !== undefined) return localDay(HuongDen);
  const from = localDay(HuongTu);
  return from > today ? from : today;
}

/** `day`: when it has to be granted, `yyyy-MM-dd`; undefined: that is not known. */
export function judgeGroup(
  fields: Pick<Loose, 'LoaiDoiTuong' | 'ChuongTrinh'>,
  add: (field: 'LoaiDoiTuong' | 'ChuongTrinh', code: string, message: string) => void,
  day: string | undefined,
): void {
  const { LoaiDoiTuong, ChuongTrinh } = fields;
  if (LoaiDoiTuong === undefined) return;
  const group = groupIn(fields);
  if (group === undefined) {
    add('LoaiDoiTuong', 'UNKNOWN_GROUP', 'Loại đối tượng không có trong danh mục (no group of the list)');
    return;
  }
  if (ChuongTrinh !== undefined && PROGRAMMES[ChuongTrinh] !== programmeOf(group)) {
    add('ChuongTrinh', 'OTHER_PROGRAMME', 'Loại đối tượng thuộc chương trình khác (of another programme)');
  }
  if (day !== undefined && !isGrantedOn(group, day)) {
    add('LoaiDoiTuong', 'NOT_IN_FORCE', 'Loại này không có vào ngày hưởng (not granted on that day)');
  }
}

/** Two digits are a year in files of people with merit only; nobody is born ahead, nor dies before. */
export function judgeBirth(
  { NgaySinh, NgayMat }: Partial<Pick<Loose, 'NgaySinh' | 'NgayMat'>>,
  isMerit: boolean,
  problems: Problem[],
  today: string,
): void {
  if (NgaySinh?.twoDigits && !isMerit) {
    problems.push(leafProblem('NgaySinh', 'TWO_DIGIT_YEAR'));
  }
  const ahead = (field: string, date: string | undefined) => {
    if (date === undefined || firstDayOf(date) <= today) return;
    problems.push({ field, code: 'IN_FUTURE', message: 'Nằm sau ngày hiện tại (in the future)' });
  };
  ahead('NgaySinh', NgaySinh?.date);
  ahead('NgayMat', NgayMat);
  if (NgaySinh !== undefined && NgayMat !== undefined && isSurelyBefore(NgayMat, NgaySinh.date)) {
    problems.push({
      field: 'NgayMat',
      code: 'WRONG_ORDER',
      message: 'Mất trước khi sinh (died before birth)',
    });
  }
}

/** Its state says which papers there are. */
function judgePapers(fields: Loose, add: Add): void {
  const { TrangThai } = fields;
  if (TrangThai === undefined) return;
  const missing = (field: keyof Loose, message: string) => {
    if (fields[field] === undefined) add(field, 'MISSING', message);
  };
  if (UNDECIDED_STATES.includes(STATES[TrangThai])) {
    missing('SoTiepNhan', 'Chưa quyết định: phải có số tiếp nhận (an application without its number)');
    if (fields.SoQuyetDinh !== undefined) {
      add('SoQuyetDinh', 'NOT_DECIDED', 'Chưa quyết định theo trạng thái (by its state it is not decided)');
    }
    return;
  }
  missing('SoQuyetDinh', 'Đã quyết định mà không có số quyết định (decided, without the number)');
  missing('NgayQuyetDinh', 'Đã quyết định mà không có ngày quyết định (decided, without the day)');
  missing('HuongTu', 'Đã quyết định mà không có ngày hưởng (decided, without the first day)');
  missing('MucHuong', 'Không có mức hưởng; trống và gạch ngang không phải là 0 (blank and a dash are not 0)');
}

function judgeDisability(fields: Loose, add: Add): void {
  const group = groupIn(fields);
  const { TyLeTonThuong: rate } = fields;
  if (rate !== undefined && (rate < 0 || rate > 100)) {
    add('TyLeTonThuong', 'BAD_NUMBER', 'Tỷ lệ phải từ 0 đến 100 (must be 0 to 100)');
  }
  if (group === 'DISABLED' && fields.MucDoKhuyetTat === undefined) {
    add(
      'MucDoKhuyetTat',
      'MISSING',
      'Người khuyết tật phải có mức độ khuyết tật (a disability without its level)',
    );
  }
}
