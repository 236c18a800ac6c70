import {
  mainPostHeld,
  mainPostsAtOnce,
  type OfficialPost,
  type SalaryStep,
} from '../../../domain/kinds/official.js';
import { firstDayOf, isSurelyBefore, type PartialDate } from '../../../domain/partial-date.js';
import type { Problem } from '../../../domain/ports.js';
import { compact, type Fields, type LooseFields } from '../reading/fields.js';
import { type OFFICIAL_FORM, POSTS } from './contract.js';

export type Loose = LooseFields<typeof OFFICIAL_FORM>;
type Full = Fields<typeof OFFICIAL_FORM>;

/** Posts in the order of their beginning. A row a person has the present one only. */
export function postsOf(fields: Full): OfficialPost[] {
  const listed = fields.QuaTrinhCongTac.map((row) =>
    compact<OfficialPost>({
      unit: row.DonVi,
      title: row.ChucVu,
      kind: POSTS[row.Loai ?? 'CHINH'],
      from: row.TuNgay,
      to: row.DenNgay,
      decisionNumber: row.SoQuyetDinh,
      duty: row.NhiemVu,
    }),
  );
  if (listed.length > 0) return listed.sort(byBeginning);
  const { DonViCongTac: unit, ChucVu: title, TuNgay: from } = fields;
  return title === undefined || from === undefined ? [] : [{ unit, title, kind: 'MAIN', from }];
}

/** Steps of salary in their order. */
export function salaryOf(fields: Full): SalaryStep[] {
  const { MaNgach, TenNgach, BacLuong, HeSoLuong, HuongTu } = fields;
  const rows =
    fields.DienBienLuong.length > 0 || HuongTu === undefined
      ? fields.DienBienLuong
      : [{ MaNgach, TenNgach, BacLuong, HeSoLuong, HuongTu, SoQuyetDinh: undefined }];
  return rows
    .map((row) =>
      compact<SalaryStep>({
        rankCode: row.MaNgach,
        rankName: row.TenNgach,
        step: row.BacLuong,
        coefficient: row.HeSoLuong?.toFixed(2),
        from: row.HuongTu,
        decisionNumber: row.SoQuyetDinh,
      }),
    )
    .sort(byBeginning);
}

function byBeginning(one: { from: PartialDate }, other: { from: PartialDate }): number {
  return one.from < other.from ? -1 : one.from > other.from ? 1 : 0;
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
  checkMainPosts(fields, problems);
}

/** Hệ số: up to 99.99, two decimals. */
function coefficient(value: number | undefined, field: string, problems: Problem[]): void {
  if (value === undefined || (value > 0 && value < 100 && Number(value.toFixed(2)) === value)) return;
  const message = 'Hệ số phải lớn hơn 0, nhỏ hơn 100, hai chữ số thập phân (0–100, two decimals)';
  problems.push({ field, code: 'BAD_NUMBER', message });
}

function checkMainPosts({ QuaTrinhCongTac: rows, DonViCongTac: present }: Loose, problems: Problem[]): void {
  const posts = rows.flatMap(({ DonVi: unit, ChucVu: title, Loai, TuNgay: from, DenNgay: to }) =>
    unit === undefined || title === undefined || from === undefined
      ? []
      : [
          compact<OfficialPost>({
            unit,
            title,
            kind: POSTS[Loai ?? 'CHINH'],
            from,
            to,
            decisionNumber: undefined,
            duty: undefined,
          }),
        ],
  );
  if (mainPostsAtOnce(posts)) {
    const message =
      'Hai chức vụ chính cùng lúc: ghi KIEM_NHIEM hoặc ngày kết thúc (two main posts at once: one is KIEM_NHIEM, or has ended)';
    problems.push({ field: 'QuaTrinhCongTac', code: 'TWO_MAIN_POSTS', message });
  }
  const held = mainPostHeld(posts);
  if (held && present !== undefined && held.unit !== present) {
    const message = 'Khác đơn vị của chức vụ chính đang giữ (not the unit of the main post that is held)';
    problems.push({ field: 'DonViCongTac', code: 'UNIT_DIFFERS', message });
  }
}
