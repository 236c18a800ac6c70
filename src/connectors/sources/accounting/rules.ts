import { judgeChapter } from '../../../domain/budget/chapters.js';
import { inDong, moneyUnit } from '../../../domain/budget/money-units.js';
import type { Problem } from '../../../domain/ports.js';
import type { LooseFields } from '../reading/fields.js';
import type { BUDGET_LINE_FORM } from './contract.js';
import { judgeForm } from './form-key.js';

type Loose = LooseFields<typeof BUDGET_LINE_FORM>;

/** What is wrong with a line's fields taken together. `now`: the run's own time, ms. */
export function judgeLine(fields: Loose, problems: Problem[], now: number): void {
  const { NamNganSach: year, Chuong: chapter } = fields;
  const add = (field: keyof Loose, code: string, message: string) => problems.push({ field, code, message });
  judgeForm(fields, problems, now);
  judgeAmount(fields, add);
  if (chapter !== undefined && year !== undefined) judgeChapterOf(chapter, year, add);
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
