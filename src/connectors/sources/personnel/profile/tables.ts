import { fold } from '../../../../domain/fold.js';
import type { UnitFinder } from './units.js';

type Row = { [column: string]: string };

/** A date as tables have it: `7/2025`, `01/07/2025`, `2003`. */
const DATE = /(?<!\d)(?:(?:\d{1,2}\s*\/\s*){0,2}\d{4})(?!\d)/g;

export function isCareer(rows: readonly string[][]): boolean {
  const head = fold(rows[0]?.join(' ') ?? '');
  return /\btu thang\b/.test(head) && /\bchuc (?:vu|danh)\b/.test(head);
}

export function isSalary(rows: readonly string[][]): boolean {
  return rows.some(([name = '']) => fold(name).startsWith('he so'));
}

/** Tóm tắt quá trình công tác: each row a time and what the person was where, `Chuyên viên, UBND xã Ngọc Lặc`. */
export function careerIn(rows: readonly string[][], unitIn: UnitFinder): { posts: Row[]; since?: string } {
  const told = rows.slice(1).flatMap(([time = '', what = '']) => {
    const [from, to] = (time.match(DATE) ?? []).map((date) => date.replace(/\s/g, ''));
    const title = what.split(/\s*(?:[,;–]|\s-\s)\s*/)[0]?.trim();
    return from === undefined || !title ? [] : [{ from, to, title, unit: unitIn(what) }];
  });
  const since = told.findLast(({ to }) => to === undefined)?.from;
  // A list says all there is: with a unit missing it would say something else.
  const isWhole = told.length > 0 && told.every(({ unit }) => unit !== undefined);
  const posts = told.map(({ from, to, title, unit = '' }) => ({
    ...{ DonVi: unit, ChucVu: title, TuNgay: from },
    ...(to === undefined ? {} : { DenNgay: to }),
  }));
  return { posts: isWhole ? posts : [], ...(since === undefined ? {} : { since }) };
}

/** Diễn biến quá trình lương: a column a step, below one another its month, rank and step, and coefficient. */
export function salaryIn(rows: readonly string[][]): Row[] {
  const line = (begin: RegExp) => rows.find(([name = '']) => begin.test(fold(name)))?.slice(1) ?? [];
  const [ranks, coefficients] = [line(/^ma ngach/), line(/^he so/)];
  return line(/^thang/).flatMap((month, at): Row[] => {
    const [from] = month.match(DATE) ?? [];
    if (from === undefined) return [];
    const [, rank, step] =
      /^([\dV][\dA-Z.a-z]+)(?:\s*[/,;-]?\s*(\d.*))?$/.exec(ranks[at]?.trim() ?? '') ?? [];
    const coefficient = coefficients[at]?.trim();
    return [
      {
        HuongTu: from.replace(/\s/g, ''),
        ...(rank === undefined ? {} : { MaNgach: rank }),
        ...(step === undefined ? {} : { BacLuong: step }),
        ...(coefficient ? { HeSoLuong: coefficient } : {}),
      },
    ];
  });
}
