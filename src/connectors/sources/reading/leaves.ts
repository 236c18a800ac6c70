import type { Problem } from '../../../domain/ports.js';
import type { Instant } from '../../../domain/time.js';
import { isDash, readDecimal, readNumber } from './numbers.js';
import { type DayEdge, readDay, readTime } from './times.js';

/*
 * The single values of the exchange forms: each takes what JSON or a CSV cell holds and gives the value, or `undefined` where it is
 * absent. In JSON a number and its text are the same; `null`, the empty text and absent are one. Plain functions, as every value of
 * every record goes through one (docs/measured/intake.md).
 */

/** How a single value is read. */
export interface Leaf<T> {
  /** ✓ in the exchange forms: absent is a problem `MISSING`. */
  readonly required?: boolean;
  /** What is wrong is told to `fail`; then there is no value either. */
  read(value: unknown, fail: Fail): T | undefined;
}
export interface RequiredLeaf<T> extends Leaf<T> {
  readonly required: true;
}

const MESSAGES = {
  MISSING: 'Thiếu giá trị bắt buộc (required value is missing)',
  BAD_SHAPE: 'Kiểu dữ liệu không đúng (wrong type of value)',
  BAD_TEXT: 'Văn bản có ký tự không hợp lệ (text holds NUL or broken characters)',
  TOO_LONG: 'Giá trị quá dài (value is too long)',
  NOT_IN_LIST: 'Giá trị không có trong danh mục (value is not in its list)',
  BAD_STATE: 'Trạng thái phải từ 1 đến 10 (state must be 1 to 10)',
  BAD_DATE: 'Ngày giờ không tồn tại hoặc sai định dạng (no such date, or not in a known form)',
  BAD_FLAG: 'Giá trị phải là 0/1 hoặc true/false (must be 0/1 or true/false)',
  BAD_NUMBER: 'Số không hợp lệ (not a valid number)',
  TWO_DIGIT_YEAR: 'Năm phải có bốn chữ số (a year must have four digits)',
  IS_IDENTITY:
    'Là số định danh của một người, không được nằm trong số hiệu hay tên (an identity number of a person, which stands in no code and no name)',
  DATE_LIKE:
    'Bảng tính đã đổi số văn bản thành ngày: định dạng cột là văn bản rồi nhập lại (a spreadsheet made a date of the number: format the column as text and enter it again)',
  BAD_IDENTITY: 'Số định danh không đúng (not an identity number)',
  WRONG_ENCODING: 'Chữ ghi bằng phông TCVN3 hoặc VNI (text of a TCVN3 or VNI font)',
  BAD_CODE: 'Mã không đúng cấu trúc (code does not have its shape)',
  NOT_OF_CATEGORY: 'Trường của chuyên mục khác (a field of another section)',
} as const;
export type LeafProblem = keyof typeof MESSAGES;

/** `detail`: what is expected. Never a value, which may be personal. */
export type Fail = (code: LeafProblem, detail?: string) => undefined;

/** What is wrong with the value of one field. */
export function leafProblem(field: string, code: LeafProblem, detail?: string): Problem {
  return { field, code, message: detail ? `${MESSAGES[code]}: ${detail}` : MESSAGES[code] };
}

/** Of a value's text, in NFC and not blank. `read` is given the value too, as it came: a number that is one already means what it says. */
export function leaf<T>(read: (text: string, fail: Fail, value: unknown) => T | undefined): Leaf<T> {
  return {
    read(value, fail) {
      if (isInexact(value)) return fail('BAD_NUMBER', LONG_NUMBER);
      const text = textOf(value);
      if (text === undefined) return fail('BAD_SHAPE');
      if (/[\0\p{Surrogate}]/u.test(text)) return fail('BAD_TEXT');
      return text.trim() === '' ? undefined : read(text.normalize('NFC'), fail, value);
    },
  };
}

/** Reads what `change` makes of the value. */
export function changed<L extends Leaf<unknown>>(change: (value: unknown) => unknown, inner: L): L {
  return { ...inner, read: (value, fail) => inner.read(change(value), fail) };
}

const LONG_NUMBER = 'số dài phải viết thành văn bản (a long number must be written as text)';

/** A JSON number of more digits than reading it keeps: its text is no longer known, and an identifier would be another one. */
function isInexact(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** `''` for absent, undefined for what no text stands for (lists, objects). */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

export function required<T>(inner: Leaf<T>): RequiredLeaf<T> {
  return { ...inner, required: true };
}

/** Free text, kept as it is but for NFC. `max` in code units keeps what becomes part of an index small. */
export function text(max = 1_000_000): Leaf<string> {
  return leaf((value, fail) => (value.length > max ? fail('TOO_LONG', `> ${max}`) : value));
}

/** `2024-12`, as a sheet gives what it took for a month, `2024-12-03`, `12/03/2024`, `Dec-24`, `12-Mar`. */
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[Tt]hg\\d{1,2})';
const DATE_LIKE = new RegExp(
  [
    String.raw`^\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?)?$`,
    String.raw`^\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)$`,
    String.raw`^\d{1,2}-${MONTH}(?:-\d\d)?$|^${MONTH}-\d\d$`,
  ].join('|'),
);

