import { judgeChapter } from '../../../domain/budget/chapters.js';
import { formNamed } from '../../../domain/budget/forms.js';
import { inDong, moneyUnit } from '../../../domain/budget/money-units.js';
import type { Problem } from '../../../domain/ports.js';
import { inOrder, notAhead } from '../reading/checks.js';
import type { LooseFields } from '../reading/fields.js';
import type { BUDGET_LINE_FORM } from './contract.js';

type Loose = LooseFields<typeof BUDGET_LINE_FORM>;

/** What is wrong with a line's fields taken together. `now`: the run's own time, ms. */
export function judgeLine(fields: Loose, problems: Problem[], now: number): void {
  const { NamNganSach: year, BieuMau: form } = fields;
  const add = (field: keyof Loose, code: string, message: string) => problems.push({ field, code, message });
  if (year !== undefined && (year < 2000 || year > 2100)) {
    add('NamNganSach', 'BAD_YEAR', 'Năm ngân sách không hợp lý (no budget year)');
  }
  if (form !== undefined && formNamed(form) === undefined) {
    add('BieuMau', 'UNKNOWN_FORM', 'Biểu mẫu không có trong danh mục (form is not in the table of forms)');
  }
  judgeAmount(fields, add);
  judgePublication(fields, add);
  if (fields.Chuong !== undefined && year !== undefined) judgeChapterOf(fields.Chuong, year, add);
  notAhead(fields.NgayQuyetDinh, 'NgayQuyetDinh', now, problems);
  inOrder(
    { field: 'NgayQuyetDinh', at: fields.NgayQuyetDinh },
    { field: 'NgayCongKhai', at: fields.NgayCongKhai },
    problems,
  );
}

type Add = (field: keyof Loose, code: string, message: string) => void;

function judgeAmount({ SoTien: amount, DonViTinh: label }: Loose, add: Add): void {
  const unit = label === undefined ? undefined : moneyUnit(label);
  if (label !== undefined && unit === undefined) {
    add('DonViTinh', 'NOT_IN_LIST', 'Đơn vị tính không có trong danh mục (unit of money is not known)');
  }
  if (amount === undefined) return;
  if (label === undefined) {
    add('DonViTinh', 'MISSING', 'Có số tiền mà không có đơn vị tính (an amount without its unit of money)');
  }
  if (unit && inDong(amount, unit) === undefined) {
    add('SoTien', 'TOO_LARGE', 'Số tiền quá lớn, xem lại đơn vị tính (amount is too large for its unit)');
  }
}

/** Nothing is published without a decision. */
function judgePublication(fields: Loose, add: Add): void {
  const { SoQuyetDinh: number, NgayQuyetDinh: date, NgayCongKhai: published } = fields;
  if (number === undefined && (published !== undefined || date !== undefined)) {
    add('SoQuyetDinh', 'MISSING', 'Công khai mà không có số quyết định (published without a decision)');
  }
  if (date === undefined && (published !== undefined || number !== undefined)) {
    add('NgayQuyetDinh', 'MISSING', 'Không có ngày quyết định (a decision without its date)');
  }
}

function judgeChapterOf(chapter: string, year: number, add: Add): void {
  const verdict = judgeChapter(chapter, year);
  if (verdict.valid) return;
  const { instead } = verdict;
  const hint = instead === undefined ? '' : `; có thể là ${instead} (perhaps ${instead})`;
  add(
    'Chuong',
    'CHAPTER_NOT_VALID',
    `Chương không dùng trong năm ngân sách này (the chapter is not in use in this budget year)${hint}`,
  );
}
