import {
  byBeginning,
  isSamePost,
  mainPostsAtOnce,
  type OfficialPost,
  type SalaryStep,
} from '../../../domain/kinds/official-posts.js';
import { holdsPosts } from '../../../domain/kinds/official-states.js';
import {
  firstDayOf,
  isSurelyBefore,
  lastDayOf,
  mayBeOneDay,
  type PartialDate,
} from '../../../domain/partial-date.js';
import type { Problem } from '../../../domain/ports.js';
import { compact, type LooseFields, unlessEmpty } from '../reading/fields.js';
import { type OFFICIAL_FORM, POSTS, STATES } from './contract.js';

export type Loose = LooseFields<typeof OFFICIAL_FORM>;

/** Posts in the order of their beginning: the list, and the present one of the row beside it where the list does not have it. */
export function postsOf(fields: Loose): OfficialPost[] {
  const listed = fields.QuaTrinhCongTac.flatMap((row) =>
    row.DonVi === undefined || row.ChucVu === undefined || row.TuNgay === undefined
      ? []
      : [
          compact<OfficialPost>({
            unit: row.DonVi,
            title: row.ChucVu,
            kind: POSTS[row.Loai ?? 'CHINH'],
            from: row.TuNgay,
            to: row.DenNgay,
            decisionNumber: row.SoQuyetDinh,
            duty: row.NhiemVu,
          }),
        ],
  );
  const { DonViCongTac: unit, ChucVu: title, TuNgay: from } = fields;
  if (unit !== undefined && title !== undefined && from !== undefined) {
    const present: OfficialPost = { unit, title, kind: 'MAIN', from };
    if (!listed.some((post) => isSamePost(post, present))) listed.push(present);
  }
  return listed.sort(byBeginning);
}

/** Steps of salary in their order, by the same rule. */
export function salaryOf(fields: Loose): SalaryStep[] {
  const { MaNgach, TenNgach, BacLuong, HeSoLuong, HuongTu, DienBienLuong } = fields;
  const isListed = DienBienLuong.some(
    (row) => HuongTu !== undefined && row.HuongTu !== undefined && mayBeOneDay(row.HuongTu, HuongTu),
  );
  const rows = isListed
    ? DienBienLuong
    : [...DienBienLuong, { MaNgach, TenNgach, BacLuong, HeSoLuong, HuongTu, SoQuyetDinh: undefined }];
  return rows
    .flatMap((row) =>
      row.HuongTu === undefined
        ? []
        : [
            compact<SalaryStep>({
              rankCode: row.MaNgach,
              rankName: row.TenNgach,
              step: row.BacLuong,
              coefficient: row.HeSoLuong?.toFixed(2),
              from: row.HuongTu,
              decisionNumber: row.SoQuyetDinh,
            }),
          ],
    )
    .sort(byBeginning);
}

/** Lists that the source did not give: of them only the present is known. */
export function presentOf({ QuaTrinhCongTac, DienBienLuong }: Loose): ('posts' | 'salary')[] | undefined {
  const present = [
    ...(QuaTrinhCongTac.length === 0 ? ['posts' as const] : []),
    ...(DienBienLuong.length === 0 ? ['salary' as const] : []),
  ];
  return unlessEmpty(present);
}

/** What is wrong with the fields taken together; only what is surely wrong, for dates may be known in part. `today`: `yyyy-MM-dd`. */
export function checkOfficial(fields: Loose, problems: Problem[], today: string): void {
  const { NgaySinh: born } = fields;
  const inOrder = (first: PartialDate | undefined, later: PartialDate | undefined, field: string) => {
    if (first === undefined || later === undefined || !isSurelyBefore(later, first)) return;
    problems.push({
      field,
      code: 'WRONG_ORDER',
      message: 'Trước thời điểm phải có trước nó (before what it follows)',
    });
  };
  const notAhead = (date: PartialDate | undefined, field: string) => {
    if (date === undefined || firstDayOf(date) <= today) return;
    problems.push({ field, code: 'IN_FUTURE', message: 'Nằm sau ngày hiện tại (in the future)' });
  };
  notAhead(born, 'NgaySinh');
  checkAge(fields, problems, today);
  inOrder(born, fields.NgayVaoDang, 'NgayVaoDang');
  inOrder(fields.NgayVaoDang, fields.NgayVaoDangChinhThuc, 'NgayVaoDangChinhThuc');
  inOrder(born, fields.TuNgay, 'TuNgay');
  fields.QuaTrinhCongTac.forEach((post, at) => {
    inOrder(born, post.TuNgay, `QuaTrinhCongTac[${at}].TuNgay`);
    inOrder(post.TuNgay, post.DenNgay, `QuaTrinhCongTac[${at}].DenNgay`);
  });
  fields.DienBienLuong.forEach((step, at) => {
    inOrder(born, step.HuongTu, `DienBienLuong[${at}].HuongTu`);
    coefficient(step.HeSoLuong, `DienBienLuong[${at}].HeSoLuong`, problems);
  });
  coefficient(fields.HeSoLuong, 'HeSoLuong', problems);
  if (fields.ChucVu !== undefined && fields.TuNgay === undefined && fields.QuaTrinhCongTac.length === 0) {
    const message = 'Có chức vụ thì phải có ngày bắt đầu (a post needs the day on which it began)';
    problems.push({ field: 'TuNgay', code: 'MISSING', message });
  }
  if (mainPostsAtOnce(postsOf(fields))) {
    const message =
      'Hai chức vụ chính cùng lúc: ghi KIEM_NHIEM hoặc ngày kết thúc (two main posts at once: one is KIEM_NHIEM, or has ended)';
    problems.push({ field: 'QuaTrinhCongTac', code: 'TWO_MAIN_POSTS', message });
  }
}

const LEAST_AGE = 15;
const MOST_AGE = 100;

/** Nobody serves under 15, and nobody who serves is over 100: years of two digits and typed into cells of dates come so. */
function checkAge({ NgaySinh: born, TrangThai }: Loose, problems: Problem[], today: string): void {
  if (born === undefined || firstDayOf(born) > today) return;
  const ago = (years: number) => `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
  const tooYoung = firstDayOf(born) > ago(LEAST_AGE);
  const tooOld = lastDayOf(born) < ago(MOST_AGE) && TrangThai !== undefined && holdsPosts(STATES[TrangThai]);
  if (!tooYoung && !tooOld) return;
  const message = `Tuổi không thể có (dưới ${LEAST_AGE}, hoặc trên ${MOST_AGE} mà còn làm việc): xem lại năm sinh, có thể bảng tính đã đổi năm hai chữ số (an impossible age: look at the year of birth, of two digits a spreadsheet may have made another one)`;
  problems.push({ field: 'NgaySinh', code: 'IMPOSSIBLE_AGE', message });
}

/** Hệ số: up to 99.99, two decimals. */
function coefficient(value: number | undefined, field: string, problems: Problem[]): void {
  if (value === undefined || (value > 0 && value < 100 && Number(value.toFixed(2)) === value)) return;
  const message = 'Hệ số phải lớn hơn 0, nhỏ hơn 100, hai chữ số thập phân (0–100, two decimals)';
  problems.push({ field, code: 'BAD_NUMBER', message });
}