/** Refuses, with advice, what a spreadsheet made a date of: `01/2025` and `3/9` are none. */
export function neverDate<L extends Leaf<string>>(inner: L): L {
  return {
    ...inner,
    read: (value, fail) =>
      typeof value === 'string' && DATE_LIKE.test(value.trim()) ? fail('DATE_LIKE') : inner.read(value, fail),
  };
}

/** The number of a paper, `12/QĐ-UBND`, as it is written; one of which a spreadsheet made a date is refused: it becomes part of keys. */
export function paperNumber(max = 100): Leaf<string> {
  return neverDate(text(max));
}

/** A code: trimmed, of the given shape. */
export function code(shape: RegExp, example: string, max = 100): Leaf<string> {
  return leaf((value, fail) => {
    const trimmed = value.trim();
    if (trimmed.length > max) return fail('TOO_LONG', `> ${max}`);
    return shape.test(trimmed) ? trimmed : fail('BAD_CODE', example);
  });
}

/** One of a list of words. */
export function word<const W extends string>(words: readonly W[]): Leaf<W> {
  return leaf((value, fail) => {
    const trimmed = value.trim();
    return words.find((candidate) => candidate === trimmed) ?? fail('NOT_IN_LIST', words.join(', '));
  });
}

/** One of a list of whole numbers. */
export function choice<const N extends number>(numbers: readonly N[]): Leaf<N> {
  return leaf((value, fail) => {
    const trimmed = value.trim();
    return (
      numbers.find((candidate) => String(candidate) === trimmed) ?? fail('NOT_IN_LIST', numbers.join(', '))
    );
  });
}

const STATES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** A dossier's state, 1–10. */
export function state(): Leaf<(typeof STATES)[number]> {
  return leaf(
    (value, fail) => STATES.find((candidate) => String(candidate) === value.trim()) ?? fail('BAD_STATE'),
  );
}

/** `0`/`1`, `true`/`false`. */
export function flag(): Leaf<boolean> {
  return leaf((value, fail) => {
    const lower = value.trim().toLowerCase();
    if (lower === '1' || lower === 'true') return true;
    if (lower === '0' || lower === 'false') return false;
    return fail('BAD_FLAG');
  });
}

/** A whole number that is not negative and fits int32. */
export function count(): Leaf<number> {
  return leaf((value, fail) => {
    const number = /^\d{1,10}$/.test(value.trim()) ? Number(value.trim()) : Number.NaN;
    return number <= 2_147_483_647 ? number : fail('BAD_NUMBER');
  });
}

/** An amount of money in đồng, not negative, at most two decimals; as text also `1.234.567` and `2,34`. A dash is absent, not 0. */
export function money(): Leaf<number> {
  return leaf((value, fail, given) => {
    const trimmed = value.trim();
    if (isDash(trimmed)) return undefined;
    // Of what is a number already, dots part no thousands.
    if (typeof given === 'number' && !/^\d+(\.\d{1,2})?$/.test(trimmed)) return fail('BAD_NUMBER');
    return readNumber(trimmed) ?? fail('BAD_NUMBER');
  });
}

/** A number with a sign and decimals, as text also `1.234.567`, `2,34` and `(1.234)`. A dash is absent, not 0. */
export function decimal(): Leaf<number> {
  return leaf((value, fail, given) => {
    const trimmed = value.trim();
    if (isDash(trimmed)) return undefined;
    return (typeof given === 'number' ? given : readDecimal(trimmed)) ?? fail('BAD_NUMBER');
  });
}

/** Per cent, with or without the sign: `25,34%`, `25.34`. A dash is absent, not 0. */
export function percent(): Leaf<number> {
  return leaf((value, fail, given) => {
    const trimmed = value.trim().replace(/\s*%$/, '');
    if (isDash(trimmed)) return undefined;
    return (typeof given === 'number' ? given : readDecimal(trimmed)) ?? fail('BAD_NUMBER');
  });
}

/** A point in time. */
export function time(): Leaf<Instant> {
  return leaf((value, fail) => readTime(value.trim()) ?? fail('BAD_DATE'));
}

/** A date, with or without a time. */
export function day(edge: DayEdge): Leaf<Instant> {
  return leaf((value, fail) => readDay(value.trim(), edge) ?? fail('BAD_DATE'));
}
