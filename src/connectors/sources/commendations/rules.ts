import { mayHave } from '../../../domain/awards.js';
import { UNDECIDED } from '../../../domain/kinds/commendation.js';
import type { Problem } from '../../../domain/ports.js';
import { localDay } from '../../../domain/time.js';
import { inOrder, notAhead } from '../reading/checks.js';
import { awardIn, LEVELS, type Loose, levelIn, levelsIn, RECIPIENTS, STATES, yearsIn } from './words.js';

type Add = (field: keyof Loose, code: string, message: string) => void;

/** What is wrong with an award's fields taken together. `now`: the run's own time, ms. */
export function judgeCommendation(fields: Loose, problems: Problem[], now: number): void {
  // A field that could not be read is told of once.
  const add: Add = (field, code, message) => {
    if (!problems.some((problem) => problem.field === field)) problems.push({ field, code, message });
  };
  judgeAward(fields, add);
  judgeRecipient(fields, add);
  judgeYear(fields, add);
  judgePapers(fields, add);
  const { SoTien: money } = fields;
  if (money !== undefined && !Number.isSafeInteger(money)) {
    add('SoTien', 'NOT_WHOLE', 'Tiền thưởng phải là số đồng nguyên (must be whole đồng)');
  }
  const at = (field: 'NgayToTrinh' | 'NgayQuyetDinh' | 'NgayCongBo' | 'NgayThuHoi') => ({
    field,
    at: fields[field],
  });
  for (const { field, at: day } of [at('NgayToTrinh'), at('NgayQuyetDinh'), at('NgayThuHoi')]) {
    notAhead(day, field, now, problems);
  }
  inOrder(at('NgayToTrinh'), at('NgayQuyetDinh'), problems);
  inOrder(at('NgayQuyetDinh'), at('NgayCongBo'), problems);
  inOrder(at('NgayQuyetDinh'), at('NgayThuHoi'), problems);
}

function judgeAward(fields: Loose, add: Add): void {
  const { DanhHieu, DoiTuong, CapKhen } = fields;
  if (DanhHieu === undefined) return;
  const award = awardIn(fields);
  if (award === undefined) {
    add('DanhHieu', 'UNKNOWN_AWARD', 'Danh hiệu không có trong danh mục (no award of the list)');
    return;
  }
  if (DoiTuong !== undefined && !mayHave(award, RECIPIENTS[DoiTuong])) {
    add('DoiTuong', 'WRONG_RECIPIENT', 'Danh hiệu không dành cho đối tượng này (not for such a recipient)');
  }
  const levels = levelsIn(award, fields);
  if (levels?.length === 0) {
    add('DanhHieu', 'NOT_IN_FORCE', 'Danh hiệu không có vào ngày này (not given on that day)');
    return;
  }
  if (CapKhen !== undefined && levels?.includes(LEVELS[CapKhen]) === false) {
    add(
      'CapKhen',
      'WRONG_LEVEL',
      'Cấp này không khen danh hiệu này vào ngày đó (does not give it on that day)',
    );
  }
  if (levels !== undefined && levelIn(award, fields) === undefined) {
    add(
      'CapKhen',
      'MISSING',
      'Danh hiệu do nhiều cấp khen: phải ghi cấp (several levels give it: say which)',
    );
  }
}

function judgeRecipient({ DoiTuong, SoDinhDanh }: Loose, add: Add): void {
  if (SoDinhDanh === undefined || DoiTuong === undefined || DoiTuong === 'CA_NHAN') return;
  add('SoDinhDanh', 'NOT_A_PERSON', 'Chỉ cá nhân có số định danh (only a person has an identity number)');
}

function judgeYear({ Nam, NgayQuyetDinh }: Loose, add: Add): void {
  if (Nam === undefined) return;
  const years = yearsIn(Nam);
  if (!years) add('Nam', 'BAD_YEAR', 'Không phải năm hoặc năm học (no year, no school year)');
  else if (NgayQuyetDinh !== undefined && Number(localDay(NgayQuyetDinh).slice(0, 4)) < years.yearFrom) {
    add('Nam', 'BAD_YEAR', 'Năm xét khen sau năm quyết định (a year after that of the decision)');
  }
}

/** Its state says which papers there are. */
function judgePapers(fields: Loose, add: Add): void {
  const { TrangThai } = fields;
  if (TrangThai === undefined) return;
  const state = STATES[TrangThai];
  const isProposal = UNDECIDED.includes(state);
  const missing = (field: keyof Loose, message: string) => {
    if (fields[field] === undefined) add(field, 'MISSING', message);
  };
  if (isProposal) {
    missing('SoToTrinh', 'Đề nghị không có số tờ trình (a proposal without its number)');
    missing('NgayToTrinh', 'Đề nghị không có ngày tờ trình (a proposal without its day)');
    for (const field of ['SoQuyetDinh', 'NgayQuyetDinh', 'NgayCongBo'] as const) {
      if (fields[field] === undefined) continue;
      add(field, 'NOT_DECIDED', 'Chưa quyết định theo trạng thái (by its state it is not decided)');
    }
  } else {
    missing('SoQuyetDinh', 'Đã quyết định mà không có số quyết định (decided, without the number)');
    missing('NgayQuyetDinh', 'Đã quyết định mà không có ngày quyết định (decided, without the day)');
    if ((fields.SoToTrinh === undefined) !== (fields.NgayToTrinh === undefined)) {
      missing('SoToTrinh', 'Có ngày mà không có số tờ trình (the day of a proposal without its number)');
      missing('NgayToTrinh', 'Có số mà không có ngày tờ trình (the number of a proposal without its day)');
    }
  }
  if (state === 'REVOKED') {
    missing('NgayThuHoi', 'Đã thu hồi mà không có ngày thu hồi (revoked, without the day)');
  } else if (fields.NgayThuHoi !== undefined) {
    add('NgayThuHoi', 'NOT_REVOKED', 'Chưa thu hồi theo trạng thái (by its state it is not revoked)');
  }
}
